// Never comes back from some questions: a run, a report.
import { answering, progress } from "./line.mjs"

const forEver = () => {
  for (;;);
}
answering({
  "engine.run"({ item }) {
    item(progress({ done: 0.1, note: "into the loop" }))
    setTimeout(forEver, 50)
  },
  "report.markdown": forEver,
  "profiles.list": ({ answer }) => answer({ pid: process.pid }),
})
