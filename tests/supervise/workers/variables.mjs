// Tells which variables it was given.
import { answering } from "./line.mjs"

answering({
  "profiles.list": ({ answer }) => answer({ variables: { ...process.env }, execArgv: process.execArgv }),
})
