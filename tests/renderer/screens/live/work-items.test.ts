import { describe, expect, it } from "vitest"
import { workItems } from "#renderer/screens/live/work-items"
import { at, heard, instant, step, trace } from "./told"

describe("What a run works on", () => {
  it("is told by the supervisor until the ledger was read", () => {
    const items = workItems(
      null,
      [heard("meta.returns", "core", "hrp", "running", 0.25, { note: "eth" })],
      "running",
    )
    expect(items).toMatchObject([
      { stage: "meta.returns", state: "running", done: 0.25, note: "eth", step: null },
    ])
  })

  it("has the ledger's times and the supervisor's share while it goes on", () => {
    const steps = [step("meta.returns", "core", "hrp", 2, null)]
    const items = workItems(trace(steps), [heard("meta.returns", "core", "hrp", "running", 0.5)], "running")
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ started: instant(2), ended: null, done: 0.5, state: "running" })
  })

  it("has ended when the ledger says so, whatever was heard last", () => {
    const steps = [step("meta.returns", "core", "hrp", 2, 3)]
    const items = workItems(trace(steps), [heard("meta.returns", "core", "hrp", "running", 0.5)], "running")
    expect(items[0]).toMatchObject({ state: "succeeded", done: 1, ended: instant(3) })
  })

  it("ends in the state of a run that went away over it", () => {
    const steps = [step("meta.returns", "core", "hrp", 0, 1), step("meta.optimize", "core", "hrp", 1, null)]
    const states = (runState: "crashed" | "cancelled") =>
      workItems(trace(steps), [heard("meta.optimize", "core", "hrp", "running", 0.5)], runState).map(
        ({ state }) => state,
      )
    expect(states("crashed")).toEqual(["succeeded", "crashed"])
    expect(states("cancelled")).toEqual(["succeeded", "cancelled"])
  })

  it("ends with its run where nothing else tells when: never left open in a run that ended", () => {
    const steps = [step("meta.returns", "core", "hrp", 0, 4), step("meta.optimize", "core", "hrp", 1, null)]
    expect(workItems(trace(steps), [], "crashed")[1]!.ended).toBe(instant(4))
    expect(workItems(trace(steps), [], "crashed", instant(9))[1]!.ended).toBe(instant(9))
    expect(workItems(trace(steps), [], "running", null)[1]!.ended).toBeNull()
  })

  it("tells what the cache gave from what was computed", () => {
    const steps = [step("meta.optimize", "core", "hrp", 1, 2, { metrics: '{"n_assets":3,"cached":true}' })]
    expect(workItems(trace(steps), [], "succeeded")[0]!.state).toBe("cached")
  })

  it("tells a failure of the program from a guardrail's stop", () => {
    const steps = [step("meta.returns", "core", "hrp", 1, 2, { status: "failure" })]
    expect(workItems(trace(steps), [], "failed")[0]!.state).toBe("failed")
    expect(workItems(trace(steps), [], "aborted_by_guardrail")[0]!.state).toBe("aborted_by_guardrail")
  })

  it("stands once though a resumed run began it twice, and says so", () => {
    const steps = [step("meta.returns", "core", "hrp", 0, null), step("meta.returns", "core", "hrp", 60, 61)]
    const items = workItems(trace(steps), [], "succeeded")
    expect(items).toMatchObject([{ tries: 2, started: instant(60), state: "succeeded" }])
  })

  it("stands as often as a platform run did it: its steps name no stage", () => {
    const steps = [0, 1, 2].map((n) => step("", null, "hrp", n, n + 1, { step: "backtest_optimize" }))
    const items = workItems(trace(steps), [], "succeeded")
    expect(items.map(({ stage }) => stage)).toEqual(Array(3).fill("backtest_optimize"))
    expect(new Set(items.map(({ key }) => key)).size).toBe(3)
  })

  it("reads the platform's stamps, which have no zone, as UTC", () => {
    const started = "2026-01-02T07:00:00.250000"
    const items = workItems(
      trace([step("", null, null, 0, 1, { started, step: "synthesis" })]),
      [],
      "succeeded",
    )
    expect(items[0]!.started).toBe(Date.UTC(2026, 0, 2, 7, 0, 0, 250))
  })

  it("comes in the order of its beginnings", () => {
    const told = [heard("meta.report", "core", null, "running", 0, { started: at(9) })]
    const items = workItems(trace([step("meta.returns", "core", "hrp", 3, 4)]), told, "running")
    expect(items.map(({ stage }) => stage)).toEqual(["meta.returns", "meta.report"])
  })
})
