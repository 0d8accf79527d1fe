import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import type { Plan } from "#shared/model/plan"
import type { MetaOptimized } from "#shared/model/weights"
import type { MetaOutcome } from "#engine/orchestration/meta-run-options"
import { planMemory, planMeta, type PlanOptions } from "#engine/orchestration/plan-meta"
import { openWorkspace } from "#engine/workspace/open"
import { noLayers } from "#engine/workspace/settings"
import { everyDay, weekdays } from "../workspaces/days"
import { health } from "../workspaces/options"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { readJson, runMeta, tickingClock } from "./run-meta"

let ws: WrittenWorkspace

async function plan(
  meta: string,
  whatIf?: Record<string, string>,
  command: Record<string, string> = {},
  more: Partial<PlanOptions> = {},
) {
  const opened = openWorkspace(ws.root)
  if (!opened.ok) throw new Error("no workspace")
  return planMeta({
    workspace: opened.value,
    metaProfile: meta,
    riskProfiles: ["hrp", "equal_weight"],
    layers: { ...noLayers, command },
    clock: tickingClock(),
    programVersion: "0.0.0-test",
    signal: new AbortController().signal,
    ...(whatIf === undefined ? {} : { whatIf }),
    ...more,
  })
}

const weightsOf = (metaProfile: string, outcome: MetaOutcome) =>
  readJson<MetaOptimized>(ws.root, outcome, `data/meta_optimized_${metaProfile}_hrp.json`).weights

/** Weights by sleeve of one meta profile under hrp, now and under what was tried. */
const weighed = ({ weights }: Plan, meta: string) =>
  Object.fromEntries(
    weights
      .filter((row) => row.meta_profile === meta && row.risk_profile === "hrp")
      .map(({ sleeve, now, others }) => [sleeve, [now, ...others]]),
  )

async function planned(...asked: Parameters<typeof plan>): Promise<Plan> {
  const result = await plan(...asked)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

const demo = () =>
  workspace()
    .sleeve("crypto", everyDay(140))
    .sleeve("stocks", weekdays(90))
    .sleeve("weak", everyDay(140), { health: health({ success: 7, error: 3 }) })
    .meta("inner", ["crypto", "weak", "stocks"], { min: 0.05, max: 0.9 })
    .meta("outer", ["inner", "stocks"], { min: 0.1, max: 0.9 })

afterEach(() => ws.remove())

describe("a plan", () => {
  it("tells runs, verdicts, calendars and feasibility of every level", async () => {
    ws = await demo().write()
    const { sleeves, risk_profiles: risks } = await planned("outer")
    expect(sleeves.map(({ path, run_id, chosen }) => [path, run_id, chosen])).toEqual([
      ["inner/crypto", "crypto_run", "pinned"],
      ["inner/weak", "weak_run", "pinned"],
      ["inner/stocks", "stocks_run", "pinned"],
      ["outer/stocks", "stocks_run", "pinned"],
    ])
    const [hrp] = risks
    expect(hrp!.problems).toEqual([])
    expect(hrp!.nodes.map((node) => node.meta_profile)).toEqual(["outer", "inner"])
    expect(hrp!.nodes[1]!.decisions.sleeves.map(({ status }) => status)).toEqual([
      "included",
      "vetoed",
      "included",
    ])
    expect(hrp!.nodes[1]!.alignment.intersection).toBe(90)
    expect(hrp!.nodes[1]!.feasibility.replaceAll("\u00a0", " ")).toBe(
      "2 sleeves: 2 x 5.00 % = 10.00 % <= 100 % <= 2 x 90.00 % = 180.00 %",
    )
  })

  it("agrees with the run it announces", async () => {
    ws = await demo().write()
    const { risk_profiles: risks } = await planned("outer")
    const outcome = await runMeta(ws.root, "outer", ["hrp", "equal_weight"])
    const vetoed = outcome.riskProfiles[0]!.warnings.filter(({ code }) => code === "HEALTH_BELOW_THRESHOLD")
    expect(vetoed.map(({ node }) => node)).toEqual(["inner/weak"])
    expect(risks[0]!.nodes[1]!.decisions.sleeves[1]!.reason).toBe("HEALTH_BELOW_THRESHOLD")
  })

  it("writes nothing", async () => {
    ws = await demo().write()
    const runs = () =>
      readdirSync(join(ws.root, "data/artifacts/summaries"), { recursive: true, encoding: "utf8" }).toSorted()
    const before = runs()
    await planned("outer", { health_threshold: "0.5" })
    expect(runs()).toEqual(before)
  })

  it("says what another threshold would change", async () => {
    ws = await demo().write()
    const { what_if: whatIf } = await planned("outer", { health_threshold: "0.6" })
    expect(whatIf[0]!.changes).toEqual([
      "hrp / inner/weak: vetoed -> included",
      "equal_weight / inner/weak: vetoed -> included",
    ])
  })

  it("solves the weights of every level, as the runs under these settings do", async () => {
    ws = await demo().write()
    const found = await planned("outer", { health_threshold: "0.6" })
    const now = await runMeta(ws.root, "outer", ["hrp"], { runId: "now" })
    const command = { health_threshold: "0.6" }
    const then = await runMeta(ws.root, "outer", ["hrp"], { runId: "then", layers: { ...noLayers, command } })
    for (const meta of ["outer", "inner"]) {
      const [before, after] = [weightsOf(meta, now), weightsOf(meta, then)]
      const expected = after.map(({ Symbol, Weight }) => [
        Symbol,
        [before.find((row) => row.Symbol === Symbol)?.Weight ?? null, Weight],
      ])
      expect(weighed(found, meta)).toEqual(Object.fromEntries(expected))
    }
    expect(weighed(found, "inner")["weak"]).toEqual([null, expect.any(Number)])
  })

  it("tries several numbers, and several settings in every combination", async () => {
    ws = await demo().write()
    const thresholds = await planned("outer", { health_threshold: "0.5, 0.6,0.75" })
    expect(thresholds.what_if.map(({ settings, changes }) => [settings, changes.length])).toEqual([
      [{ health_threshold: "0.5" }, 2],
      [{ health_threshold: "0.6" }, 2],
      [{ health_threshold: "0.75" }, 0],
    ])
    expect(weighed(thresholds, "inner")["weak"]!.map((weight) => weight === null)).toEqual([
      true,
      false,
      false,
      true,
    ])
    const bounds = await planned("inner", { min_weight: "0.2,0.3", max_weight: "0.7,0.8" })
    expect(bounds.what_if.map(({ settings }) => Object.values(settings).join(" "))).toEqual([
      "0.2 0.7",
      "0.2 0.8",
      "0.3 0.7",
      "0.3 0.8",
    ])
    for (const [i, { settings }] of bounds.what_if.entries()) {
      const weights = bounds.weights.flatMap(({ others }) => others[i] ?? [])
      expect(Math.min(...weights)).toBeGreaterThanOrEqual(Number(settings["min_weight"]) - 1e-12)
      expect(Math.max(...weights)).toBeLessThanOrEqual(Number(settings["max_weight"]) + 1e-12)
    }
    // A list of names is one value.
    const names = await planned("inner", { benchmark_sleeves: "crypto,stocks" })
    expect(names.what_if.map(({ settings }) => settings)).toEqual([{ benchmark_sleeves: "crypto,stocks" }])
  })

  it("says of bounds that no weights can keep that a run would fail, beside those that can be kept", async () => {
    ws = await demo().write()
    const { what_if: whatIf, weights } = await planned("inner", { max_weight: "0.3,0.9" })
    expect(whatIf.map(({ risk_profiles: risks }) => risks.map(({ problems }) => problems.length))).toEqual([
      [1, 1],
      [0, 0],
    ])
    expect(whatIf[0]!.changes).toContain("hrp: runs -> fails (bounds.infeasible)")
    for (const { now, others } of weights) expect(others).toEqual([null, now])
    expect(await plan("inner", { max_weight: "much" })).toMatchObject({
      ok: false,
      problems: [{ code: "settings.value" }],
    })
  })

  it("leaves the weights out unless they are asked for", async () => {
    ws = await demo().write()
    const { weights, risk_profiles: risks } = await planned("outer")
    expect(weights).toEqual([])
    expect(risks.flatMap(({ nodes }) => nodes.map((node) => node.weights))).toEqual([null, null, null, null])
    const asked = await planned("outer", undefined, {}, { weights: true })
    expect(asked.weights).toHaveLength(2 * 5)
    expect(asked.risk_profiles[1]!.nodes[0]!.weights).toMatchObject({
      kind: "solved",
      solved_as: "equal_weight",
      rows: [
        { id: "inner", weight: 0.5, min_weight: 0.1, max_weight: 0.9, at_bound: false },
        { id: "stocks", weight: 0.5 },
      ],
    })
  })

  it("remembers the evidence of health, and judges it anew under another threshold or another ledger", async () => {
    ws = await demo().write()
    const memory = planMemory()
    const verdict = async (threshold: string) => {
      const { risk_profiles: risks } = await planned(
        "inner",
        undefined,
        { health_threshold: threshold },
        { memory },
      )
      return risks[0]!.nodes[0]!.decisions.sleeves[1]!.health
    }
    expect(await verdict("0.75")).toMatchObject({ verdict: "vetoed", success: 7 })
    expect(await verdict("0.6")).toMatchObject({ verdict: "healthy", success: 7 })
    // Of the ledger only its genesis is left.
    const ledger = join(ws.root, "data/artifacts/summaries/runs/weak_run/audit.jsonl")
    writeFileSync(ledger, `${readFileSync(ledger, "utf8").split("\n")[0]}\n`)
    expect(await verdict("0.6")).toMatchObject({ verdict: "unknown", success: 0 })
  })

  it("asks the sign gate where a feature sets it, and goes on looking behind a closed one", async () => {
    ws = await demo()
      .sleeve("odd", everyDay(140), { tamperAtom: { atom: "X:SHARED_trend_LONG", by: 0.25 } })
      .meta("signed", ["crypto", "odd"], { allocation: { max_weight: 1 } })
      .write()
    expect((await planned("signed")).sign_gate).toBeNull()
    const gate = { "features.feat_directional_sign_test_gate": "true" }
    const closed = await planned("signed", { health_threshold: "0.6" }, gate)
    expect(closed.sign_gate).toMatchObject({
      verdict: "FAIL",
      of: "every sleeve",
      errors: 1,
      findings: [{ level: "ERROR", code: "SIGNTEST_LONG_MISMATCH", run_id: "odd_run" }],
      consequence: expect.stringContaining("exit code 4"),
    })
    for (const plans of [closed.risk_profiles, closed.what_if[0]!.risk_profiles]) {
      expect(plans.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
        ["guardrail.signTest"],
        ["guardrail.signTest"],
      ])
    }
    expect(closed.weights.map(({ now }) => now === null)).toEqual([false, false, false, false])
    const outcome = await runMeta(ws.root, "signed", ["hrp"], { layers: { ...noLayers, command: gate } })
    expect(outcome.problems).toEqual(closed.risk_profiles[0]!.problems)

    expect((await planned("outer", undefined, gate)).sign_gate).toMatchObject({ verdict: "PASS", errors: 0 })
    expect((await planned("signed", undefined, gate, { signs: false })).sign_gate).toBeNull()
    // A feature that is tried is asked.
    const tried = await planned("signed", gate)
    expect(tried.sign_gate).toBeNull()
    expect(tried.what_if[0]!.changes).toContain("hrp: runs -> fails (guardrail.signTest)")
  })

  it("says that a run would fail, and why, without failing itself", async () => {
    ws = await demo().write()
    const { risk_profiles: risks, what_if: whatIf } = await planned(
      "inner",
      { health_threshold: "0.6" },
      {
        max_weight: "0.45",
      },
    )
    expect(risks[0]!.problems).toMatchObject([{ code: "bounds.infeasibleAfterVetoes" }])
    expect(whatIf[0]!.changes).toContain("hrp: fails (bounds.infeasibleAfterVetoes) -> runs")
  })

  it("gives the equivalent command, quoted", async () => {
    ws = await demo().write()
    const { command } = await planned("outer", undefined, {
      max_weight: "0.8",
      "meta_allocation.health_overrides.inner": "it's fine",
    })
    expect(command).toBe(
      `nestfolio run outer --risk-profiles hrp,equal_weight --param max_weight=0.8 --param 'meta_allocation.health_overrides.inner=it'\\''s fine'`,
    )
  })
})
