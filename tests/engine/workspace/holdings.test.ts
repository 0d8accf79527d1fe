import { expect, test } from "vitest"
import { loadHoldings } from "#engine/workspace/holdings"
import { readShown } from "#engine/workspace/read-shown"
import { everyDay } from "../../workspaces/days"
import type { SleeveOptions } from "../../workspaces/options"
import { workspace } from "../../workspaces/workspace"
import { built, problemsOf, valueOf } from "./built"

const days = everyDay(10)
const shown = "data/artifacts/summaries/runs/a_run"

async function runWith(options: SleeveOptions, flattened?: unknown): Promise<string> {
  const builder = workspace().sleeve("a", days, options)
  if (flattened !== undefined) {
    const text = typeof flattened === "string" ? flattened : JSON.stringify(flattened)
    builder.file(`${shown}/data/portfolio_flattened.json`, text)
  }
  return (await built(builder)).written.runPath("a")
}

const assetsOf = (...assets: object[]) => ({ profiles: { hrp: { assets } } })

test("a flattened portfolio gives signed net and gross weights of physical symbols", async () => {
  const run = await runWith({
    risks: ["hrp"],
    holdings: [
      { symbol: "BINANCE:BTCUSDT", net: 0.2, gross: 0.6, sector: "L1", market: "CRYPTO" },
      { symbol: "BINANCE:ETHUSDT", net: -0.4 },
    ],
  })
  const { rows, file, sha256, flags, mapping } = valueOf(loadHoldings(run, "hrp", shown))
  expect(rows).toMatchObject([
    {
      symbol: "BINANCE:BTCUSDT",
      net: 0.2,
      gross: 0.6,
      grossAssumed: false,
      sector: "L1",
      market: "CRYPTO",
      type: "CORE",
    },
    { symbol: "BINANCE:ETHUSDT", net: -0.4, gross: 0.4, grossAssumed: false },
  ])
  expect(file).toBe("data/portfolio_flattened.json")
  expect(sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(mapping).toBeNull()
  expect(flags).toEqual({ fromAtoms: false, symbolsCut: [], signConflicts: [], cash: null, engine: "custom" })
})

test("without a gross weight |net| stands for it, and says so", async () => {
  const run = await runWith({ risks: ["hrp"], holdings: [{ symbol: "X:A", net: -0.7 }], withoutGross: true })
  expect(valueOf(loadHoldings(run, "hrp")).rows).toMatchObject([
    { net: -0.7, gross: 0.7, grossAssumed: true },
  ])
})

test("a symbol with underscores stays whole", async () => {
  const run = await runWith({ risks: ["hrp"], holdings: [{ symbol: "NYSE:BRK_B_PREF", net: 1 }] })
  expect(valueOf(loadHoldings(run, "hrp")).rows[0]?.symbol).toBe("NYSE:BRK_B_PREF")
})

test("erc and risk_parity are one in the file too", async () => {
  const run = await runWith({}, { profiles: { erc: { assets: [{ Symbol: "X:A", Weight: 1 }] } } })
  expect(valueOf(loadHoldings(run, "risk_parity")).rows).toMatchObject([
    { symbol: "X:A", net: 1, description: "N/A" },
  ])
})

test("a short row without a net weight is negative", async () => {
  const run = await runWith({}, assetsOf({ Symbol: "X:A", Weight: 0.3, Direction: "SHORT" }))
  expect(valueOf(loadHoldings(run, "hrp")).rows).toMatchObject([{ net: -0.3, gross: 0.3 }])
})

test("a direction that contradicts the net weight is flagged, and the net weight holds", async () => {
  const run = await runWith({}, assetsOf({ Symbol: "X:A", Weight: 0.3, Net_Weight: 0.3, Direction: "SHORT" }))
  const { rows, flags } = valueOf(loadHoldings(run, "hrp"))
  expect(rows).toMatchObject([{ net: 0.3 }])
  expect(flags.signConflicts).toEqual(["X:A"])
})

test("cash and the engine are told where the file records them", async () => {
  const run = await runWith(
    {},
    {
      metadata: { engine: "skfolio" },
      profiles: { hrp: { cash: 0.2, assets: [{ Symbol: "X:A", Weight: 0.8 }] } },
    },
  )
  expect(valueOf(loadHoldings(run, "hrp")).flags).toMatchObject({ cash: 0.2, engine: "skfolio" })
})

test("Python's bare NaN is no label, and no weight", async () => {
  const label =
    '{"profiles": {"hrp": {"assets": [{"Symbol": "X:A", "Weight": 1.0, "Sector": NaN, "Sector_ID": "Tech"}]}}}'
  expect(valueOf(loadHoldings(await runWith({}, label), "hrp")).rows).toMatchObject([{ sector: "Tech" }])
  const weight = '{"profiles": {"hrp": {"assets": [{"Symbol": "X:A", "Weight": NaN}]}}}'
  expect(problemsOf(loadHoldings(await runWith({}, weight), "hrp", shown))).toMatchObject([
    {
      code: "holdings.shape",
      where: `${shown}/data/portfolio_flattened.json profiles.hrp.assets[0].Weight`,
    },
  ])
})

test("a gross weight below the net one is refused", async () => {
  const run = await runWith({}, assetsOf({ Symbol: "X:A", Weight: 1, Net_Weight: -1, Gross_Weight: 0.5 }))
  expect(problemsOf(loadHoldings(run, "hrp"))).toMatchObject([
    { code: "holdings.shape", seen: "X:A: gross 0.5 is below |net| 1" },
  ])
})

test("a file that is no JSON is refused", async () => {
  expect(problemsOf(loadHoldings(await runWith({}, '{"profiles": '), "hrp"))[0].code).toBe("holdings.shape")
})

test.each([
  ["nests too deep", "[".repeat(5_000) + "]".repeat(5_000), "nests deeper"],
  ["has half of a surrogate pair", '"\\ud83d"', "text with half of a surrogate pair at profiles.hrp.assets"],
])("a file that %s is refused", async (_, value, seen) => {
  const run = await runWith({ risks: ["hrp"] }, `{"profiles": {"hrp": {"assets": ${value}}}}`)
  expect(problemsOf(loadHoldings(run, "hrp"))).toMatchObject([
    { code: "holdings.shape", seen: expect.stringContaining(seen) },
  ])
})

test.each([
  ["a symbol that is blank", { Symbol: " ", Weight: 1 }],
  ["a weight beyond any leverage", { Symbol: "A", Weight: 1e308 }],
])("%s is refused", async (_, asset) => {
  const run = await runWith({ risks: ["hrp"] }, assetsOf(asset))
  expect(problemsOf(loadHoldings(run, "hrp"))).toMatchObject([{ code: "holdings.shape" }])
})

test("a risk profile without assets is missing, although atoms have it", async () => {
  const run = await runWith(
    { risks: ["hrp"] },
    { profiles: { hrp: { assets: [] }, min_variance: { assets: [] } } },
  )
  expect(problemsOf(loadHoldings(run, "hrp", shown))).toMatchObject([
    { code: "holdings.missing", seen: "risk profiles hrp, min_variance" },
  ])
})

test("without a flattened portfolio the atoms are collapsed, with the sign of their direction", async () => {
  const run = await runWith({
    risks: ["hrp"],
    lacks: ["flattened"],
    holdings: [
      { symbol: "X:A_B", net: 0.25, gross: 0.75 },
      { symbol: "X:C", net: -0.25 },
    ],
  })
  const { rows, file, flags, mapping } = valueOf(loadHoldings(run, "hrp"))
  expect(file).toBe("data/portfolio_optimized_v2.json")
  expect(mapping?.file).toBe("data/portfolio_candidates.json")
  expect(rows).toMatchObject([
    { symbol: "X:A_B", net: 0.25, gross: 0.75 },
    { symbol: "X:C", net: -0.25, gross: 0.25 },
  ])
  expect(flags).toMatchObject({ fromAtoms: true, symbolsCut: [] })
})

test("without candidates the symbols are read from the atoms' names, and flagged", async () => {
  const run = await runWith({
    risks: ["hrp"],
    lacks: ["flattened", "candidates"],
    holdings: [{ symbol: "X:C", net: -1 }],
  })
  const { rows, flags } = valueOf(loadHoldings(run, "hrp"))
  expect(rows).toMatchObject([{ symbol: "X:C", net: -1 }])
  expect(flags.symbolsCut).toEqual(["X:C_trend_SHORT"])
})

test("an atom whose name and mapping give no symbol is refused", async () => {
  const atoms = { profiles: { hrp: { assets: [{ Symbol: "_trend_LONG", Weight: 1 }] } } }
  const mapping = [{ atom_id: "_trend_LONG", physical_symbol: "", direction: "LONG" }]
  const builder = workspace()
    .sleeve("a", days, { lacks: ["flattened"] })
    .file(`${shown}/data/portfolio_optimized_v2.json`, JSON.stringify(atoms))
    .file(`${shown}/data/portfolio_candidates.json`, JSON.stringify(mapping))
  const run = (await built(builder)).written.runPath("a")
  expect(problemsOf(loadHoldings(run, "hrp"))).toMatchObject([
    { code: "holdings.shape", seen: expect.stringContaining("_trend_LONG") },
  ])
})

test("a run without any portfolio is missing its holdings", async () => {
  const run = await runWith({ lacks: ["flattened", "optimized"] })
  expect(problemsOf(loadHoldings(run, "hrp", shown))).toMatchObject([
    { code: "holdings.missing", where: shown },
  ])
})

test("a file that can't be read is named from the workspace", async () => {
  const run = await runWith({})
  expect(readShown(run, shown, "data/absent.json")).toMatchObject({
    ok: false,
    problems: [{ code: "file.missing", where: `${shown}/data/absent.json` }],
  })
})
