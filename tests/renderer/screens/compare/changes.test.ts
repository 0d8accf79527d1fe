import { describe, expect, it } from "vitest"
import { changesOf } from "#renderer/screens/compare/changes"
import type { RunComparison } from "#shared/model/run-comparison"

const run = (run_id: string) => ({
  run_id,
  profile: "m",
  state: "succeeded" as const,
  verdict: "PASS",
  risk_profiles: ["hrp"],
})

const comparison = (changes: Partial<RunComparison>): RunComparison => ({
  left: run("base"),
  right: run("other"),
  different: true,
  data: [],
  settings: [],
  code: [],
  windows: [],
  decisions: [],
  sleeve_weights: [],
  holdings: [],
  metrics: [],
  artifacts: { equal: [], different: [] },
  ...changes,
})

const weight = (sleeve: string, left: number | null, right: number | null) => ({
  meta_profile: "m",
  risk_profile: "hrp",
  sleeve,
  left,
  right,
})

const view = (...comparisons: RunComparison[]) => ({
  runs: [run("base"), ...comparisons.map((_, at) => run(`other${at}`))],
  comparisons,
  causes: comparisons.map(() => "data same"),
})

const groupOf = (key: string, ...comparisons: RunComparison[]) =>
  changesOf(view(...comparisons)).find((group) => group.key === key)!

const plain = (text: string | undefined) => text?.replaceAll("\u00a0", " ")

describe("Runs side by side", () => {
  it("are one row for what differs in any of them; a run that does not differ is as the baseline", () => {
    const { rows } = groupOf(
      "weights",
      comparison({ sleeve_weights: [weight("a", 0.5, 0.75)] }),
      comparison({ sleeve_weights: [weight("a", 0.5, 0.25), weight("b", 0.5, 0.75)] }),
    )
    expect(rows.map(({ title, cells }) => [title, cells.map((cell) => cell?.difference ?? null)])).toEqual([
      ["hrp / a", [0.25, -0.25]],
      ["hrp / b", [null, 0.25]],
    ])
    expect(plain(rows[0]!.baseline)).toBe("50.00 %")
    expect(plain(rows[0]!.cells[1]?.text)).toBe("25.00 %")
  })

  it("count a weight that is not there as none, and say so", () => {
    const [row] = groupOf("weights", comparison({ sleeve_weights: [weight("a", null, 0.3)] })).rows
    expect([row!.baseline, row!.cells[0]!.difference]).toEqual(["not there", 0.3])
  })

  it("draw no difference for a ratio that one of them lacks", () => {
    const metric = {
      risk_profile: "hrp",
      sample: "in sample",
      key: "sharpe",
      title: "Sharpe",
      unit: "ratio",
    } as const
    const [row] = groupOf("metrics", comparison({ metrics: [{ ...metric, left: null, right: 1.5 }] })).rows
    expect([row!.title, row!.cells[0]]).toEqual([
      "hrp / Sharpe, in sample",
      { text: "1.50", difference: null },
    ])
  })

  it("tell a setting with the layer that set it", () => {
    const setting = { meta_profile: "m", path: "meta_allocation.strict" }
    const sides = { left: { value: "false", origin: "code" }, right: { value: "true", origin: "command" } }
    const [row] = groupOf("settings", comparison({ settings: [{ ...setting, ...sides }] })).rows
    expect([row!.baseline, row!.cells[0]!.text]).toEqual(["false (code)", "true (command)"])
  })
})
