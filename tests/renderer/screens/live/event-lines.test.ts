import { describe, expect, it } from "vitest"
import { eventLines, eventsAsText, filterEvents } from "#renderer/screens/live/event-lines"
import { event, step, trace } from "./told"

const told = trace(
  [
    step("meta.returns", "core", "hrp", 1, 6, { outcomeLine: 6 }),
    step("meta.optimize", "core", "hrp", 6, 7, {
      outcomeLine: 8,
      status: "failure",
      metrics: JSON.stringify({ problems: [{ what: "The bounds can't be met." }] }),
    }),
  ],
  [
    event(1, "genesis", "genesis"),
    event(3, "decision", "sleeve.included", {
      node: "core",
      risk: "hrp",
      sleeve: "eth",
      data: '{"reason":null,"note":"24 of 24 windows succeeded"}',
    }),
    event(4, "decision", "sleeve.vetoed", { node: "core", risk: "hrp", sleeve: "btc", data: "{}" }),
    event(5, "meta_cache", "meta_cache", { node: "core", risk: "hrp", data: '{"hit":true,"sleeves":[]}' }),
  ],
)

describe("The events of a run", () => {
  it("are its decisions and the outcomes of its steps, in the order of the ledger", () => {
    expect(eventLines(told).map(({ line, name }) => `${line} ${name}`)).toEqual([
      "1 genesis",
      "3 sleeve.included",
      "4 sleeve.vetoed",
      "5 cache hit",
      "6 meta.returns",
      "8 meta.optimize",
    ])
  })

  it("say what was noted, and of a failed step why", () => {
    const lines = eventLines(told)
    expect(lines[1]!.text).toBe("24 of 24 windows succeeded")
    expect(lines[5]).toMatchObject({ tone: "failed", text: "Solve weights: The bounds can't be met." })
  })

  it("say the first of a list where there is no note", () => {
    const data =
      '{"pairs":[{"a":"long_all","b":"long_ma","correlation":0.953286364335469},{"a":"x","b":"y"}]}'
    const [line] = eventLines(trace([], [event(1, "decision", "sleeves.near_identical", { data })]))
    expect(line).toMatchObject({
      tone: "warning",
      text: "a long_all, b long_ma, correlation 0.9533, and 1 more",
    })
  })

  it("survive a record that holds no JSON", () => {
    const [line] = eventLines(trace([], [event(1, "decision", "stream.chosen", { data: "{oops" })]))
    expect(line).toMatchObject({ name: "stream.chosen", text: "" })
  })

  it("are filtered by kind, by what is out of the ordinary, and by every searched word", () => {
    const lines = eventLines(told)
    const found = (kind: string, search: string) => filterEvents(lines, kind, search).map(({ line }) => line)
    expect(found("", "")).toHaveLength(6)
    expect(found("decision", "")).toEqual([3, 4])
    expect(found("cache", "")).toEqual([5])
    expect(found("warnings", "")).toEqual([4, 8])
    expect(found("", "HRP eth")).toEqual([3])
    expect(found("step", "eth")).toEqual([])
  })

  it("are copied with time, place and words", () => {
    const [line] = filterEvents(eventLines(told), "", "eth")
    expect(eventsAsText([line!])).toBe(
      "2026-11-20T10:00:03.000Z\tsleeve.included\tcore / hrp / eth\t24 of 24 windows succeeded",
    )
  })
})
