import { SIMULATOR, sampleEngines, trainingOf, walkForward } from "../backtest/walk-forward"
import { sampleRiskProfiles, sampleWeights } from "../backtest/weights"
import type { Instrument } from "../market/instrument"
import { regimeNames } from "../market/regimes"
import type { Markets } from "../market/returns"
import { universe } from "../market/universe"
import { float } from "../platform/python-json"
import type { Allocation, Atom, PlatformRun, ReturnTable } from "../platform/run"
import { platformWindows } from "../platform/windows"
import { sampleWalkForward, tradingCosts } from "./settings"
import type { SleeveDefinition } from "./sleeves"

/** The finished run of one sleeve: its atoms' returns, their backtest and the weights it ends with. */
export function runOfSleeve(sleeve: SleeveDefinition, markets: Markets, manifestSha256: string): PlatformRun {
  const atoms = atomsOf(sleeve)
  const raw = rawTable(atoms, markets.tables[sleeve.calendar])
  const synthetic = syntheticTable(atoms, raw)
  const columns = synthetic.columns.map(({ values }) => values)
  const { slippage, commission } = tradingCosts[sleeve.calendar]
  const regimeOn = (day: number) => regimeNames[markets.regimeOn(sleeve.calendar, day)]
  const backtest = walkForward({
    days: raw.days,
    columns,
    windows: platformWindows(raw.days.length, sampleWalkForward),
    friction: slippage + commission,
    periodsPerYear: sleeve.calendar === "crypto" ? 365 : 252,
    regimeOn,
    ...(sleeve.outage === undefined ? {} : { outage: sleeve.outage }),
  })
  return {
    runId: sleeve.runId,
    profile: sleeve.profile,
    started: Date.parse(sleeve.started),
    manifestSha256,
    settings: {
      description: `${sleeve.description} (synthetic)`,
      lookback_days: 1100,
      min_days_floor: 320,
      backtest_simulator: SIMULATOR,
      backtest_slippage: float(slippage),
      backtest_commission: float(commission),
      features: { selection_mode: "v4", feat_short_direction: sleeve.short.length > 0 },
    },
    walkForward: sampleWalkForward,
    engines: sampleEngines.map(({ name }) => name),
    simulators: [SIMULATOR],
    riskProfiles: sampleRiskProfiles,
    atoms,
    raw,
    synthetic,
    streams: backtest.streams,
    windows: backtest.outcomes,
    allocations: allocationsOf(atoms, columns),
    regime: regimeOn(raw.days.at(-1)!),
  }
}

function atomsOf({ long, short, logic }: SleeveDefinition): Atom[] {
  const atom = (symbol: string, direction: "LONG" | "SHORT"): Atom => {
    const { description, sector, market, assetClass } = instrumentOf(symbol)
    const name = `${symbol}_${logic}_${direction}`
    return { name, symbol, logic, direction, description, sector, market, assetClass }
  }
  return [...long.map((symbol) => atom(symbol, "LONG")), ...short.map((symbol) => atom(symbol, "SHORT"))]
}

function instrumentOf(symbol: string): Instrument {
  const found = universe.find((instrument) => instrument.symbol === symbol)
  if (found === undefined) throw new Error(`Broken promise: ${symbol} is in the universe`)
  return found
}

function rawTable(atoms: readonly Atom[], market: ReturnTable): ReturnTable {
  const held = new Set(atoms.map(({ symbol }) => symbol))
  return { days: market.days, columns: market.columns.filter(({ name }) => held.has(name)) }
}

/** Long atoms are the raw returns; short ones their negative, a gain above 100 % cut (reference 1.10). */
function syntheticTable(atoms: readonly Atom[], raw: ReturnTable): ReturnTable {
  const columns = atoms.map(({ name, symbol, direction }) => {
    const { values } = raw.columns.find((column) => column.name === symbol)!
    return { name, values: direction === "LONG" ? values : values.map((r) => -Math.min(r, 1)) }
  })
  return { days: raw.days, columns }
}

/** Weights from the last training window, which a production run would hold next. */
function allocationsOf(atoms: readonly Atom[], columns: readonly Float64Array[]): Allocation[] {
  const rows = columns[0]!.length
  const training = trainingOf(columns, rows - sampleWalkForward.train, rows)
  return sampleRiskProfiles.map((riskProfile) => {
    const weights = sampleWeights(riskProfile, training, sampleEngines[0].cap)
    const weighted = atoms.map((atom, i) => ({ atom, weight: weights[i]! }))
    const held = weighted.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
    return {
      riskProfile,
      atoms: weighted,
      holdings: held.map(({ atom, weight }) => ({
        symbol: atom.symbol,
        net: atom.direction === "LONG" ? weight : -weight,
        gross: weight,
        description: atom.description,
        sector: atom.sector,
        market: atom.market,
      })),
    }
  })
}
