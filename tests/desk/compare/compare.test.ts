import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { RunComparison } from "#shared/model/run-comparison"
import { compareRuns } from "#main/desk/compare/compare"
import { runMeta } from "../../flow/run-meta"
import { everyDay } from "../../workspaces/days"
import { health } from "../../workspaces/options"
import { workspace, type WrittenWorkspace } from "../../workspaces/workspace"

const days = everyDay(120)
const risks = ["hrp", "equal_weight"] as const

/** Streams of clearly different risk, so that bounds bind. */
const wave = (size: number, pace: number) => ({ values: (t: number) => 0.001 + size * Math.sin(t * pace) })

/** One workspace with variants of one meta profile, and two runs of sleeve b. */
const builder = () =>
  workspace()
    .sleeve("a", days, wave(0.004, 1.3))
    .sleeve("b", days, wave(0.01, 2.1))
    .sleeve("b_later", everyDay(110), { profile: "b", runId: "b_later_run" })
    .sleeve("c", days, { ...wave(0.02, 0.7), health: health({ success: 8, error: 2 }) })
    .meta("m", ["a", "b", "c"])
    .meta("m_later", ["a", { id: "b", profile: "b", run_id: "b_later_run" }, "c"])
    .meta("m_strict", ["a", "b", "c"], { allocation: { health_threshold: 0.9 } })

let ws: WrittenWorkspace

const pathOf = (runId: string) => join(ws.root, "data/artifacts/summaries/runs", runId)

function compared(left: string, right: string): RunComparison {
  const comparison = compareRuns(pathOf(left), pathOf(right))
  if (!comparison.ok) throw new Error(JSON.stringify(comparison.problems))
  return comparison.value
}

beforeAll(async () => {
  ws = await builder().write()
  await runMeta(ws.root, "m", risks, { runId: "first" })
  await runMeta(ws.root, "m", risks, { runId: "again", clock: () => "2031-05-05T05:05:05.000Z" })
  await runMeta(ws.root, "m", risks, { runId: "newer", programVersion: "0.0.1-test" })
  await runMeta(ws.root, "m_later", risks, { runId: "later" })
  await runMeta(ws.root, "m_strict", risks, { runId: "strict" })
  await runMeta(ws.root, "m", ["hrp"], {
    runId: "bounded",
    layers: { dotenv: {}, environment: {}, command: { max_weight: 0.334 } },
  })
})

afterAll(() => ws.remove())

describe("comparing two runs", () => {
  it("finds nothing between runs of the same inputs, whatever their ids and times", () => {
    const comparison = compared("first", "again")
    expect(comparison).toMatchObject({
      different: false,
      left: { run_id: "first", profile: "m", verdict: "WARN" },
      right: { run_id: "again" },
      data: [],
      settings: [],
      code: [],
      windows: [],
      decisions: [],
      sleeve_weights: [],
      holdings: [],
      metrics: [],
      artifacts: { different: [] },
    })
    // Seven and two per risk profile, and the report.
    expect(comparison.artifacts.equal).toHaveLength(19)
  })

  it("tells another program version apart from its results", () => {
    const { code, different, artifacts } = compared("first", "newer")
    expect(code).toEqual([{ name: "program", left: "0.0.0-test", right: "0.0.1-test" }])
    expect(different).toBe(true)
    expect(artifacts.different).toEqual([])
  })

  it("names the sleeve whose run is another, its files, and the window that shrank", () => {
    const { data, windows, settings, decisions } = compared("first", "later")
    expect([
      ...new Set(data.map(({ source, left, right }) => `${source} ${left?.run_id} ${right?.run_id}`)),
    ]).toEqual(["m/b b_run b_later_run"])
    expect(data.map(({ file }) => file)).toEqual(
      expect.arrayContaining([
        "data/returns/custom_cvxportfolio_hrp.parquet",
        "data/returns/custom_cvxportfolio_equal_weight.parquet",
      ]),
    )
    expect(windows.map(({ left, right }) => [left?.rows, right?.rows])).toEqual([
      [120, 110],
      [120, 110],
    ])
    expect(settings).toEqual([])
    expect(decisions.filter(({ left, right }) => left?.status !== right?.status)).toEqual([])
  })

  it("tells a threshold with its origin, the veto that followed, and the weight that went", () => {
    const { settings, decisions, sleeve_weights, data } = compared("first", "strict")
    // The holdings of a sleeve that was vetoed are never read, nor the returns of what it holds.
    expect(data.map(({ source, file, right }) => [source, file, right])).toEqual([
      ["m/c", "data/portfolio_flattened.json", null],
      ["m/c", "data/returns_matrix.parquet", null],
    ])
    expect(settings).toEqual([
      {
        meta_profile: "m",
        path: "meta_allocation.health_threshold",
        left: { value: "0.75", origin: "code" },
        right: { value: "0.9", origin: "profile" },
      },
    ])
    expect(
      decisions.map(({ sleeve, risk_profile, left, right }) => [
        sleeve,
        risk_profile,
        left?.status,
        right?.status,
        right?.reason,
      ]),
    ).toEqual([
      ["c", "hrp", "included", "vetoed", "HEALTH_BELOW_THRESHOLD"],
      ["c", "equal_weight", "included", "vetoed", "HEALTH_BELOW_THRESHOLD"],
    ])
    const equal = sleeve_weights.filter(({ risk_profile }) => risk_profile === "equal_weight")
    expect(equal).toEqual([
      { meta_profile: "m", risk_profile: "equal_weight", sleeve: "a", left: 1 / 3, right: 0.5 },
      { meta_profile: "m", risk_profile: "equal_weight", sleeve: "b", left: 1 / 3, right: 0.5 },
      { meta_profile: "m", risk_profile: "equal_weight", sleeve: "c", left: 1 / 3, right: null },
    ])
  })

  it("lists holdings, figures and artifacts that a setting of the command line changed", () => {
    const comparison = compared("first", "bounded")
    expect(comparison.settings.map(({ path, right }) => [path, right])).toContainEqual([
      "meta_allocation.max_weight",
      { value: "0.334", origin: "command" },
    ])
    const symbols = comparison.holdings.filter(({ risk_profile }) => risk_profile === "hrp")
    expect(symbols.map(({ symbol }) => symbol)).toContain("X:A")
    const sharpe = comparison.metrics.find(
      ({ key, risk_profile }) => key === "sharpe" && risk_profile === "hrp",
    )
    expect(sharpe).toMatchObject({ sample: "in sample", unit: "ratio" })
    expect(sharpe?.left).not.toBe(sharpe?.right)
    const paths = comparison.artifacts.different.map(({ path }) => path)
    expect(paths).toContain("data/meta_optimized_m_hrp.json")
    expect(comparison.artifacts.equal).toContain("data/meta_returns_m_hrp.parquet")
  })

  it("says of a risk profile that only one of them has that the other lacks it", () => {
    const { artifacts, sleeve_weights } = compared("first", "bounded")
    const lost = artifacts.different.filter(({ right }) => right === null)
    expect(lost).toHaveLength(9)
    expect(lost.every(({ path }) => path.includes("equal_weight"))).toBe(true)
    expect(
      sleeve_weights.filter(({ risk_profile }) => risk_profile === "equal_weight").map(({ right }) => right),
    ).toEqual([null, null, null])
  })

  it("does not compare a file that is not what the run wrote", async () => {
    await runMeta(ws.root, "m", risks, { runId: "touched" })
    const file = join(pathOf("touched"), "data/meta_optimized_m_hrp.json")
    writeFileSync(file, readFileSync(file, "utf8").replace('"Weight": 0.', '"Weight": 1.'))
    expect(compareRuns(pathOf("first"), pathOf("touched"))).toMatchObject({
      ok: false,
      problems: [{ code: "artifact.changed", where: file }],
    })
  })

  it("refuses runs of the Python platform, which keep no copies of their inputs", () => {
    expect(compareRuns(pathOf("first"), pathOf("a_run"))).toMatchObject({
      ok: false,
      problems: [{ code: "file.missing" }],
    })
  })
})
