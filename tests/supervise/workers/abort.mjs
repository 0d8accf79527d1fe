// Aborts inside of any work, after saying that it began.
import { answering, progress } from "./line.mjs"

const abort = ({ item }) => {
  item(progress({ done: 0.25, note: "before the end" }))
  setTimeout(() => process.abort(), 50)
}
answering({
  "engine.run": abort,
  "runs.list": abort,
  "profiles.list": ({ answer }) => answer({ pid: process.pid }),
})
