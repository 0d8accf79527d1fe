import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { runMeta } from "../../flow/run-meta"
import { everyDay, weekdays } from "../../workspaces/days"
import { health } from "../../workspaces/options"
import { workspace, type WrittenWorkspace } from "../../workspaces/workspace"
import { questions } from "./ask"

const values = (size: number, pace: number) => ({ values: (t: number) => 0.001 + size * Math.sin(t * pace) })

let ws: WrittenWorkspace
const { value, codes } = questions()

beforeAll(async () => {
  ws = await workspace()
    .sleeve("good", everyDay(120), { ...values(0.004, 1.3), risks: ["erc"] })
    .sleeve("weekly", weekdays(90), { ...values(0.01, 2.1), risks: ["erc"] })
    .sleeve("bad", everyDay(120), {
      ...values(0.02, 0.7),
      risks: ["erc"],
      health: ["success", "error", "retried", "missing", "error", "fallback"],
    })
    .sleeve("kept", everyDay(120), {
      ...values(0.015, 0.9),
      risks: ["erc"],
      health: health({ success: 1, error: 3 }),
    })
    .meta("inner", ["kept", "weekly"], { allocation: { health_overrides: { kept: "outage of the vendor" } } })
    .meta("m", ["good", "bad", { id: "nest", of: "inner" }])
    .write()
  await runMeta(ws.root, "m", ["risk_parity"], { runId: "r" })
})
afterAll(() => ws.remove())

const rows = async () => {
  const { sleeves } = await value("health.sleeves", { root: ws.root, runId: "r", riskProfile: null })
  return new Map(sleeves.map((row) => [`${row.metaProfile}/${row.sleeve}`, row]))
}
const evidenceOf = (sleeve: string, metaProfile = "m", riskProfile = "risk_parity") => ({
  root: ws.root,
  runId: "r",
  riskProfile,
  metaProfile,
  sleeve,
})

describe("The health of sleeves", () => {
  it("is told of every level of the tree", async () => {
    expect([...(await rows()).keys()]).toEqual(["m/good", "m/bad", "m/nest", "inner/kept", "inner/weekly"])
  })

  it("tells what became of each, who decided, and the windows at a glance", async () => {
    const told = await rows()
    expect(told.get("m/good")).toMatchObject({
      status: "included",
      decidedBy: "none",
      strip: "oooooo",
      runId: "good_run",
    })
    expect(told.get("m/bad")).toMatchObject({
      status: "vetoed",
      reason: "HEALTH_BELOW_THRESHOLD",
      decidedBy: "guardrail",
      verdict: "vetoed",
      success: 3,
      expected: 6,
      ratio: 0.5,
      threshold: 0.75,
      strip: "ofomfb",
      weight: null,
      ledger: { chain: "whole" },
      run: { runId: "bad_run", state: "succeeded" },
    })
    expect(told.get("inner/kept")).toMatchObject({ status: "included", decidedBy: "override", strip: "offf" })
    expect(told.get("m/nest")).toMatchObject({
      kind: "meta",
      profile: "inner",
      runId: null,
      strip: "",
      run: null,
    })
  })

  it("tells what the join cost each and what weight it got", async () => {
    const told = await rows()
    const weekly = told.get("inner/weekly")!
    expect(weekly.alignment).toMatchObject({ rows: 90 })
    const weights = ["good", "nest"].map((id) => told.get(`m/${id}`)!.weight!)
    expect(weights[0]! + weights[1]!).toBeCloseTo(1, 9)
  })

  it("is told for one risk profile by any of its names", async () => {
    const { sleeves } = await value("health.sleeves", { root: ws.root, runId: "r", riskProfile: "erc" })
    expect(sleeves).toHaveLength(5)
    expect(await codes("health.sleeves", { root: ws.root, runId: "r", riskProfile: "x" })).toEqual([
      "usage.argument",
    ])
  })
})

describe("The evidence of a veto", () => {
  it("shows each window with every attempt in the sleeve's own ledger", async () => {
    const evidence = await value("health.evidence", evidenceOf("bad"))
    expect(evidence.windows.map(({ outcome, attempts }) => [outcome, attempts])).toEqual(
      [
        ["success", 1],
        ["failure", 1],
        ["success", 2],
        ["missing", 0],
        ["failure", 1],
        ["success", 1],
      ].map(([outcome, attempts], i) => (i === 5 ? ["fallback", attempts] : [outcome, attempts])),
    )
    const ledger = readFileSync(join(ws.runPath("bad"), "audit.jsonl"), "utf8").split("\n")
    const retried = evidence.windows[2]!
    expect(retried.records.map(({ status }) => status)).toEqual(["intent", "error", "intent", "success"])
    for (const { line, text } of retried.records) expect(ledger[line - 1]).toBe(text)
    expect(evidence.windows[3]!.records.map(({ status }) => status)).toEqual(["intent"])
  })

  it("stays what it was when the sleeve's run is gone", async () => {
    const before = await value("health.evidence", evidenceOf("kept", "inner", "erc"))
    const gone = await workspace()
      .sleeve("kept", everyDay(120), { health: health({ success: 1, error: 3 }) })
      .sleeve("good", everyDay(120))
      .meta("inner", ["kept", "good"], { allocation: { health_overrides: { kept: "outage" } } })
      .write()
    await runMeta(gone.root, "inner", ["hrp"], { runId: "r" })
    const { rmSync } = await import("node:fs")
    rmSync(gone.runPath("kept"), { recursive: true })
    const asked = { root: gone.root, runId: "r", riskProfile: "hrp", metaProfile: "inner", sleeve: "kept" }
    const after = await value("health.evidence", asked)
    expect(after.windows.map(({ outcome }) => outcome)).toEqual(before.windows.map(({ outcome }) => outcome))
    expect(after.windows[1]!.records).not.toEqual([])
    const { sleeves } = await value("health.sleeves", { root: gone.root, runId: "r", riskProfile: null })
    expect(sleeves[0]).toMatchObject({ sleeve: "kept", runId: "kept_run", run: null })
    gone.remove()
  })

  it("is of the stream that was judged, where a run kept the lines of several", async () => {
    const fates = {
      custom_hrp: health({ success: 5 }),
      custom_min_variance: health({ success: 3, error: 2 }),
    }
    const two = await workspace()
      .sleeve("a", everyDay(120), { risks: ["hrp", "min_variance"], health: fates })
      .sleeve("b", everyDay(120), { risks: ["hrp", "min_variance"] })
      .meta("m", ["a", "b"], { allocation: { allow_single_sleeve: true } })
      .write()
    await runMeta(two.root, "m", ["hrp", "min_variance"], { runId: "r" })
    const recordsOf = async (riskProfile: string) => {
      const asked = { root: two.root, runId: "r", riskProfile, metaProfile: "m", sleeve: "a" }
      const { windows } = await value("health.evidence", asked)
      return windows.map(({ records }) => records.map(({ status }) => status).join(" "))
    }
    const [good, bad] = ["intent success", "intent error"]
    expect(await recordsOf("hrp")).toEqual([good, good, good, good, good])
    expect(await recordsOf("min_variance")).toEqual([good, good, good, bad, bad])
    two.remove()
  })

  it("is not there of nested sleeves and of those that the run does not have", async () => {
    expect(await codes("health.evidence", evidenceOf("nest"))).toEqual(["artifact.missing"])
    expect(await codes("health.evidence", evidenceOf("other"))).toEqual(["profile.unknown"])
    expect(await codes("health.evidence", evidenceOf("bad", "else"))).toEqual(["profile.unknown"])
  })
})
