// Does as it is told: a profile "hold" runs until it is cancelled, any other ends at once.
import { answering, interrupted, outcome, progress } from "./line.mjs"

const run = ({ input, item, answer, onCancel }) => {
  item(progress({ done: 0.5, note: "half" }))
  if (input.profile !== "hold") {
    item(progress({ state: "succeeded", done: 1, note: "whole" }))
    answer(outcome(input.runId))
  } else {
    onCancel(() =>
      answer(outcome(input.runId, { state: "cancelled", exitCode: 130, problems: [interrupted] })),
    )
  }
}

answering({
  "engine.run": run,
  "engine.resume": run,
  "profiles.list": ({ answer }) => answer({ profiles: [], pid: process.pid }),
})
