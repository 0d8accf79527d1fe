import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import type { MetaBacktest, TestedProfile } from "#shared/model/backtest"
import { parseIsoDay } from "#shared/quantity/day"
import { readSeries } from "#engine/artifacts/formats/series"
import { verifyRun } from "#engine/ledger/verify"
import { currentProcess } from "#engine/artifacts/process-identity"
import type { MetaOutcome } from "#engine/orchestration/meta-run-options"
import { replayRun } from "#engine/orchestration/replay/replay"
import { resumeMeta } from "#engine/orchestration/resume"
import { openWorkspace } from "#engine/workspace/open"
import { everyDay, weekdays } from "../workspaces/days"
import { workspace, type WorkspaceBuilder, type WrittenWorkspace } from "../workspaces/workspace"
import { readJson, runMeta, sleeveWeights, tickingClock } from "./run-meta"
import { artifactsOf } from "./same-artifacts"
import { stepsOf } from "./steps-of"

let written: WrittenWorkspace[] = []

async function write(builder: WorkspaceBuilder): Promise<string> {
  const ws = await builder.write()
  written.push(ws)
  return ws.root
}

afterEach(() => {
  for (const ws of written) ws.remove()
  written = []
})

const lengths = { train_window: 60, test_window: 20 }
const allocation = { backtest: { enabled: true, ...lengths } }
const three = (rows = 160) =>
  workspace()
    .sleeve("a", everyDay(rows))
    .sleeve("b", everyDay(rows))
    .sleeve("c", everyDay(rows))
    .meta("m", ["a", "b", "c"], { min: 0.1, max: 0.6, allocation })

const backtestOf = (root: string, outcome: MetaOutcome, meta = "m") =>
  readJson<MetaBacktest>(root, outcome, `data/meta_backtest_${meta}.json`)

function tested(backtest: MetaBacktest, risk: string): TestedProfile {
  const section = backtest.risk_profiles.find((one) => one.risk_profile === risk)
  if (section?.kind !== "tested") throw new Error(`${risk} was not tested`)
  return section
}

describe("a run with a backtest", () => {
  it("walks every risk profile forward between flatten and report", async () => {
    const root = await write(three())
    const outcome = await runMeta(root, "m", ["hrp", "equal_weight"])
    expect(outcome.exitCode).toBe(0)
    expect(
      stepsOf(root, outcome)
        .map(({ step }) => step)
        .slice(-3),
    ).toEqual(["meta_flatten_equal_weight", "meta_backtest", "meta_report"])
    const backtest = backtestOf(root, outcome)
    expect(backtest.settings).toEqual({ ...lengths, step_size: 20, slippage: 0.0005, commission: 0.0001 })
    // 160 rows: tests begin at rows 60, 80, 100, 120 and 140, the last of them ends with the last row.
    const hrp = tested(backtest, "hrp")
    expect(hrp.windows.map(({ test }) => test.first)).toEqual([
      "2025-03-02",
      "2025-03-22",
      "2025-04-11",
      "2025-05-01",
      "2025-05-21",
    ])
    expect(hrp.rows).toEqual({ all: 160, before: 60, tested: 100, after: 0 })
    for (const { weights } of hrp.windows) {
      const held = Object.values(weights!)
      expect(Math.min(...held)).toBeGreaterThanOrEqual(0.1 - 1e-12)
      expect(Math.max(...held)).toBeLessThanOrEqual(0.6 + 1e-12)
    }
  })

  it("keeps the stitched returns and the weights over time as tables, each listed and verified", async () => {
    const root = await write(three())
    const outcome = await runMeta(root, "m", ["hrp"])
    const read = async (path: string) => {
      const table = await readSeries(readFileSync(join(root, outcome.runDir!, path)), path)
      if (!table.ok) throw new Error(JSON.stringify(table.problems))
      return table.value
    }
    const returns = await read("data/meta_backtest_returns_m_hrp.parquet")
    expect(returns.days).toHaveLength(100)
    expect(returns.columns.map(({ name }) => name)).toEqual([
      "walk_forward",
      "walk_forward_before_costs",
      "equal_weight",
      "static",
    ])
    const weights = await read("data/meta_backtest_weights_m_hrp.parquet")
    expect([...weights.days]).toEqual([...returns.days])
    expect(weights.columns.map(({ name }) => name)).toEqual(["a", "b", "c"])
    const { windows } = tested(backtestOf(root, outcome), "hrp")
    expect(weights.columns[0]!.values[20]).toBe(windows[1]!.weights!["a"])
    expect(verifyRun(join(root, outcome.runDir!))).toMatchObject({ ok: true, value: { findings: [] } })
  })

  it("is the same to the byte when it is run again", async () => {
    const root = await write(three())
    const bytes = (outcome: MetaOutcome) =>
      [
        "meta_backtest_m.json",
        "meta_backtest_returns_m_hrp.parquet",
        "meta_backtest_weights_m_hrp.parquet",
      ].map((name) => readFileSync(join(root, outcome.runDir!, "data", name)).toString("base64"))
    const first = await runMeta(root, "m", ["hrp"], { runId: "first" })
    const second = await runMeta(root, "m", ["hrp"], { runId: "second" })
    expect(bytes(second)).toEqual(bytes(first))
  })

  it("is recomputed by a replay, byte for byte", async () => {
    const root = await write(three())
    const outcome = await runMeta(root, "m", ["hrp"])
    const replayed = await replayRun({
      runPath: join(root, outcome.runDir!),
      clock: () => "2040-01-01T00:00:00.000Z",
      programVersion: "0.0.0-test",
      onProgress: () => {},
      signal: new AbortController().signal,
    })
    expect(replayed).toMatchObject({ ok: true, value: { findings: [] } })
  })

  it("begins anew when the run is taken up after it was cancelled, and ends as if it never was", async () => {
    const root = await write(three())
    const abort = new AbortController()
    const cut = await runMeta(root, "m", ["hrp", "equal_weight"], {
      signal: abort.signal,
      onProgress: ({ risk, note }) => {
        if (risk === "equal_weight" && note === "window 2 of 5") abort.abort()
      },
    })
    expect(cut.state).toBe("cancelled")
    const opened = openWorkspace(root)
    if (!opened.ok) throw new Error("no workspace")
    const resumed = await resumeMeta({
      workspace: opened.value,
      runId: cut.runId!,
      layers: { dotenv: {}, environment: {} },
      clock: tickingClock(),
      newRunId: () => cut.runId!,
      process: currentProcess(),
      programVersion: "0.0.0-test",
      onProgress: () => {},
      signal: new AbortController().signal,
    })
    expect(resumed.exitCode).toBe(0)
    const whole = await runMeta(root, "m", ["hrp", "equal_weight"], { runId: "whole" })
    expect(artifactsOf(join(root, resumed.runDir!))).toEqual(artifactsOf(join(root, whole.runDir!)))
  })

  it("is left out unless the settings ask for it", async () => {
    const root = await write(
      workspace().sleeve("a", everyDay(100)).sleeve("b", everyDay(100)).meta("m", ["a", "b"]),
    )
    const outcome = await runMeta(root, "m", ["hrp"])
    expect(existsSync(join(root, outcome.runDir!, "data/meta_backtest_m.json"))).toBe(false)
    expect(stepsOf(root, outcome).map(({ step }) => step)).not.toContain("meta_backtest")
  })

  it("keeps its weights and its good ending, with a warning, when the rows are too few for a window", async () => {
    const root = await write(three(79))
    const outcome = await runMeta(root, "m", ["hrp"])
    expect(outcome).toMatchObject({ exitCode: 0, state: "succeeded_with_warnings", problems: [] })
    expect(outcome.riskProfiles[0]!.warnings.map(({ code }) => code)).toContain("backtest.untested")
    expect(backtestOf(root, outcome).risk_profiles[0]).toMatchObject({
      kind: "untested",
      problem: { code: "backtest.tooFewRows", seen: "79 rows, 60 to train and 20 to test" },
    })
  })

  it("ends as cancelled between two windows, without a report", async () => {
    const root = await write(three())
    const abort = new AbortController()
    const notes: string[] = []
    const outcome = await runMeta(root, "m", ["hrp"], {
      signal: abort.signal,
      onProgress: ({ stage, note }) => {
        if (stage !== "meta.backtest") return
        notes.push(note)
        if (note === "window 2 of 5") abort.abort()
      },
    })
    expect(outcome).toMatchObject({ state: "cancelled", exitCode: 130 })
    expect(outcome.problems[0]).toMatchObject({
      code: "cancelled",
      seen: expect.stringContaining("after 2 of 5") as string,
    })
    expect(notes).toEqual(["", "window 1 of 5", "window 2 of 5"])
    expect(existsSync(join(root, outcome.runDir!, "data/meta_backtest_m.json"))).toBe(false)
    expect(existsSync(join(root, outcome.runDir!, "reports/meta_portfolio_report.md"))).toBe(false)
  })

  it("refuses steps that leave rows untested, where they were set", async () => {
    const root = await write(
      workspace()
        .sleeve("a", everyDay(100))
        .sleeve("b", everyDay(100))
        .meta("m", ["a", "b"], { allocation: { backtest: { test_window: 10, step_size: 11 } } }),
    )
    const outcome = await runMeta(root, "m", ["hrp"])
    expect(outcome).toMatchObject({ exitCode: 3, problems: [{ code: "settings.value" }] })
    expect(outcome.problems[0]!.where).toContain("manifest.json")
    expect(outcome.problems[0]!.seen).toContain("no window would test the rows between")
  })
})

describe.each(["drop", "compound"])("a spike in the future of a nested sleeve, join %s", (join) => {
  const AT = 152
  const build = (spike: boolean) => {
    const plant = spike ? { plant: { at: AT, value: 0.9 } } : {}
    return workspace()
      .sleeve("a", everyDay(200), plant)
      .sleeve("b", everyDay(200))
      .sleeve("etf", weekdays(140))
      .meta("branch", ["a", "b"], { allocation: { join } })
      .meta("m", ["branch", "etf"], { allocation: { join, ...allocation } })
  }

  it("moves no weight of an earlier window at any level, though it moves the run's own", async () => {
    const [calm, spiked] = [await write(build(false)), await write(build(true))]
    const before = await runMeta(calm, "m", ["hrp"])
    const after = await runMeta(spiked, "m", ["hrp"])
    const windows = (root: string, outcome: MetaOutcome) => tested(backtestOf(root, outcome), "hrp").windows
    const pairs = windows(calm, before).map((one, i) => [one, windows(spiked, after)[i]!] as const)
    const day = parseIsoDay("2025-01-01")! + AT
    const earlier = pairs.filter(([one]) => parseIsoDay(one.test.first)! <= day)
    const later = pairs.slice(earlier.length)
    expect([earlier.length, later.length]).toEqual([3, 1])
    for (const [one, other] of earlier) {
      expect(other.weights).toEqual(one.weights)
      expect(other.nested).toEqual(one.nested)
    }
    for (const [one, other] of later) expect(other.nested[0]!.weights).not.toEqual(one.nested[0]!.weights)
    const own = (root: string, outcome: MetaOutcome) =>
      readJson<{ weights: unknown }>(root, outcome, "data/meta_optimized_branch_hrp.json").weights
    expect(own(spiked, after)).not.toEqual(own(calm, before))
  })
})

describe.each(["drop", "compound"])("a window of a nested profile, join %s", (join) => {
  const build = (calendarDays: number, exchangeDays: number, backtest: object) =>
    workspace()
      .sleeve("a", everyDay(calendarDays))
      .sleeve("b", everyDay(calendarDays))
      .sleeve("etf", weekdays(exchangeDays))
      .meta("branch", ["a", "b"], { allocation: { join } })
      .meta("m", ["branch", "etf"], { allocation: { join, backtest } })

  it("has the weights, to the bit, of a run whose sleeves end with its train days", async () => {
    // 60 weekdays from 2025-01-01 on end on 2025-03-25, the 84th day of the year.
    const short = await write(build(84, 60, {}))
    const long = await write(build(200, 140, { enabled: true, ...lengths }))
    const alone = await runMeta(short, "m", ["hrp"])
    const window = tested(backtestOf(long, await runMeta(long, "m", ["hrp"])), "hrp").windows[0]!
    expect(window.train).toEqual({ first: "2025-01-01", last: "2025-03-25", rows: 60 })
    expect(window.weights).toEqual(sleeveWeights(short, alone, "m", "hrp"))
    expect(window.nested[0]).toMatchObject({
      rows: 84,
      weights: sleeveWeights(short, alone, "branch", "hrp"),
    })
  })
})
