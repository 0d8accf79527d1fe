// 10,000 events in about a second, of two steps that succeed with the last.
import { answering, outcome, progress } from "./line.mjs"

const EVENTS = 10_000

answering({
  "engine.run"({ input, item, answer }) {
    let sent = 0
    const some = () => {
      for (let count = 0; count < 100; count++) {
        sent += 1
        item(
          progress({
            risk: sent % 2 === 0 ? "hrp" : "min_variance",
            state: sent > EVENTS - 2 ? "succeeded" : "running",
            done: sent / EVENTS,
            note: `event ${sent}`,
          }),
        )
      }
      if (sent < EVENTS) setTimeout(some, 10)
      else answer(outcome(input.runId))
    }
    some()
  },
})
