import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import type { ArtifactKind } from "#shared/model/artifact"
import { jsonBytes } from "#engine/artifacts/formats/json"
import { seriesToParquet } from "#engine/artifacts/formats/parquet"
import { createRun } from "#engine/artifacts/run-lifecycle"
import { removeTree } from "#engine/artifacts/disk-write"
import { validateRun } from "#main/desk/validate/validate-run"

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

interface Told {
  readonly returns?: Readonly<Record<string, readonly number[]>>
  readonly weights?: Readonly<Record<string, number>>
  readonly holdings?: Readonly<Record<string, number>>
  readonly tree?: Readonly<Record<string, number>>
  readonly lacks?: ArtifactKind
  readonly gate?: boolean
  readonly signTest?: object
}

/** 2025-01-03 to 2025-01-07: a Friday, a Monday and a Tuesday. */
const days = [20091, 20094, 20095]

function runOf(told: Told): string {
  const root = mkdtempSync(join(tmpdir(), "nestfolio-validate-"))
  folders.push(root)
  const run = createRun({
    workspaceRoot: root,
    runId: "r",
    kind: "meta",
    profile: "m",
    riskProfiles: ["hrp"],
    programVersion: "0",
    clock: () => "2025-01-01T00:00:00.000Z",
    process: { pid: 1, started: "0" },
  })
  if (!run.ok) throw new Error("no run")
  const { directory } = run.value
  const put = (kind: ArtifactKind, bytes: Uint8Array, riskProfile: string | null = "hrp") => {
    if (kind === told.lacks) return
    const metaProfile = riskProfile === null ? null : "m"
    directory.put({ kind, metaProfile, riskProfile, bytes, rows: null, stage: "test" })
  }
  const rows = (weights: Readonly<Record<string, number>>) =>
    Object.entries(weights).map(([symbol, net]) => ({
      Symbol: symbol,
      Weight: Math.abs(net),
      Net_Weight: net,
    }))
  const { returns = { a: [0.01, -0.02, 0.03], b: [0.03, 0, -0.01] } } = told
  const { weights = { a: 0.5, b: 0.5 }, holdings = { X: 0.1, Y: -0.14, Z: 0.12 } } = told
  const columns = Object.entries(returns).map(([name, values]) => ({ name, values }))
  put("meta_returns", seriesToParquet({ days: days.slice(0, columns[0]!.values.length), columns }))
  put("meta_optimized", jsonBytes({ weights: rows(weights) }))
  put("meta_cluster_tree", jsonBytes({ tree: null, weights: rows(told.tree ?? weights) }))
  put("portfolio_optimized_meta", jsonBytes({ metadata: {}, weights: rows(holdings) }))
  const features = { feat_directional_sign_test_gate: told.gate ?? false }
  put("resolved_manifest", jsonBytes({ features }), null)
  if (told.signTest !== undefined) put("directional_sign_test", jsonBytes({ ...told.signTest }), null)
  run.value.close({ state: "succeeded", exitCode: 0, problems: [] })
  return directory.path
}

async function validated(runPath: string, maxPhysicalWeight = 0.15) {
  const result = await validateRun({ runPath, maxPhysicalWeight })
  if (!result.ok) throw new Error(result.problems[0].what)
  const { status, checks, results } = result.value
  return { status, failed: checks.filter((check) => !check.ok), checks, stats: results["hrp"]!.stats }
}

describe("the validation of a meta run", () => {
  it("passes a sound one and tells the platform's statistics", async () => {
    const { status, checks, stats } = await validated(runOf({}))
    expect([status, ...checks.map(({ code }) => code)]).toEqual([
      "PASS",
      "META_CONCENTRATION",
      "META_CLUSTER_TREE",
    ])
    // Portfolio returns 0.02, -0.01, 0.01.
    expect(stats.meta_portfolio_mean_daily).toBeCloseTo(0.02 / 3, 15)
    expect(stats.meta_portfolio_vol_daily).toBeCloseTo(Math.sqrt(0.014 / 90), 15)
    expect(stats.meta_portfolio_var_95).toBeCloseTo(-0.008, 15)
    expect(stats.meta_portfolio_skew).toBeCloseTo(-0.9352195295828244, 12)
    expect(stats.meta_portfolio_kurtosis).toBeNull()
    expect(stats).toMatchObject({
      meta_weights_sum: 1,
      n_sleeves: 2,
      calendar: { n_days: 3, has_saturday: false, has_sunday: false, n_gaps_gt_1d: 1, max_gap_days: 3 },
      n_assets_flattened: 3,
      max_physical_weight: 0.14,
      directional_exposure: { gross_long: 0.22, gross_short: 0.14 },
    })
    expect(stats.top_physical_assets?.map(({ symbol }) => symbol)).toEqual(["Y", "Z", "X"])
  })

  it.each([
    ["META_CONCENTRATION", { holdings: { X: 0.16, Y: 0.1 } }],
    ["META_SINGLE_SLEEVE", { returns: { a: [0.1, 0.2] }, weights: { a: 0.5, b: 0.5 } }],
    ["META_EMPTY_RETURNS", { returns: { a: [], b: [] } }],
    ["META_EMPTY_WEIGHTS", { weights: {} }],
    ["META_SINGLE_WEIGHT", { weights: { a: 1 } }],
    ["META_SINGLE_MATCH", { weights: { a: 0.5, c: 0.5 } }],
    ["META_WEIGHT_COLUMN_MISMATCH", { weights: { c: 0.5, d: 0.5 } }],
    ["META_BAD_WEIGHT_SUM", { weights: { a: 0, b: 0 } }],
    ["META_EMPTY_FLATTENED", { holdings: {} }],
    ["META_CLUSTER_TREE_EMPTY", { tree: {} }],
    ["META_MISSING_ARTIFACTS", { lacks: "meta_cluster_tree" }],
    ["META_SIGN_TEST_MISSING", { gate: true }],
    ["META_SIGN_TEST_PARSE", { gate: true, signTest: { findings: [] } }],
    ["META_SIGN_TEST_FAIL", { gate: true, signTest: { errors: 2 } }],
  ] satisfies [string, Told][])("fails with %s", async (code, told) => {
    const { status, failed } = await validated(runOf(told))
    expect(status).toBe("FAIL")
    expect(failed.map((check) => check.code)).toContain(code)
    expect(failed.every((check) => /\.(json|parquet)/.test(check.where))).toBe(true)
  })

  it("takes another limit of concentration, inclusive", async () => {
    const path = runOf({ holdings: { X: 0.16, Y: 0.1 } })
    expect((await validated(path, 0.16)).status).toBe("PASS")
  })

  it("counts an artifact that is gone or changed as missing", async () => {
    const path = runOf({})
    removeTree(join(path, "data/meta_optimized_m_hrp.json"))
    const { failed } = await validated(path)
    expect(failed).toMatchObject([{ code: "META_MISSING_ARTIFACTS" }])
    expect(failed[0]!.message).toBe("meta_optimized (data/meta_optimized_m_hrp.json): no such file")
  })

  it("refuses a run without an index of artifacts", async () => {
    const path = runOf({})
    removeTree(join(path, "artifacts.json"))
    expect(await validateRun({ runPath: path, maxPhysicalWeight: 0.15 })).toMatchObject({
      problems: [{ code: "file.missing" }],
    })
  })
})
