import { describe, expect, it } from "vitest"
import { type StepRow, stepTree } from "#renderer/screens/live/step-tree"
import { workItems } from "#renderer/screens/live/work-items"
import { step, trace } from "./told"

/** The tree as indented lines. */
function drawn(rows: readonly StepRow[]): string[] {
  return rows.flatMap((row) => [`${"  ".repeat(row.level)}${row.item.title}`, ...drawn(row.children)])
}

/** As the engine works: a nested profile is built while its parent's returns are being joined. */
const nested = [
  step("resolve", "world", null, 0, 1),
  step("meta.returns", "world", "hrp", 1, 9),
  step("meta.returns", "crypto", "hrp", 2, 3),
  step("meta.optimize", "crypto", "hrp", 3, 4),
  step("meta.returns", "old", "hrp", 5, 8),
  step("meta.returns", "stocks", "hrp", 5.5, 6),
  step("meta.optimize", "stocks", "hrp", 6, 7),
  step("meta.optimize", "old", "hrp", 8, 8.5),
  step("meta.returns", "world", "min_variance", 9, 10),
  step("meta.optimize", "world", "hrp", 11, 12),
  step("meta.flatten", "world", "hrp", 12, 13),
  step("meta.report", "world", null, 14, 15),
]

describe("The tree of a run's steps", () => {
  it("has the risk profiles, and in them the nested profiles where they were built", () => {
    const rows = stepTree(workItems(trace(nested), [], "succeeded"), "world")
    expect(drawn(rows)).toEqual([
      "Resolve sleeves",
      "hrp",
      "  Join returns",
      "  crypto",
      "    Join returns",
      "    Solve weights",
      "  old",
      "    Join returns",
      "    stocks",
      "      Join returns",
      "      Solve weights",
      "    Solve weights",
      "  Solve weights",
      "  Flatten to holdings",
      "min_variance",
      "  Join returns",
      "Write report",
    ])
  })

  it("gives a group the time of all that is in it, and no end while one goes on", () => {
    const steps = [...nested.slice(0, 5), step("meta.returns", "stocks", "hrp", 5.5, null)]
    const rows = stepTree(workItems(trace(steps), [], "running"), "world")
    const hrp = rows.find(({ item }) => item.title === "hrp")!
    expect(hrp.item).toMatchObject({ state: "running", ended: null, count: 5 })
    expect(hrp.children.find(({ item }) => item.title === "crypto")!.item).toMatchObject({
      state: "succeeded",
      done: 1,
      count: 2,
    })
  })

  it("shows a group by the worst that is in it, and as cached only when all of it is", () => {
    const cached = { metrics: '{"cached":true}' }
    const mixed = (second: object, state: "succeeded" | "failed") => {
      const steps = [
        step("meta.returns", "world", "hrp", 0, 1, cached),
        step("meta.optimize", "world", "hrp", 1, 2, second),
      ]
      return stepTree(workItems(trace(steps), [], state), "world")[0]!.item.state
    }
    expect(mixed(cached, "succeeded")).toBe("cached")
    expect(mixed({}, "succeeded")).toBe("succeeded")
    expect(mixed({ status: "failure" }, "failed")).toBe("failed")
  })

  it("gathers what a platform run repeated window by window", () => {
    const windows = Array.from({ length: 40 }, (_, n) =>
      step("", null, "hrp", n, n + 1, { step: "backtest_optimize" }),
    )
    const [hrp] = stepTree(workItems(trace(windows), [], "succeeded"), "crypto_long")
    expect(hrp!.children).toHaveLength(1)
    expect(hrp!.children[0]!.item).toMatchObject({ title: "backtest_optimize", count: 40 })
    expect(hrp!.children[0]!.children.map(({ item }) => item.title).slice(0, 2)).toEqual(["1", "2"])
  })

  it("names the profile of a step that belongs to another one than the run's", () => {
    const rows = stepTree(workItems(trace([step("sleeve", "stocks", null, 0, 1)]), [], "running"), "world")
    expect(drawn(rows)).toEqual(["sleeve of stocks"])
  })

  it("has a key of its own for every row", () => {
    const rows = stepTree(workItems(trace(nested), [], "succeeded"), "world")
    const keys = (all: readonly StepRow[]): string[] => all.flatMap((row) => [row.key, ...keys(row.children)])
    expect(new Set(keys(rows)).size).toBe(keys(rows).length)
  })
})
