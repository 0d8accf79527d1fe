import { readdirSync } from "node:fs"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import type { Plan } from "#shared/model/plan"
import { planMeta } from "#engine/orchestration/plan-meta"
import { openWorkspace } from "#engine/workspace/open"
import { noLayers } from "#engine/workspace/settings"
import { everyDay, weekdays } from "../workspaces/days"
import { health } from "../workspaces/options"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { runMeta, tickingClock } from "./run-meta"

let ws: WrittenWorkspace

async function plan(meta: string, whatIf?: Record<string, string>, command: Record<string, string> = {}) {
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
  })
}

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
    expect(whatIf!.changes).toEqual([
      "hrp / inner/weak: vetoed -> included",
      "equal_weight / inner/weak: vetoed -> included",
    ])
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
    expect(whatIf!.changes).toContain("hrp: fails (bounds.infeasibleAfterVetoes) -> runs")
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
