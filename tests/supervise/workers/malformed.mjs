// Says everything that is no message, then does its work.
import { answering, outcome, post, progress } from "./line.mjs"

const nonsense = [
  null,
  "text",
  17,
  [],
  {},
  new Uint8Array(1000),
  new Map([["t", "done"]]),
  { t: "done" },
  { t: "done", id: "1", output: {} },
  { t: "failed", id: 1, problems: [] },
  { t: "failed", id: 1, problems: [{ code: "no.such.code" }] },
  { t: "item", id: 1, seq: -1, item: {} },
  { t: "item", id: 999, seq: 1, item: {} },
  { t: "done", id: 999, output: {} },
]
const wrongEvents = [
  null,
  5,
  {},
  progress({ done: 2 }),
  progress({ state: "flying" }),
  progress({ note: "x".repeat(3000) }),
]

answering({
  "engine.run"({ input, item, answer }) {
    for (const message of nonsense) if (message !== null) post(message)
    for (const event of wrongEvents) item(event)
    item(progress({ state: "succeeded", done: 1, note: "the only true one" }))
    answer(outcome(input.runId))
  },
})
