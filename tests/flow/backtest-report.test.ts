import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import type { MetaBacktest, TestedProfile } from "#shared/model/backtest"
import type { MetaReport, OutOfSampleSection, SolvedSection, StoredReport } from "#shared/model/report"
import { readReport } from "#shared/report/definitions"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { MetaOutcome } from "#engine/orchestration/meta-run-options"
import { everyDay } from "../workspaces/days"
import type { SleeveOptions } from "../workspaces/options"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { readJson, runMeta } from "./run-meta"

let written: WrittenWorkspace[] = []
afterEach(() => {
  for (const ws of written) ws.remove()
  written = []
})

interface Reported {
  readonly root: string
  readonly outcome: MetaOutcome
  readonly report: MetaReport
  readonly markdown: string
}

async function reportOf(
  rows: number,
  backtest: object,
  risks: readonly RiskProfile[] = ["hrp"],
  first: SleeveOptions = {},
): Promise<Reported> {
  const ws = await workspace()
    .sleeve("a", everyDay(rows), first)
    .sleeve("b", everyDay(rows))
    .meta("m", ["a", "b"], { allocation: { max_physical_weight: 1, backtest } })
    .write()
  written.push(ws)
  const outcome = await runMeta(ws.root, "m", risks)
  return {
    root: ws.root,
    outcome,
    report: readReport(readJson<StoredReport>(ws.root, outcome, "data/meta_report_m.json")),
    markdown: readFileSync(join(ws.root, outcome.runDir!, "reports/meta_portfolio_report.md"), "utf8"),
  }
}

const codes = ({ report }: Reported) => report.verdict.reasons.map(({ code, where }) => `${code} ${where}`)
const lengths = { enabled: true, train_window: 60, test_window: 20 }
const section = ({ report }: Reported) => report.risk_profiles[0] as SolvedSection

describe("the report of a run with a backtest", () => {
  it("passes: nothing is left to say when the weights are proven out of sample", async () => {
    const reported = await reportOf(160, lengths)
    expect(reported.report.verdict).toEqual({ grade: "PASS", reasons: [] })
    expect(reported.outcome.state).toBe("succeeded")
  })

  it("has the figures of the backtest, computed once, before those in sample", async () => {
    const reported = await reportOf(160, lengths)
    const backtest = readJson<MetaBacktest>(reported.root, reported.outcome, "data/meta_backtest_m.json")
    const told = section(reported).out_of_sample as OutOfSampleSection
    const tested = backtest.risk_profiles[0] as TestedProfile
    expect(told.walk_forward).toEqual(tested.walk_forward)
    expect(told.baselines).toEqual(tested.baselines)
    expect(told.rules).toEqual(backtest.rules)
    const { markdown } = reported
    const places = ["Figures, out of sample", "#### Windows", "Figures, in sample", "Sleeve allocation"].map(
      (text) => markdown.indexOf(text),
    )
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(markdown).toContain("| Figure | Walk-forward | Equal weight | Static |")
    expect(markdown).toContain("m, hrp: out of sample, walk-forward, after costs")
    expect(markdown).not.toContain("There are no out-of-sample figures")
    for (const { rule } of [told.walk_forward, ...told.baselines]) expect(markdown).toContain(rule)
    expect(markdown).toContain(told.caveats[0])
  })

  it("lists the backtest and its tables among what the run owes", async () => {
    const { report } = await reportOf(160, lengths)
    const rows = report.completeness.filter(({ artifact }) => artifact.startsWith("meta_backtest"))
    expect(rows.map(({ artifact, present }) => [artifact, present])).toEqual([
      ["meta_backtest of m", true],
      ["meta_backtest_returns of m", true],
      ["meta_backtest_weights of m", true],
    ])
  })

  it("warns of a proof that is too short to annualise", async () => {
    const reported = await reportOf(140, lengths)
    expect(codes(reported)).toEqual(["OUT_OF_SAMPLE_SHORT hrp"])
    expect(reported.report.verdict.grade).toBe("WARN")
  })

  it("shows the last twelve windows and says how many there are", async () => {
    const { markdown } = await reportOf(160, { ...lengths, test_window: 5 })
    expect(markdown).toContain("The last 12 of 20;")
    const windows = markdown.slice(
      markdown.indexOf("#### Windows"),
      markdown.indexOf("### Figures, in sample"),
    )
    expect(windows.split("\n").filter((line) => line.startsWith("| 2025"))).toHaveLength(12)
  })

  it("warns of windows without a solution, and says in which", async () => {
    // The first sleeve stands still for its first hundred days: the first three windows have no hrp weights.
    const values = Float64Array.from({ length: 160 }, (_, t) => (t < 100 ? 0 : t % 2 === 0 ? 0.01 : -0.008))
    const reported = await reportOf(160, lengths, ["hrp"], { values })
    expect(codes(reported)).toContain("BACKTEST_UNSOLVED hrp")
    expect(reported.outcome.state).toBe("succeeded_with_warnings")
    expect(reported.outcome.riskProfiles[0]!.warnings.map(({ code }) => code)).toEqual(["backtest.unsolved"])
    expect(reported.markdown).toContain("3 of 5 windows had no solution")
    expect(reported.markdown).toContain("no solution, equal weights")
    expect(reported.markdown).toContain("no solution, kept what was held")
  })
})

describe("the report without figures out of sample", () => {
  it("warns for every risk profile at once when nobody asked for a backtest", async () => {
    const reported = await reportOf(160, {}, ["hrp", "equal_weight"])
    expect(codes(reported)).toEqual(["NO_OUT_OF_SAMPLE every risk profile"])
    expect(reported.outcome.state).toBe("succeeded")
    expect(section(reported).out_of_sample).toBeNull()
    expect(reported.markdown).toContain("There are no out-of-sample figures of this meta profile.")
    expect(reported.markdown).not.toContain("Figures, out of sample")
  })

  it("says why when a backtest had too few rows", async () => {
    const reported = await reportOf(70, lengths)
    expect(codes(reported)).toEqual(["NO_OUT_OF_SAMPLE hrp"])
    expect(reported.report.verdict.reasons[0]!.note).toContain("70 rows, 60 to train and 20 to test")
    expect(reported.markdown).toContain(
      "There are no out-of-sample figures: The joined returns are too short",
    )
  })
})
