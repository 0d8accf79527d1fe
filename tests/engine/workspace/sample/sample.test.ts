import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { sha256Of } from "#engine/artifacts/hash"
import { judgeHealth } from "#engine/stages/meta/returns/health"
import { loadHoldings } from "#engine/workspace/holdings"
import { loadManifest } from "#engine/workspace/manifest"
import { openWorkspace, type Workspace } from "#engine/workspace/open"
import { listProfiles } from "#engine/workspace/profiles"
import { latestRun, listRuns } from "#engine/workspace/runs"
import type { PlatformRun } from "#engine/workspace/sample/platform/run"
import { sampleFiles, sampleRuns } from "#engine/workspace/sample/sample"
import { writeEmptyWorkspace, writeSample } from "#engine/workspace/sample/write"

const seed = 20261120
const runs = sampleRuns(seed)
const folder = mkdtempSync(join(tmpdir(), "nestfolio-sample-"))
let workspace: Workspace

beforeAll(async () => {
  valueOf(await writeSample(folder, { seed }))
  workspace = valueOf(openWorkspace(folder))
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

function valueOf<T>(result: { ok: true; value: T } | { ok: false; problems: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2))
  return result.value
}

function runOf(profile: string): PlatformRun {
  return runs.find((run) => run.profile === profile)!
}

function streamOf(profile: string, engine: string, riskProfile: string) {
  return runOf(profile).streams.find(
    (stream) => stream.engine === engine && stream.riskProfile === riskProfile,
  )!
}

function bytesOf(values: Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

describe("the sample's files", () => {
  it("have the same bytes on every machine", () => {
    const inFile = (path: string) =>
      sha256Of(readFileSync(join(folder, "data/artifacts/summaries/runs", path)))
    expect({
      btc: sha256Of(bytesOf(runOf("crypto_rating_long").raw.columns[0]!.values)),
      hrp: sha256Of(bytesOf(streamOf("equity_momentum_long", "custom", "hrp").values)),
      parquet: inFile("sample_fx_macro/data/returns/skfolio_custom_risk_parity.parquet"),
      flattened: inFile("sample_crypto_trend_short/data/portfolio_flattened.json"),
      ledger: inFile("sample_institutional_etf/audit.jsonl"),
    }).toEqual({
      btc: "a3ba7329e8e89aa2b6ae08afd6a4f81eb8f7fa8ecbe96d7c2e37103a4e082f2d",
      flattened: "ada7509ac652a5bd22d01a84f9455ab61f6bf5f487af73dc43f79562dbbd018c",
      hrp: "36da367a0d3b95d469f000147bc05fb0ce394d6668ad5138aee2be57e2ef211d",
      ledger: "cb1aa7e0b10e9c916b8e6af458ced34038fc3264ee27313f9208e7af11634662",
      parquet: "7c1a40066aacd0e7e40a239fa78407c6c401794077e31b0f030d2356912915ac",
    })
  })

  it("are what is written, and weigh less than 25 MB", () => {
    const files = sampleFiles(seed)
    let total = 0
    for (const { path, bytes } of files) {
      total += bytes.length
      expect(readFileSync(join(folder, path)).equals(bytes)).toBe(true)
    }
    expect(total).toBeLessThan(25e6)
  })

  it("say in plain words that they are synthetic", () => {
    expect(readFileSync(join(folder, "README.md"), "utf8")).toContain("nothing in it is real")
    const { profiles } = JSON.parse(readFileSync(join(folder, "configs/manifest.json"), "utf8"))
    const silent = Object.values(profiles as Record<string, { description: string } | string>).filter(
      (profile) => typeof profile !== "string" && !profile.description.includes("synthetic"),
    )
    expect(silent).toEqual([])
  })
})

describe("the sample's manifest", () => {
  it("loads without a warning, with ten strategy profiles and meta profiles down to depth three", () => {
    const loaded = valueOf(loadManifest(workspace))
    expect(loaded.warnings).toEqual([])
    const profiles = listProfiles(loaded)
    expect(profiles.filter(({ kind }) => kind === "atomic")).toHaveLength(10)
    const depths = Object.fromEntries(
      profiles.filter(({ kind }) => kind === "meta").map(({ name, depth }) => [name, depth]),
    )
    expect(depths).toMatchObject({
      global_core: 1,
      crypto_long_short: 1,
      equity_long_short: 1,
      traditional: 2,
      global_portfolio: 3,
      guardrail_demo: 1,
    })
  })
})

describe("the sample's runs", () => {
  it("are complete by the platform's rule, and found by their profile", () => {
    const summaries = valueOf(listRuns(workspace))
    expect(summaries).toHaveLength(10)
    expect(summaries.filter(({ completeness }) => completeness !== "inferred")).toEqual([])
    const latest = valueOf(latestRun(workspace, "equity_quality", ["equity_quality"], summaries))
    expect(latest.runId).toBe("sample_equity_quality")
  })

  it("are healthy, but for the breakout sleeve, which fails 16 of its 42 windows", () => {
    for (const { profile, runId } of runs) {
      for (const engine of ["custom", "skfolio"]) {
        const runPath = join(workspace.runsPath, runId)
        const request = { sleeveId: profile, runPath, engine, riskProfile: "hrp", threshold: 0.75 }
        const { health } = valueOf(judgeHealth(request))
        const seen = [profile, health.verdict, health.success, health.expected, health.expectedFrom]
        const count = windowsOf(profile)
        const vetoed = [profile, "vetoed", 26, 42, "declared"]
        const healthy = [profile, "healthy", count, count, "declared"]
        expect(seen).toEqual(profile === "crypto_breakout" ? vetoed : healthy)
      }
    }
  })

  it("have Sharpe ratios between -0.3 and 1.5 out of sample, but for the vetoed one", () => {
    for (const { profile } of runs.filter((run) => run.profile !== "crypto_breakout")) {
      for (const riskProfile of ["hrp", "min_variance", "equal_weight"]) {
        const { values } = streamOf(profile, "custom", riskProfile)
        const ratio = sharpe(values, profile.startsWith("crypto") ? 365 : 252)
        expect(ratio).toBeGreaterThan(-0.3)
        expect(ratio).toBeLessThan(1.5)
      }
    }
  })

  it("test out of sample: the first return follows 252 days of training and pays for its trades", () => {
    const { raw, synthetic } = runOf("institutional_etf")
    const stream = streamOf("institutional_etf", "custom", "equal_weight")
    expect(stream.days[0]).toBe(raw.days[252])
    const average = synthetic.columns.reduce((total, { values }) => total + values[252]!, 0) / 10
    expect(stream.values[0]).toBeCloseTo(average - 0.0006, 15)
  })

  it("invert short atoms and leave long ones as they are", () => {
    for (const { atoms, raw, synthetic } of runs) {
      atoms.forEach((atom, i) => {
        const market = raw.columns.find(({ name }) => name === atom.symbol)!.values
        const sign = atom.direction === "LONG" ? 1 : -1
        const { name, values } = synthetic.columns[i]!
        expect(name).toBe(`${atom.symbol}_${atom.logic}_${atom.direction}`)
        expect(values.every((value, t) => value === sign * market[t]!)).toBe(true)
      })
    }
  })

  it("share symbols between long and short sleeves", () => {
    const symbols = (profile: string) => new Set(runOf(profile).atoms.map(({ symbol }) => symbol))
    const shared = (a: string, b: string) => [...symbols(a)].filter((symbol) => symbols(b).has(symbol))
    expect(shared("crypto_rating_long", "crypto_rating_short")).toEqual([
      "BINANCE:LTCUSDT",
      "BINANCE:ADAUSDT",
    ])
    expect(shared("equity_momentum_long", "equity_momentum_short")).toEqual(["NASDAQ:TSLA", "NYSE:XOM"])
  })

  it("hold gross one, short sleeves negative", () => {
    for (const { runId, profile, riskProfiles } of runs) {
      for (const riskProfile of riskProfiles) {
        const { rows } = valueOf(loadHoldings(join(workspace.runsPath, runId), riskProfile))
        expect(rows.reduce((total, { gross }) => total + gross, 0)).toBeCloseTo(1, 12)
        const wrong = rows.filter(
          ({ net }) => (profile.endsWith("_short") && net >= 0) || (profile.endsWith("_long") && net <= 0),
        )
        expect(wrong).toEqual([])
      }
    }
  })
})

describe("writing", () => {
  it("makes an empty workspace that opens", () => {
    const root = join(folder, "empty")
    valueOf(writeEmptyWorkspace(root))
    expect(listProfiles(valueOf(loadManifest(valueOf(openWorkspace(root)))))).toEqual([])
  })

  it("leaves no manifest when it could not finish", async () => {
    const root = join(folder, "blocked")
    mkdirSync(root)
    writeFileSync(join(root, "data"), "in the way of a folder")
    expect((await writeSample(root, { seed })).ok).toBe(false)
    expect(existsSync(join(root, "configs/manifest.json"))).toBe(false)
  })
})

/** Three years of data, 252 days of training, 20 of test: one window fewer than fit. */
function windowsOf(profile: string): number {
  if (profile.startsWith("crypto")) return 42
  return profile === "fx_macro" ? 26 : 24
}

function sharpe(values: Float64Array, periods: number): number {
  let total = 0
  for (const value of values) total += value
  const mean = total / values.length
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return (mean / Math.sqrt(squares / (values.length - 1))) * Math.sqrt(periods)
}
