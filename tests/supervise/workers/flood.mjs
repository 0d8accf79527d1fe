// 10,000 events in about a second, of two steps; the last says so.
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
