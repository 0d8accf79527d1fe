import { createHash } from "node:crypto"
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { ExplainedSource, Explanation } from "#shared/model/explanation"
import type { MetaReport, SolvedSection } from "#shared/model/report"
import { exitCodeOf } from "#shared/problem/problem"
import type { Result } from "#shared/problem/result"
import { explainFigure, listFigures, openExplainer, type RunExplainer } from "#main/desk/explain/explain"
import { runMeta } from "../../flow/run-meta"
import { expectReportToAgree, reportIn } from "./report-alone"
import { everyDay, weekdays } from "../../workspaces/days"
import { health } from "../../workspaces/options"
import { workspace, type WrittenWorkspace } from "../../workspaces/workspace"

const risks = ["equal_weight", "hrp"] as const

const scratch = mkdtempSync(join(tmpdir(), "nestfolio-explain-"))

let ws: WrittenWorkspace
/** The run, far away from its workspace. */
let moved: string
let run: RunExplainer
let report: MetaReport

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

const explained = (address: string): Explanation => valueOf(run.explain(address))
const sha256 = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex")

/** A copy of the run with some of its files changed. */
function changed(edit: (path: string) => void): string {
  const path = mkdtempSync(join(scratch, "changed-"))
  cpSync(moved, path, { recursive: true })
  edit(path)
  return path
}

function replaceIn(path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(path, "utf8")
  const edited = text.replace(from, to)
  expect(edited).not.toBe(text)
  writeFileSync(path, edited)
}

beforeAll(async () => {
  ws = await workspace()
    .sleeve("a", everyDay(260))
    .sleeve("b", everyDay(260), { health: health({ success: 9, error: 1 }) })
    .sleeve("weak", everyDay(260), { health: health({ success: 1, error: 3 }) })
    .sleeve("c.d", weekdays(180), { direction: "short", runId: "cd_run" })
    .sleeve("e", everyDay(250))
    .meta("inner", ["a", "b", "weak"], { min: 0.1, max: 0.9 })
    .meta("outer", ["inner", "c.d", "e"], {
      allocation: {
        max_physical_weight: 1,
        benchmark_sleeves: ["e"],
        risk_free_rate: 0.02,
        backtest: { enabled: true, train_window: 80, test_window: 20 },
      },
    })
    .write()
  const outcome = await runMeta(ws.root, "outer", risks)
  moved = join(scratch, "elsewhere")
  cpSync(join(ws.root, outcome.runDir!), moved, { recursive: true })
  // What is explained stands on the run's directory alone.
  ws.remove()
  run = valueOf(openExplainer(moved))
  report = reportIn(moved, "outer")
})

afterAll(() => rmSync(scratch, { recursive: true }))

/** The figures of a section of the report under the addresses they should have. */
function figuresOf(section: SolvedSection): Map<string, number | null> {
  const found = new Map<string, number | null>()
  const at = section.risk_profile
  for (const { key, value } of section.in_sample.figures) found.set(`${at}.${key}`, value)
  const tested = section.out_of_sample
  if (tested?.kind !== "tested") throw new Error("the run has a backtest")
  for (const portfolio of [tested.walk_forward, ...tested.baselines]) {
    const own = portfolio.key === "walk_forward" ? "" : `${portfolio.key}.`
    for (const { key, value } of [...portfolio.figures.figures, ...portfolio.trading]) {
      found.set(`${at}.out_of_sample.${own}${key}`, value)
    }
  }
  for (const row of section.allocation.rows) {
    found.set(`${at}.weight.${row.id}`, row.weight)
    found.set(`${at}.risk_share.${row.id}`, row.risk_share)
  }
  const { ids, matrix } = section.correlations
  const dotless = (id: string) => id.replaceAll(".", "%2E")
  for (const [i, a] of ids.entries()) {
    for (const [j, b] of ids.entries()) {
      if (i !== j) found.set(`${at}.correlation.${dotless(a)}.${dotless(b)}`, matrix[i]![j]!)
    }
  }
  const { check, top } = section.holdings
  found.set(`${at}.gross`, check.root.grossBefore)
  found.set(`${at}.gross_after_netting`, check.root.grossAfter)
  found.set(`${at}.netting_loss`, check.root.nettingLoss)
  found.set(`${at}.net`, check.root.net)
  found.set(`${at}.effective_n_holdings`, check.effectiveN)
  for (const row of top) {
    found.set(`${at}.holding.${row.Symbol}`, row.Net_Weight)
    found.set(`${at}.holding_risk_share.${row.Symbol}`, row.risk_share)
  }
  for (const node of section.nodes) {
    const of = (id: string) => (node.meta_profile === "outer" ? id : `${node.meta_profile}/${id}`)
    for (const sleeve of node.alignment.sleeves)
      found.set(`${at}.alignment.${of(sleeve.id)}`, sleeve.shareLost)
    for (const sleeve of node.health) found.set(`${at}.health.${of(sleeve.id)}`, sleeve.ratio)
    for (const set of node.sleeves) {
      const id = set.title.split(",")[0]!
      for (const { key, value } of set.figures) found.set(`${at}.sleeve.${of(id)}.${key}`, value)
    }
  }
  return found
}

/** A value by the JSON path an explanation gives. */
function valueAt(json: unknown, path: string): unknown {
  const steps = [...path.matchAll(/\.([A-Za-z_]+)|\[(\d+)\]/g)].map((step) => step[1] ?? Number(step[2]))
  return steps.reduce((at: unknown, step) => (at as Record<string | number, unknown>)[step], json)
}

function everySource(sources: readonly ExplainedSource[]): ExplainedSource[] {
  return sources.flatMap((source) => [source, ...everySource(source.inputs)])
}

describe("explaining a figure of a run", () => {
  it("gives every figure of the report the value that the report has", () => {
    const expected = new Map(
      report.risk_profiles.flatMap((section) => (section.kind === "solved" ? [...figuresOf(section)] : [])),
    )
    expect(expected.size).toBeGreaterThan(300)
    for (const [address, value] of expected)
      expect([address, explained(address).value]).toEqual([address, value])
  })

  it("finds every figure at the JSON path of the artifact that it names, with the hash that it names", () => {
    const listed = run.list().figures
    expect(new Set(listed.map(({ figure }) => figure)).size).toBe(listed.length)
    for (const { figure, value, shown } of listed) {
      const { artifact, ...told } = explained(figure)
      expect(told).toMatchObject({ figure, value, shown })
      expect(sha256(join(moved, artifact.path))).toBe(artifact.sha256)
      if (value === null) continue
      const json: unknown = JSON.parse(readFileSync(join(moved, artifact.path), "utf8"))
      expect(valueAt(json, artifact.json_path)).toBe(value)
    }
  })

  it("is what the report alone says of every figure, but for the report's own hash and outcome", () => {
    expectReportToAgree(moved, "outer")
  })

  it("tells the ledger lines that wrote the artifact, and what was decided about a sleeve", () => {
    const lines = readFileSync(join(moved, "audit.jsonl"), "utf8").split("\n")
    const { artifact, ledger } = explained("hrp.weight.inner/b")
    expect(ledger.map(({ step, status }) => `${step} ${status}`)).toEqual([
      "stream.chosen null",
      "sleeve.included null",
      "meta_cache null",
      "sleeves.parity null",
      "meta_optimize_hrp intent",
      "meta_optimize_hrp success",
    ])
    for (const { line, seq, hash } of ledger)
      expect(JSON.parse(lines[line - 1]!)).toMatchObject({ seq, hash })
    const written = JSON.parse(lines[ledger.at(-1)!.line - 1]!)
    expect(written.context.meta_profile).toBe("inner")
    expect(written.outcome.output_hashes[artifact.path]).toBe(artifact.sha256)
  })

  it("walks down to the copies of the streams and ledgers of the sleeves, each with its hash and origin", () => {
    const { inputs } = explained("hrp.sharpe")
    expect(inputs.map(({ path }) => path)).toEqual([
      "data/meta_optimized_outer_hrp.json",
      "data/meta_returns_outer_hrp.parquet",
    ])
    const sources = everySource(inputs)
    for (const { path, sha256: hash } of sources) expect(sha256(join(moved, path))).toBe(hash)
    const origins = new Set(sources.flatMap(({ origin }) => origin ?? []))
    const runs = "data/artifacts/summaries/runs"
    for (const sleeve of ["a", "b", "cd", "e"]) {
      expect(origins).toContain(`${runs}/${sleeve}_run/data/returns/custom_cvxportfolio_hrp.parquet`)
    }
    // A vetoed sleeve gave its ledger as evidence, and no return.
    expect(origins).toContain(`${runs}/weak_run/audit.jsonl`)
    expect(origins).not.toContain(`${runs}/weak_run/data/returns/custom_cvxportfolio_hrp.parquet`)
    expect(sources.some(({ path }) => path.includes("equal_weight"))).toBe(false)
  })

  it("tells what a file was made from once, however often it is mentioned", () => {
    const sources = everySource(explained("hrp.sharpe").inputs)
    const returns = sources.filter(({ path }) => path === "data/meta_returns_outer_hrp.parquet")
    expect(returns.map(({ above, inputs }) => [above, inputs.length > 0])).toEqual([
      [false, true],
      [true, false],
    ])
  })

  it("shows what the risk share of a holding is of: the portfolio and the raw returns of its sleeves", () => {
    const { inputs, note } = explained("equal_weight.holding_risk_share.X:A")
    expect(inputs[0]!.path).toBe("data/portfolio_optimized_meta_outer_equal_weight.json")
    expect(inputs.slice(1).map(({ origin }) => origin!.split("/").slice(-3).join("/"))).toContain(
      "a_run/data/returns_matrix.parquet",
    )
    expect(note).toMatch(/^(\d+) of \1 holdings have raw returns, on \d+ common days$/)
  })

  it("shows the multiplication down to a holding, and the holdings files at its ends", () => {
    // Three sleeves in the root, two left in the nested profile: 1/3 x 1/2 x 0.6.
    const { paths, value, inputs, beside } = explained("equal_weight.holding.X:A")
    expect(paths).toMatchObject([{ sleeves: ["inner", "a"], leafNet: 0.6 }])
    expect(paths[0]!.factors[0]).toBeCloseTo(1 / 3, 12)
    expect(paths[0]!.factors[1]).toBeCloseTo(1 / 2, 12)
    expect(value).toBeCloseTo(0.1, 12)
    expect(beside).toEqual([expect.objectContaining({ name: "gross weight before netting" })])
    expect(inputs.map(({ path, origin }) => origin?.split("/").slice(-3).join("/") ?? path)).toEqual([
      "data/meta_optimized_outer_equal_weight.json",
      "data/meta_optimized_inner_equal_weight.json",
      "a_run/data/portfolio_flattened.json",
    ])
  })

  it("adds the paths of a symbol up that is held long in some sleeves and short in another", () => {
    const { paths, value } = explained("equal_weight.holding.X:SHARED")
    expect(paths.map(({ sleeves }) => sleeves.join("/"))).toEqual(["inner/a", "inner/b", "c.d", "e"])
    // 0.4 x (1/6 + 1/6 - 1/3 + 1/3).
    expect(paths.reduce((sum, { net }) => sum + net, 0)).toBeCloseTo(0.4 / 3, 12)
    expect(value).toBeCloseTo(0.4 / 3, 12)
  })

  it("says by what a figure is annualised and why, and that others are not", () => {
    // An inner join with a sleeve that trades on weekdays has no weekend.
    expect(explained("hrp.sharpe").annualisation).toEqual({ factor: 252, reason: "the rows have no weekend" })
    expect(explained("hrp.sleeve.inner/a.sharpe").annualisation).toEqual({
      factor: 365,
      reason: "the rows include weekends",
    })
    expect(explained("hrp.out_of_sample.volatility").annualisation?.factor).toBe(252)
    expect(explained("hrp.max_drawdown").annualisation).toBeNull()
  })

  it("tells the settings with the layer that set each, those of the figure itself first", () => {
    const { settings } = explained("hrp.sharpe")
    expect(settings.filter(({ direct }) => direct)).toEqual(
      [
        { path: "meta_allocation.risk_free_rate", value: "0.02", origin: "profile" },
        { path: "meta_allocation.periods_per_year", value: null, origin: "code" },
      ].map((setting) => ({ meta_profile: "outer", direct: true, ...setting })),
    )
    const directOf = (address: string) =>
      explained(address).settings.flatMap(({ direct, path, value }) => (direct ? `${path} ${value}` : []))
    expect(directOf("hrp.beta")).toEqual(['meta_allocation.benchmark_sleeves ["e"]'])
    expect(directOf("hrp.max_drawdown")).toEqual([])
    const below = settings.filter(({ direct }) => !direct)
    expect(below).toContainEqual({
      meta_profile: "inner",
      path: "meta_allocation.max_weight",
      value: "0.9",
      origin: "profile",
      direct: false,
    })
    const threshold = "meta_allocation.health_threshold"
    expect(below.filter(({ path }) => path === threshold).map((one) => one.meta_profile)).toEqual([
      "inner",
      "outer",
    ])
  })

  it("has no weight for a vetoed sleeve, but says why", () => {
    expect(explained("hrp.weight.inner/weak")).toMatchObject({
      value: null,
      why: expect.stringMatching(/^vetoed: 1 of 4 windows succeeded/),
      shown: expect.stringContaining("n/a"),
      artifact: { path: "data/meta_optimized_inner_hrp.json", json_path: "$.metadata.vetoed[0]" },
    })
    expect(explained("hrp.health.inner/weak")).toMatchObject({ value: 0.25, title: "Health of weak: vetoed" })
  })

  it("says in sample and out of sample", () => {
    expect(explained("hrp.sharpe").title).toBe("Sharpe, in sample")
    expect(explained("hrp.out_of_sample.sharpe").title).toMatch(/^Sharpe, out of sample, walk-forward: /)
    expect(explained("hrp.out_of_sample.sharpe").artifact.path).toBe("data/meta_backtest_outer.json")
  })

  it("names the nearest figures when there is none of that name", () => {
    expect(run.explain("hrp.sharp")).toMatchObject({
      ok: false,
      problems: [{ code: "figure.unknown", remedy: expect.stringContaining("hrp.sharpe") }],
    })
    const far = run.explain("something else entirely, and longer")
    expect(far).toMatchObject({
      ok: false,
      problems: [{ remedy: expect.stringContaining("nestfolio explain") }],
    })
  })
})

describe("explaining a run that is not what it was", () => {
  const refusal = (path: string, figure: string) => {
    const result = explainFigure(path, figure)
    return result.ok ? "explained" : `${result.problems[0].code} ${exitCodeOf(result.problems)}`
  }

  it("refuses what stands on a changed artifact, however far below, and nothing else", () => {
    const path = changed((at) =>
      replaceIn(join(at, "data/meta_optimized_inner_hrp.json"), '"Weight": 0.', '"Weight": 1.'),
    )
    expect(refusal(path, "hrp.weight.inner/a")).toBe("artifact.changed 6")
    expect(refusal(path, "hrp.sharpe")).toBe("artifact.changed 6")
    expect(refusal(path, "hrp.holding.X:A")).toBe("artifact.changed 6")
    expect(refusal(path, "hrp.health.inner/a")).toBe("explained")
    expect(refusal(path, "equal_weight.weight.inner/a")).toBe("explained")
    const { figures, problems } = valueOf(listFigures(path))
    expect(problems.map(({ code, where }) => [code, where])).toEqual([
      ["artifact.changed", join(path, "data/meta_optimized_inner_hrp.json")],
    ])
    expect(figures.map(({ figure }) => figure)).not.toContain("hrp.weight.inner/a")
    expect(figures.map(({ figure }) => figure)).toContain("hrp.sharpe")
  })

  it("refuses a changed copy of a stream", () => {
    const stream = everySource(explained("hrp.sharpe").inputs).find(({ path }) =>
      /^inputs.*parquet$/.test(path),
    )!
    const path = changed((at) => writeFileSync(join(at, stream.path), "other returns"))
    expect(refusal(path, "hrp.sharpe")).toBe("artifact.changed 6")
    expect(refusal(path, "equal_weight.sharpe")).toBe("explained")
  })

  it("refuses a file that was changed together with the index", () => {
    const forged = (file: string, from: string, to: string) =>
      changed((at) => {
        const before = sha256(join(at, file))
        replaceIn(join(at, file), from, to)
        replaceIn(join(at, "artifacts.json"), before, sha256(join(at, file)))
      })
    const reported = forged("data/meta_report_outer.json", '"risk_free_rate",', '"risk_free_rate" ,')
    expect(refusal(reported, "hrp.sharpe")).toBe("artifact.changed 6")
    expect(valueOf(listFigures(reported)).problems).toMatchObject([
      { code: "artifact.changed", where: expect.stringContaining("data/meta_report_outer.json") },
    ])
    const resolved = forged("config/meta_resolved.json", "0.02", "0.03")
    expect(refusal(resolved, "hrp.weight.e")).toBe("artifact.changed 6")
    const returns = forged("data/meta_returns_inner_hrp.parquet", "PAR1", "RAP1")
    expect(refusal(returns, "hrp.weight.e")).toBe("artifact.changed 6")
  })

  it("refuses a ledger whose chain is broken, and settings that were changed", () => {
    const ledger = changed((at) =>
      replaceIn(join(at, "audit.jsonl"), '"type":"decision"', '"type":"Decision"'),
    )
    expect(refusal(ledger, "hrp.sharpe")).toBe("ledger.broken 6")
    const settings = changed((at) => replaceIn(join(at, "config/meta_resolved.json"), "0.02", "0.03"))
    expect(refusal(settings, "hrp.sharpe")).toBe("artifact.changed 6")
  })

  it("refuses a lost file, and a folder that is no run of this program", () => {
    const path = changed((at) => rmSync(join(at, "data/meta_health_outer_hrp.json")))
    expect(refusal(path, "hrp.sharpe")).toBe("artifact.missing 3")
    expect(refusal(tmpdir(), "hrp.sharpe")).toBe("file.missing 3")
  })
})
