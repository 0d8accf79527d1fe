import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import { sha256Of } from "#engine/artifacts/hash"
import { readSeries } from "#engine/artifacts/formats/series"
import { loadHoldings } from "#engine/workspace/holdings"
import { loadManifest } from "#engine/workspace/manifest"
import { openWorkspace } from "#engine/workspace/open"
import { listProfiles } from "#engine/workspace/profiles"
import { listRuns } from "#engine/workspace/runs"
import { listStreams } from "#engine/workspace/streams"
import { everyDay, nyseDays, weekdays } from "./days"
import { metaTree } from "./goldens"
import { health } from "./options"
import { syntheticSeries } from "./series"
import { workspace, type WorkspaceBuilder, type WrittenWorkspace } from "./workspace"

const written: WrittenWorkspace[] = []
afterEach(() => written.splice(0).forEach((ws) => ws.remove()))

async function write(builder: WorkspaceBuilder): Promise<WrittenWorkspace> {
  const ws = await builder.write()
  written.push(ws)
  return ws
}

function valueOf<T>(result: { ok: true; value: T } | { ok: false; problems: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2))
  return result.value
}

function opened(ws: WrittenWorkspace) {
  return valueOf(openWorkspace(ws.root))
}

function ledgerOf(ws: WrittenWorkspace, sleeve: string) {
  const lines = readFileSync(join(ws.runPath(sleeve), "audit.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
  return lines.map((line) => JSON.parse(line))
}

describe("a built workspace", () => {
  it("opens with its profiles and finished runs", async () => {
    const ws = await write(
      workspace()
        .sleeve("etfs", weekdays(60))
        .sleeve("crypto", everyDay(90))
        .meta("m", ["etfs", "crypto"], { min: 0.05, max: 0.5 })
        .meta("top", ["m", { id: "again", of: "etfs" }])
        .alias("production", "top"),
    )
    const loaded = valueOf(loadManifest(opened(ws)))
    expect(loaded.warnings).toEqual([])
    const depths = listProfiles(loaded).map(({ name, kind, depth }) => [name, kind, depth])
    expect(depths).toContainEqual(["etfs", "atomic", 0])
    expect(depths).toContainEqual(["m", "meta", 1])
    expect(depths).toContainEqual(["top", "meta", 2])
    const runs = valueOf(listRuns(opened(ws)))
    expect(runs.map(({ runId, profile, completeness }) => [runId, profile, completeness])).toEqual([
      ["crypto_run", "crypto", "inferred"],
      ["etfs_run", "etfs", "inferred"],
    ])
  })

  it("is the same every time, and gone when removed", async () => {
    const hashes = () =>
      workspace()
        .sleeve("a", weekdays(30))
        .meta("m", ["a"])
        .files()
        .map(({ path, bytes }) => [path, sha256Of(bytes)])
    expect(hashes()).toEqual(hashes())
    const ws = await workspace().sleeve("a", weekdays(30)).write()
    ws.remove()
    expect(existsSync(ws.root)).toBe(false)
  })

  it.each(["parquet", "csv"] as const)("plants literal series that read back from %s", async (format) => {
    const values = [0.01, -0.02, 0.03]
    const ws = await write(
      workspace().sleeve("a", weekdays(3, "2025-01-03"), { values, format, risks: ["hrp"] }),
    )
    const file = `data/returns/custom_cvxportfolio_hrp.${format}`
    expect(listStreams(ws.runPath("a")).map((stream) => stream.name)).toEqual(["custom_cvxportfolio_hrp"])
    const table = valueOf(await readSeries(readFileSync(join(ws.runPath("a"), file)), file))
    expect(Array.from(table.days)).toEqual(Array.from(weekdays(3, "2025-01-03")))
    expect(Array.from(table.columns[0]!.values)).toEqual(values)
  })

  it.each([
    ["an hour of the day", { hour: 21 }, "utc-date"],
    ["midnights in New York", { midnightIn: "America/New_York" }, "local-midnight"],
  ] as const)("stamps streams with %s", async (_, stamps, rule) => {
    for (const format of ["parquet", "csv"] as const) {
      const days = everyDay(120)
      const ws = await write(workspace().sleeve("a", days, { stamps, format, risks: ["hrp"] }))
      const file = `data/returns/custom_cvxportfolio_hrp.${format}`
      const table = valueOf(await readSeries(readFileSync(join(ws.runPath("a"), file)), file))
      expect(table.dayRule).toBe(rule)
      expect(Array.from(table.days)).toEqual(Array.from(days))
    }
  })

  it("files what became of each window of each stream", async () => {
    const fates = health({ success: 2, error: 1, missing: 1, retried: 1 })
    const ws = await write(workspace().sleeve("a", weekdays(60), { risks: ["hrp"], health: fates }))
    const records = ledgerOf(ws, "a").filter(({ step }) => step === "backtest_optimize")
    expect(records.map(({ status, context }) => [context.window_index, status])).toEqual([
      [0, "intent"],
      [0, "success"],
      [1, "intent"],
      [1, "success"],
      [2, "intent"],
      [2, "error"],
      [3, "intent"],
      [4, "intent"],
      [4, "error"],
      [4, "intent"],
      [4, "success"],
    ])
  })

  it("declares as many windows as fates, and lets every other stream succeed in them", async () => {
    const fates = { hrp: health({ success: 3, error: 1 }) }
    const ws = await write(
      workspace().sleeve("a", weekdays(60), { risks: ["hrp", "barbell"], health: fates }),
    )
    const { train_window, test_window, step_size } = JSON.parse(
      readFileSync(join(ws.runPath("a"), "data/tournament_meta.json"), "utf8"),
    )
    // range(train, T - test, step) with T = 60.
    expect([train_window, test_window, step_size]).toEqual([10, 10, 10])
    const successes = ledgerOf(ws, "a").filter(
      ({ step, status, context }) =>
        step === "backtest_optimize" && status === "success" && context.profile === "barbell",
    )
    expect(successes).toHaveLength(4)
  })

  it("files holdings as they are given, short ones negative", async () => {
    const holdings = [
      { symbol: "X:A", net: -0.7 },
      { symbol: "X:B", net: 0.1, gross: 0.3 },
    ]
    const ws = await write(workspace().sleeve("a", weekdays(60), { holdings }))
    const { rows } = valueOf(loadHoldings(ws.runPath("a"), "hrp"))
    expect(rows.map(({ symbol, net, gross, grossAssumed }) => [symbol, net, gross, grossAssumed])).toEqual([
      ["X:A", -0.7, 0.7, false],
      ["X:B", 0.1, 0.3, false],
    ])
  })

  it("can lack each file, hold a bad value and a day twice", async () => {
    const ws = await write(
      workspace()
        .sleeve("bare", weekdays(30), { lacks: ["streams", "flattened", "genesis"] })
        .sleeve("gone", weekdays(30), { lacks: ["run"] })
        .sleeve("odd", weekdays(30), { plant: { at: 3, value: Number.NaN }, duplicateAt: 5, risks: ["hrp"] }),
    )
    expect(existsSync(ws.runPath("gone"))).toBe(false)
    expect(existsSync(join(ws.runPath("bare"), "data/returns"))).toBe(false)
    expect(ledgerOf(ws, "bare")[0].type).toBe("action")
    const file = "data/returns/custom_cvxportfolio_hrp.parquet"
    const table = valueOf(await readSeries(readFileSync(join(ws.runPath("odd"), file)), file))
    expect(table.columns[0]!.values[3]).toBeNaN()
    expect(table.days).toHaveLength(31)
    expect(table.days[6]).toBe(table.days[5])
  })
})

describe("a workspace built to be wrong", () => {
  it("has a run without declared windows, with lines that are no JSON, and a record of ours", async () => {
    const ws = await write(
      workspace().sleeve("a", weekdays(60), {
        undeclaredWindows: true,
        unreadableLines: 2,
        record: { state: "running" },
        withoutGross: true,
        format: "pkl",
      }),
    )
    const text = (file: string) => readFileSync(join(ws.runPath("a"), file), "utf8")
    expect(text("data/tournament_meta.json")).not.toContain("train_window")
    expect(text("config/resolved_manifest.json")).not.toContain("train_window")
    expect(text("audit.jsonl").split("\n").slice(1, 3)).toEqual(Array(2).fill('{"type": "action", "step": '))
    expect(JSON.parse(text("run.json")).state).toBe("running")
    expect(text("data/portfolio_flattened.json")).not.toContain("Gross_Weight")
    expect(listStreams(ws.runPath("a")).every(({ file }) => file.endsWith(".pkl"))).toBe(true)
  })

  it("has a short atom that is not the negative of its market, when asked to", async () => {
    const holdings = [{ symbol: "X:A", net: -1 }]
    const atom = "X:A_trend_SHORT"
    const ws = await write(workspace().sleeve("a", weekdays(60), { holdings, tamperAtom: { atom, by: 0.5 } }))
    const read = async (file: string) =>
      valueOf(await readSeries(readFileSync(join(ws.runPath("a"), "data", file)), file)).columns[0]!
    const [raw, synthetic] = [await read("returns_matrix.parquet"), await read("synthetic_returns.parquet")]
    expect([raw.name, synthetic.name]).toEqual(["X:A", atom])
    expect(synthetic.values[7]).toBeCloseTo(-raw.values[7]! + 0.5, 15)
  })

  it("has any manifest and any further file", async () => {
    const ws = await write(workspace().manifestText('{"profiles": ').file("data/note.txt", "hello"))
    expect(loadManifest(opened(ws)).ok).toBe(false)
    expect(readFileSync(join(ws.root, "data/note.txt"), "utf8")).toBe("hello")
    const edited = await write(
      workspace()
        .sleeve("a", weekdays(60))
        .manifest((manifest) => delete manifest["defaults"]),
    )
    expect(loadManifest(opened(edited)).ok).toBe(false)
  })
})

describe("golden fixtures", () => {
  it("start with the first row that the platform printed for SYN6", () => {
    // Reference 6.3.
    const first = [
      0.007744962439, 0.00932835737, 0.012635318794, -0.016156660854, 0.016605780232, -0.004519474041,
    ]
    expect([0, 1, 2, 3, 4, 5].map((k) => Number(syntheticSeries(k)[0]!.toFixed(12)))).toEqual(first)
  })

  it("nest meta_six in meta_tree, whose rd is short", async () => {
    const ws = await write(metaTree())
    const loaded = valueOf(loadManifest(opened(ws)))
    const tree = listProfiles(loaded).find(({ name }) => name === "meta_tree")!
    expect([tree.depth, tree.sleeves]).toEqual([2, ["branch", "d", "a", "e5", "e4"]])
    const { rows } = valueOf(loadHoldings(ws.runPath("rd"), "hrp"))
    expect(rows.map(({ symbol, net }) => [symbol, net])).toEqual([
      ["BTC", -0.6],
      ["RD", -0.4],
    ])
  })
})

describe("days", () => {
  it("leave out weekends, and holidays of the exchange", () => {
    // 2025-01-01 is a Wednesday and a holiday; 2025-01-09 was a day of mourning.
    expect(weekdays(4).map((day) => day - 20089)).toEqual(Int32Array.of(0, 1, 2, 5))
    expect(nyseDays(6).map((day) => day - 20089)).toEqual(Int32Array.of(1, 2, 5, 6, 7, 9))
    expect(everyDay(3)).toEqual(Int32Array.of(20089, 20090, 20091))
  })
})
