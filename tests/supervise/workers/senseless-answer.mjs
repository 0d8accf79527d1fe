// Answers a run with something that is no outcome.
import { answering } from "./line.mjs"

answering({ "engine.run": ({ answer }) => answer({ state: "splendid" }) })
