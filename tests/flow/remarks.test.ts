import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import { everyDay } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { readJson, runMeta } from "./run-meta"

let ws: WrittenWorkspace

afterEach(() => ws.remove())

const three = () => workspace().sleeve("a", everyDay(90)).sleeve("b", everyDay(90)).sleeve("c", everyDay(90))

describe("a key that nothing reads", () => {
  it("is told with the run, in the report's verdict and in the ledger", async () => {
    ws = await three()
      .meta("m", ["a", "b"], { allocation: { min_weihgt: 0.1, max_physical_weight: 1 } })
      .write()
    const outcome = await runMeta(ws.root, "m", ["equal_weight"])
    expect(outcome.remarks).toMatchObject([{ code: "manifest.unknownKey", seen: "min_weihgt" }])
    expect(outcome.remarks[0]!.remedy).toContain("min_weight")
    const report = readJson<{ verdict: { grade: string; reasons: { code: string }[] } }>(
      ws.root,
      outcome,
      "data/meta_report_m.json",
    )
    expect(report.verdict.grade).toBe("WARN")
    expect(report.verdict.reasons.map(({ code }) => code)).toContain("manifest.unknownKey")
    for (const file of ["audit.jsonl", "reports/meta_portfolio_report.md"]) {
      expect(readFileSync(join(ws.root, outcome.runDir!, file), "utf8")).toContain("min_weihgt")
    }
  })

  it("of a profile that has no part in the run is not the run's business", async () => {
    ws = await three()
      .meta("m", ["a", "b"])
      .meta("other", ["b", "c"], { allocation: { min_weihgt: 0.1 } })
      .write()
    expect((await runMeta(ws.root, "m", ["equal_weight"])).remarks).toEqual([])
  })
})

describe("bounds that can never hold", () => {
  it("of a nested profile end the run before any stage, with place and arithmetic, told once", async () => {
    ws = await three().meta("inner", ["a", "b"], { min: 0.6 }).meta("outer", ["inner", "c"]).write()
    const outcome = await runMeta(ws.root, "outer", ["hrp", "equal_weight"])
    expect(outcome).toMatchObject({ state: "failed", exitCode: 5 })
    expect(outcome.problems).toMatchObject([{ code: "bounds.infeasible", seen: "2 x 0.6 = 1.2 > 1" }])
    expect(outcome.problems[0]!.where).toMatch(
      /^configs\/manifest\.json:\d+:\d+ profiles\.inner\.meta_allocation$/,
    )
  })

  it("name the layer above the manifest that set them", async () => {
    ws = await three().meta("m", ["a", "b"]).write()
    const layers = { dotenv: {}, environment: { TV_META_ALLOCATION__MAX_WEIGHT: "0.4" }, command: {} }
    const outcome = await runMeta(ws.root, "m", ["hrp"], { layers })
    expect(outcome.problems[0]!.where).toContain("meta_allocation.max_weight (environment)")
  })
})

describe("a pin to a run that is missing", () => {
  it("is answered with the finished runs of that profile", async () => {
    ws = await three()
      .meta("m", ["a", { id: "b", profile: "b", run_id: "b_rum" }])
      .write()
    const outcome = await runMeta(ws.root, "m", ["hrp"])
    expect(outcome).toMatchObject({ exitCode: 3, problems: [{ code: "run.missing" }] })
    expect(outcome.problems[0]!.remedy).toBe(
      "Finished runs of b: b_run. Pin one of them, or take run_id out for the latest.",
    )
  })
})

describe("the ledger", () => {
  it("names what each step read, in its intent or its outcome", async () => {
    ws = await three()
      .meta("m", ["a", "b"], { features: { feat_directional_sign_test_gate: true } })
      .write()
    const outcome = await runMeta(ws.root, "m", ["equal_weight"])
    const records = readFileSync(join(ws.root, outcome.runDir!, "audit.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map(
        (line) =>
          JSON.parse(line) as Record<string, Record<string, Record<string, string>>> & { step?: string },
      )
    const steps = [...new Set(records.flatMap(({ step }) => step ?? []))]
    expect(steps).toEqual([
      "resolve",
      "directional_sign_test",
      "meta_returns_equal_weight",
      "meta_optimize_equal_weight",
      "meta_flatten_equal_weight",
      "meta_report",
    ])
    for (const step of steps) {
      const read = records
        .filter((record) => record.step === step)
        .flatMap((record) => [
          ...Object.keys(record["intent"]?.["input_hashes"] ?? {}),
          ...Object.keys(record["outcome"]?.["input_hashes"] ?? {}),
        ])
      expect(read.length, step).toBeGreaterThan(0)
    }
  })
})
