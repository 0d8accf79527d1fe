import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import type { RunId } from "#shared/quantity/run-id"
import { isoDay, isWeekend } from "#shared/quantity/day"
import type { SleeveExecutor } from "#engine/orchestration/compute-engine"
import type { MetaOutcome } from "#engine/orchestration/meta-run-options"
import { everyDay, nyseDays, weekdays } from "../workspaces/days"
import { health } from "../workspaces/options"
import { workspace, type WorkspaceBuilder, type WrittenWorkspace } from "../workspaces/workspace"
import { readReturns } from "./read-returns"
import { netWeights, readJson, runMeta, sleeveWeights } from "./run-meta"
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

/** "meta_returns_hrp m": each step with its meta profile. */
function namedSteps(root: string, outcome: MetaOutcome): string[] {
  return stepsOf(root, outcome).map(({ step, meta }) => `${step} ${meta}`)
}

describe("the order of stages", () => {
  const two = () => workspace().sleeve("a", everyDay(100)).sleeve("b", everyDay(100)).meta("m", ["a", "b"])

  it("is resolve, returns, optimize, flatten for each risk profile, then one report", async () => {
    const root = await write(two())
    const outcome = await runMeta(root, "m", ["hrp", "equal_weight"])
    expect(namedSteps(root, outcome)).toEqual([
      "resolve m",
      "meta_returns_hrp m",
      "meta_returns_equal_weight m",
      "meta_optimize_hrp m",
      "meta_optimize_equal_weight m",
      "meta_flatten_hrp m",
      "meta_flatten_equal_weight m",
      "meta_report m",
    ])
  })

  it("takes the risk profiles of the settings when none are asked for", async () => {
    const root = await write(
      workspace()
        .sleeve("a", everyDay(100))
        .sleeve("b", everyDay(100))
        .meta("m", ["a", "b"], { allocation: { profiles: ["equal_weight", "min_variance"] } }),
    )
    const outcome = await runMeta(root, "m", undefined)
    expect(outcome.riskProfiles.map(({ risk_profile }) => risk_profile)).toEqual([
      "equal_weight",
      "min_variance",
    ])
  })

  it("executes sleeves strictly before everything else and uses their runs", async () => {
    const root = await write(two().meta("u", ["a", "b"], { pinned: false }))
    const executor: SleeveExecutor = {
      execute: async (tasks) => {
        expect(readdirSync(join(root, "data/artifacts/summaries/runs"))).toContain("u_test_1")
        return tasks.map(({ profile, runId }) => ({
          profile,
          runId,
          status: "success",
          seconds: 1,
          error: null,
        }))
      },
    }
    let made = 0
    const outcome = await runMeta(root, "u", ["equal_weight"], {
      executeSleeves: true,
      executor,
      // The executor of this test "makes" the runs that are there already.
      newRunId: (profile) => (profile === "u" ? `u_test_${++made}` : `${profile}_run`) as RunId,
    })
    expect(outcome.exitCode).toBe(0)
    const resolved = readJson<{ root: { sleeves: { chosen: string; runId: string }[] } }>(
      root,
      outcome,
      "config/meta_resolved.json",
    )
    expect(resolved.root.sleeves.map(({ chosen, runId }) => `${chosen} ${runId}`)).toEqual([
      "executed a_run",
      "executed b_run",
    ])
  })

  it("runs no stage when a sleeve fails to execute", async () => {
    const root = await write(two().meta("u", ["a", "b"], { pinned: false }))
    const executor: SleeveExecutor = {
      execute: async (tasks) =>
        tasks.map(({ profile, runId }, i) => ({
          profile,
          runId,
          status: i === 1 ? "error" : "success",
          seconds: 1,
          error: i === 1 ? "OutOfMemory" : null,
        })),
    }
    const outcome = await runMeta(root, "u", ["hrp"], { executeSleeves: true, executor })
    expect(outcome).toMatchObject({ state: "failed", exitCode: 3, problems: [{ code: "sleeve.execution" }] })
    expect(outcome.problems[0]!.what).toContain("OutOfMemory")
    expect(namedSteps(root, outcome)).toEqual([])
    expect(existsSync(join(root, outcome.runDir!, "data/meta_returns_u_hrp.parquet"))).toBe(false)
  })

  it("says that there is no executor for atomic profiles", async () => {
    const root = await write(two().meta("u", ["a", "b"], { pinned: false }))
    const outcome = await runMeta(root, "u", ["hrp"], { executeSleeves: true })
    expect(outcome).toMatchObject({ exitCode: 3, problems: [{ code: "sleeve.noExecutor" }] })
  })

  it("ends as cancelled when it was cancelled, and writes no report", async () => {
    const root = await write(two())
    const abort = new AbortController()
    const outcome = await runMeta(root, "m", ["hrp"], {
      signal: abort.signal,
      onProgress: ({ stage, done }) => {
        if (stage === "meta.returns" && done === 1) abort.abort()
      },
    })
    expect(outcome).toMatchObject({ state: "cancelled", exitCode: 130 })
    expect(existsSync(join(root, outcome.runDir!, "reports/meta_portfolio_report.md"))).toBe(false)
    expect(existsSync(join(root, outcome.runDir!, "data/meta_optimized_m_hrp.json"))).toBe(false)
  })
})

describe("the join of calendars", () => {
  it("has no weekend row and no invented date for crypto beside equities: exactly the exchange's days", async () => {
    const equities = nyseDays(120)
    const root = await write(
      workspace().sleeve("crypto", everyDay(200)).sleeve("etf", equities).meta("m", ["crypto", "etf"]),
    )
    const outcome = await runMeta(root, "m", ["equal_weight"])
    const { days, columns } = await readReturns(root, outcome, "m", "equal_weight")
    expect([...days]).toEqual([...equities])
    expect(days.some(isWeekend)).toBe(false)
    expect(columns.map(({ name }) => name)).toEqual(["crypto", "etf"])
    const alignment = readJson<{ union: number; intersection: number; sleeves: { rowsLost: number }[] }>(
      root,
      outcome,
      "data/meta_alignment_m_equal_weight.json",
    )
    expect(alignment).toMatchObject({ union: 200, intersection: 120 })
    expect(alignment.sleeves.map(({ rowsLost }) => rowsLost)).toEqual([80, 0])
  })

  it("aligns streams stamped on weekdays at another hour by UTC day", async () => {
    const days = weekdays(90)
    const root = await write(
      workspace()
        .sleeve("plain", days)
        .sleeve("hourly", days, { stamps: { hour: 14 } })
        .sleeve("newyork", days, { stamps: { midnightIn: "America/New_York" } })
        .meta("m", ["plain", "hourly", "newyork"]),
    )
    const outcome = await runMeta(root, "m", ["equal_weight"])
    const { days: joined } = await readReturns(root, outcome, "m", "equal_weight")
    expect([...joined].map(isoDay)).toEqual([...days].map(isoDay))
    const decisions = readJson<{ sleeves: { stream: { dayRule: string } }[] }>(
      root,
      outcome,
      "data/meta_decisions_m_equal_weight.json",
    )
    expect(decisions.sleeves.map(({ stream }) => stream.dayRule)).toEqual([
      "dates",
      "utc-date",
      "local-midnight",
    ])
  })
})

describe("the health guardrail", () => {
  const veto = (allocation: Record<string, unknown> = {}) =>
    workspace()
      .sleeve("good", everyDay(100))
      .sleeve("fair", everyDay(100), { health: health({ success: 3, error: 1 }) })
      .sleeve("bad", everyDay(100), { health: health({ success: 2, error: 2 }) })
      .meta("m", ["good", "fair", "bad"], { min: 0.05, max: 0.95, allocation })

  it("vetoes below 75 %, keeps at 75 %, and records both with their windows", async () => {
    const root = await write(veto())
    const outcome = await runMeta(root, "m", ["hrp"])
    expect(outcome).toMatchObject({ state: "succeeded_with_warnings", exitCode: 0 })
    const { sleeves } = readJson<{
      sleeves: { id: string; status: string; reason: string | null; health: object }[]
    }>(root, outcome, "data/meta_decisions_m_hrp.json")
    expect(sleeves.map(({ id, status, reason }) => [id, status, reason])).toEqual([
      ["good", "included", null],
      ["fair", "included", null],
      ["bad", "vetoed", "HEALTH_BELOW_THRESHOLD"],
    ])
    expect(sleeves[2]!.health).toEqual({ verdict: "vetoed", success: 2, expected: 4 })
    expect(Object.keys(sleeveWeights(root, outcome, "m", "hrp")).toSorted()).toEqual(["fair", "good"])
    const ledger = readFileSync(join(root, outcome.runDir!, "audit.jsonl"), "utf8")
    expect(ledger).toContain("sleeve.vetoed")
    const report = readFileSync(join(root, outcome.runDir!, "reports/meta_portfolio_report.md"), "utf8")
    expect(report).toContain("HEALTH_BELOW_THRESHOLD")
  })

  it("keeps a failing sleeve in under an override, with the reason in ledger and report", async () => {
    const root = await write(veto({ health_overrides: { bad: "two windows were exchange outages" } }))
    const outcome = await runMeta(root, "m", ["hrp"])
    expect(outcome.state).toBe("succeeded_with_warnings")
    expect(Object.keys(sleeveWeights(root, outcome, "m", "hrp")).toSorted()).toEqual(["bad", "fair", "good"])
    for (const file of ["audit.jsonl", "reports/meta_portfolio_report.md"]) {
      const text = readFileSync(join(root, outcome.runDir!, file), "utf8")
      expect(text).toContain("HEALTH_OVERRIDDEN")
      expect(text).toContain("two windows were exchange outages")
    }
  })

  it("needs a reason for an override", async () => {
    const root = await write(veto({ health_overrides: { bad: "  " } }))
    const outcome = await runMeta(root, "m", ["hrp"])
    expect(outcome).toMatchObject({ runId: null, exitCode: 3, problems: [{ code: "settings.value" }] })
    expect(outcome.problems[0]!.seen).toContain("needs a reason")
  })

  it("takes sleeves without evidence in with a warning, and vetoes them in strict mode", async () => {
    const unproven = (strict: boolean) =>
      workspace()
        .sleeve("a", everyDay(100))
        .sleeve("b", everyDay(100))
        .sleeve("silent", everyDay(100), { health: [], undeclaredWindows: true })
        .meta("m", ["a", "b", "silent"], { allocation: { strict, max_physical_weight: 1 } })
    const statuses = async (strict: boolean) => {
      const root = await write(unproven(strict))
      const outcome = await runMeta(root, "m", ["equal_weight"])
      const { sleeves } = readJson<{ sleeves: { status: string; reason: string | null }[] }>(
        root,
        outcome,
        "data/meta_decisions_m_equal_weight.json",
      )
      return [outcome.state, sleeves[2]!.status, sleeves[2]!.reason]
    }
    expect(await statuses(false)).toEqual(["succeeded_with_warnings", "included", "HEALTH_UNKNOWN"])
    expect(await statuses(true)).toEqual(["succeeded_with_warnings", "vetoed", "HEALTH_UNKNOWN"])
  })

  it("ends the run under the policy abort", async () => {
    const root = await write(veto({ health_policy: "abort" }))
    const outcome = await runMeta(root, "m", ["hrp"])
    expect(outcome).toMatchObject({ state: "aborted_by_guardrail", exitCode: 4 })
    expect(outcome.problems[0]).toMatchObject({ code: "guardrail.health", where: "m / hrp: bad" })
  })

  it("tells bounds that vetoes made impossible from bounds that never held", async () => {
    const afterVeto = await write(veto({ max_weight: 0.45 }))
    expect(await runMeta(afterVeto, "m", ["hrp"])).toMatchObject({
      exitCode: 4,
      problems: [{ code: "bounds.infeasibleAfterVetoes", seen: "2 x 0.45 = 0.9 < 1" }],
    })
    const never = await write(veto({ max_weight: 0.3 }))
    expect(await runMeta(never, "m", ["hrp"])).toMatchObject({
      state: "failed",
      exitCode: 5,
      problems: [{ code: "bounds.infeasible" }],
    })
  })

  it("needs two sleeves unless a single one is allowed", async () => {
    const lonely = (allocation: Record<string, unknown>) =>
      workspace()
        .sleeve("good", everyDay(100))
        .sleeve("bad", everyDay(100), { health: health({ error: 4 }) })
        .meta("m", ["good", "bad"], { min: 0.05, max: 0.5, allocation })
    const refused = await write(lonely({}))
    expect(await runMeta(refused, "m", ["hrp"])).toMatchObject({
      exitCode: 4,
      problems: [{ code: "sleeves.tooFew" }],
    })
    const allowed = await write(lonely({ allow_single_sleeve: true, min_weight: 0, max_weight: 1 }))
    const outcome = await runMeta(allowed, "m", ["hrp"])
    expect(sleeveWeights(allowed, outcome, "m", "hrp")).toEqual({ good: 1 })
  })
})

describe("weights", () => {
  it("keep the bounds and sum to one for every risk profile", async () => {
    const builder = workspace()
    const names = ["a", "b", "c", "d", "e"]
    for (const name of names) builder.sleeve(name, everyDay(200))
    const root = await write(builder.meta("m", names, { min: 0.15, max: 0.24 }))
    const outcome = await runMeta(root, "m", ["hrp", "min_variance", "equal_weight"])
    for (const risk of ["hrp", "min_variance", "equal_weight"]) {
      const weights = Object.values(sleeveWeights(root, outcome, "m", risk))
      expect(weights).toHaveLength(5)
      expect(Math.abs(weights.reduce((sum, w) => sum + w, 0) - 1)).toBeLessThan(1e-9)
      for (const weight of weights) {
        expect(weight).toBeGreaterThanOrEqual(0.15 - 1e-12)
        expect(weight).toBeLessThanOrEqual(0.24 + 1e-12)
      }
    }
  })

  it("multiply through three levels of nesting", async () => {
    const days = everyDay(100)
    const holding = (symbol: string, net = 1) => ({ holdings: [{ symbol, net }] })
    const root = await write(
      workspace()
        .sleeve("a", days, holding("A"))
        .sleeve("b", days, holding("B"))
        .sleeve("c", days, holding("A", -1))
        .sleeve("d", days, holding("D"))
        .meta("inner", ["a", "b"])
        .meta("middle", ["inner", "c"])
        .meta("outer", ["middle", "d"], { allocation: { max_physical_weight: 1 } }),
    )
    const outcome = await runMeta(root, "outer", ["equal_weight"])
    expect(outcome).toMatchObject({ state: "succeeded", exitCode: 0 })
    // a: .5 x .5 x .5, b the same, c: .5 x -.5, d: .5; A nets .125 - .25.
    expect(netWeights(root, outcome, "outer", "equal_weight")).toEqual({ D: 0.5, A: -0.125, B: 0.125 })
    const check = readJson<{ root: Record<string, number>; conserved: boolean }>(
      root,
      outcome,
      "data/meta_flatten_check_outer_equal_weight.json",
    )
    expect(check).toMatchObject({
      conserved: true,
      root: { grossBefore: 1, grossAfter: 0.75, nettingLoss: 0.25, net: 0.5, ownLoss: 0 },
    })
  })
})

describe("risk profiles of a run", () => {
  it("are independent: one that fails leaves the others whole and gives the run its exit code", async () => {
    const flat = new Float64Array(100)
    const root = await write(
      workspace()
        .sleeve("a", everyDay(100), { values: flat })
        .sleeve("b", everyDay(100))
        .meta("m", ["a", "b"]),
    )
    const outcome = await runMeta(root, "m", ["equal_weight", "hrp"])
    expect(outcome).toMatchObject({ state: "failed", exitCode: 5 })
    expect(outcome.riskProfiles.map(({ risk_profile, problems }) => [risk_profile, problems.length])).toEqual(
      [
        ["equal_weight", 0],
        ["hrp", 1],
      ],
    )
    expect(netWeights(root, outcome, "m", "equal_weight")).not.toEqual({})
    const report = readFileSync(join(root, outcome.runDir!, "reports/meta_portfolio_report.md"), "utf8")
    expect(report).toContain("Verdict: FAIL")
    expect(report).toContain("hrp: no weights")
  })

  it("gives a nested profile that can't be solved equal weights, said in the parent and in flatten", async () => {
    const flat = new Float64Array(100)
    const builder = (strict: boolean) =>
      workspace()
        .sleeve("flat", everyDay(100), { values: flat, holdings: [{ symbol: "F", net: 1 }] })
        .sleeve("b", everyDay(100), { holdings: [{ symbol: "B", net: 1 }] })
        .sleeve("c", everyDay(100), { holdings: [{ symbol: "C", net: 1 }] })
        .meta("inner", ["flat", "b"])
        .meta("outer", ["inner", "c"], { allocation: { strict, max_physical_weight: 1 } })
    const lenient = await write(builder(false))
    const outcome = await runMeta(lenient, "outer", ["hrp"])
    expect(outcome.state).toBe("succeeded_with_warnings")
    expect(sleeveWeights(lenient, outcome, "inner", "hrp")).toEqual({ flat: 0.5, b: 0.5 })
    const inner = readJson<{ outcome: { kind: string } }>(
      lenient,
      outcome,
      "data/meta_optimized_inner_hrp.json",
    )
    expect(inner.outcome.kind).toBe("proxyEqualWeight")
    const nets = netWeights(lenient, outcome, "outer", "hrp")
    expect(nets["F"]).toBe(nets["B"])
    const strict = await write(builder(true))
    expect(await runMeta(strict, "outer", ["hrp"])).toMatchObject({
      state: "aborted_by_guardrail",
      problems: [{ code: "guardrail.strict" }, { code: "optimize.infeasible" }],
    })
  })
})
