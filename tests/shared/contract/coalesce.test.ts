import { describe, expect, it } from "vitest"
import { coalesced } from "#shared/contract/coalesce"
import { heldTime } from "./held-time"

interface Tick {
  readonly key: string
  readonly n: number
}

function thinned() {
  const { timers, pass, stall } = heldTime()
  const batches: (readonly Tick[])[] = []
  const flow = coalesced<Tick>({
    keyOf: ({ key }) => key,
    send: (events) => batches.push(events),
    perSecond: 30,
    timers,
  })
  return { flow, pass, stall, batches }
}

describe("A thinned flow of events", () => {
  it("sends the first event at once", () => {
    const { flow, batches } = thinned()
    flow.push({ key: "a", n: 1 })
    expect(batches).toEqual([[{ key: "a", n: 1 }]])
  })

  it("sends at most 30 batches a second of 10,000 events, and the last one of each key", () => {
    const { flow, pass, batches } = thinned()
    for (let n = 1; n <= 10_000; n += 1) {
      flow.push({ key: n % 2 === 0 ? "even" : "odd", n })
      pass(0.1)
    }
    expect(batches.length).toBeLessThanOrEqual(31)
    pass(1000)
    expect(batches.at(-1)).toEqual(
      expect.arrayContaining([
        { key: "odd", n: 9999 },
        { key: "even", n: 10_000 },
      ]),
    )
  })

  it("keeps only the newest event of a key that waits, in the order in which keys first changed", () => {
    const { flow, pass, batches } = thinned()
    flow.push({ key: "first", n: 0 })
    flow.push({ key: "b", n: 1 })
    flow.push({ key: "a", n: 2 })
    flow.push({ key: "b", n: 3 })
    pass(34)
    expect(batches[1]).toEqual([
      { key: "b", n: 3 },
      { key: "a", n: 2 },
    ])
  })

  it("sends what waits at once when it is flushed, and nothing twice", () => {
    const { flow, pass, batches } = thinned()
    flow.push({ key: "a", n: 1 })
    flow.push({ key: "a", n: 2 })
    flow.flush()
    expect(batches).toEqual([[{ key: "a", n: 1 }], [{ key: "a", n: 2 }]])
    pass(1000)
    expect(batches).toHaveLength(2)
  })

  it("sends what is due with the next event when a busy process let no timer act", () => {
    const { flow, stall, batches } = thinned()
    flow.push({ key: "a", n: 1 })
    flow.push({ key: "a", n: 2 })
    stall(500)
    flow.push({ key: "a", n: 3 })
    expect(batches).toEqual([[{ key: "a", n: 1 }], [{ key: "a", n: 3 }]])
  })
})
