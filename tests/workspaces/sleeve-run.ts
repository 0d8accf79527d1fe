import { float } from "#engine/workspace/sample/platform/python-json"
import type {
  Allocation,
  Atom,
  FiledHolding,
  PlatformRun,
  ReturnTable,
  WindowOutcome,
} from "#engine/workspace/sample/platform/run"
import type { WalkForward } from "#engine/workspace/sample/platform/windows"
import type { HoldingOptions, SleeveOptions, StreamOptions, Values, WindowFate } from "./options"
import { seededReturns } from "./series"

/** A sleeve of a test workspace with every default filled in. */
export interface SleeveSpec {
  readonly name: string
  readonly profile: string
  readonly runId: string
  readonly days: Int32Array
  readonly options: SleeveOptions
}

const RISKS = ["hrp", "min_variance", "equal_weight"]
const WINDOWS = 6

/** The streams a sleeve's run is to have. */
export function streamsOf({ options }: SleeveSpec): readonly StreamOptions[] {
  if (options.streams !== undefined) return options.streams
  const engines = options.engines ?? ["custom"]
  return engines.flatMap((engine) => (options.risks ?? RISKS).map((risk) => ({ engine, risk })))
}

/** The values of one stream: planted ones, or seeded by the sleeve's name and the risk profile. */
export function valuesOf({ name, days, options }: SleeveSpec, stream: StreamOptions): Float64Array {
  const count = (stream.days ?? days).length
  const planted = stream.values ?? options.values
  const values =
    planted === undefined ? seededReturns(`${name} ${stream.risk}`, count) : listed(planted, count)
  if (options.plant !== undefined) values[options.plant.at] = options.plant.value
  return values
}

/** What the platform would have left behind for a sleeve; the streams are filed apart. */
export function platformRunOf(spec: SleeveSpec, manifestSha256: string): PlatformRun {
  const { options, days } = spec
  const streams = streamsOf(spec)
  const risks = [...new Set(streams.map(({ risk }) => risk))]
  const allocations = (risks.length > 0 ? risks : RISKS).map((risk) => allocationOf(spec, risk))
  const atoms = uniqueAtoms(allocations)
  const raw = rawTable(atoms, days)
  return {
    runId: spec.runId,
    profile: spec.profile,
    started: Date.parse(options.started ?? "2025-12-01T06:00:00Z"),
    manifestSha256,
    settings: { lookback_days: 500, backtest_slippage: float(0.0005), backtest_commission: float(0.0001) },
    walkForward: walkForwardFor(days.length, windowCount(spec)),
    engines: [...new Set(streams.map(({ engine = "custom" }) => engine))],
    simulators: [...new Set(streams.map(({ simulator = "cvxportfolio" }) => simulator))],
    riskProfiles: risks,
    atoms,
    raw,
    synthetic: syntheticTable(spec, atoms, raw),
    streams: [],
    windows: streams.flatMap((stream) => outcomesOf(spec, stream, atoms)),
    allocations,
    regime: "NORMAL",
  }
}

/** Lengths that make the platform's rule give `windows` windows of these rows, where any can. */
function walkForwardFor(rows: number, windows: number): WalkForward {
  const step = Math.max(1, Math.floor(rows / (windows + 2)))
  return { train: rows - step - windows * step, test: step, step }
}

/** The fates of a stream's windows: those given for it, else as many successes as others have fates. */
function fatesOf(spec: SleeveSpec, { engine = "custom", risk }: StreamOptions): readonly WindowFate[] {
  const given = spec.options.health ?? {}
  if (isList(given)) return given
  return given[`${engine}_${risk}`] ?? given[risk] ?? Array<WindowFate>(windowCount(spec)).fill("success")
}

function windowCount({ options: { health = {} } }: SleeveSpec): number {
  if (isList(health)) return health.length
  const counts = Object.values(health).map((fates) => fates.length)
  return counts.length === 0 ? WINDOWS : Math.max(...counts)
}

function outcomesOf(spec: SleeveSpec, stream: StreamOptions, atoms: readonly Atom[]): WindowOutcome[] {
  const { engine = "custom", simulator = "cvxportfolio", risk } = stream
  const weights = atoms.map(() => 1 / atoms.length)
  return fatesOf(spec, stream).flatMap((fate, index) => {
    const window = { index, engine, riskProfile: risk, regime: "NORMAL" }
    const failure: WindowOutcome = { ...window, optimize: { status: "error", error: "no weights" } }
    const silence: WindowOutcome = { ...window, optimize: { status: "missing" } }
    const success: WindowOutcome = {
      ...window,
      optimize: { status: "success", weights, actualProfile: fate === "fallback" ? "equal_weight" : risk },
      simulate: { simulator, metrics: { sharpe: float(1), annualized_vol: float(0.1) }, dailyReturns: [] },
    }
    const records = {
      success: [success],
      fallback: [success],
      retried: [failure, success],
      error: [failure],
      missing: [silence],
    }
    return records[fate]
  })
}

function holdingsOf({ name, options }: SleeveSpec, risk: string): readonly HoldingOptions[] {
  const sign = options.direction === "short" ? -1 : 1
  const byDefault = [
    { symbol: `X:${name.toUpperCase()}`, net: sign * 0.6 },
    { symbol: "X:SHARED", net: sign * 0.4 },
  ]
  const { holdings } = options
  if (holdings === undefined) return byDefault
  return isList(holdings) ? holdings : (holdings[risk] ?? byDefault)
}

function allocationOf(spec: SleeveSpec, risk: string): Allocation {
  const given = holdingsOf(spec, risk)
  const holdings: FiledHolding[] = given.map((holding) => ({
    symbol: holding.symbol,
    net: holding.net,
    gross: spec.options.withoutGross === true ? null : (holding.gross ?? Math.abs(holding.net)),
    description: holding.description ?? `${holding.symbol} of a test`,
    sector: holding.sector ?? "Test",
    market: holding.market ?? "TEST",
  }))
  const atoms = holdings.flatMap((holding, i) => {
    const gross = given[i]!.gross ?? Math.abs(holding.net)
    const long = (gross + holding.net) / 2
    const short = (gross - holding.net) / 2
    const legs = [
      ...(long > 0 || short === 0 ? [{ direction: "LONG", weight: long } as const] : []),
      ...(short > 0 ? [{ direction: "SHORT", weight: short } as const] : []),
    ]
    return legs.map(({ direction, weight }) => ({ atom: atomOf(holding, direction), weight }))
  })
  return { riskProfile: risk, atoms, holdings }
}

function atomOf({ symbol, description, sector, market }: FiledHolding, direction: "LONG" | "SHORT"): Atom {
  const name = `${symbol}_trend_${direction}`
  return { name, symbol, logic: "trend", direction, description, sector, market, assetClass: "EQUITIES" }
}

function uniqueAtoms(allocations: readonly Allocation[]): Atom[] {
  const byName = new Map<string, Atom>()
  for (const { atoms } of allocations) for (const { atom } of atoms) byName.set(atom.name, atom)
  return [...byName.values()]
}

function rawTable(atoms: readonly Atom[], days: Int32Array): ReturnTable {
  const symbols = [...new Set(atoms.map(({ symbol }) => symbol))]
  return { days, columns: symbols.map((name) => ({ name, values: seededReturns(name, days.length) })) }
}

function syntheticTable(spec: SleeveSpec, atoms: readonly Atom[], raw: ReturnTable): ReturnTable {
  const tamper = spec.options.tamperAtom
  const columns = atoms.map(({ name, symbol, direction }) => {
    const { values } = raw.columns.find((column) => column.name === symbol)!
    const added = tamper?.atom === name ? tamper.by : 0
    const sign = direction === "LONG" ? (r: number) => r : (r: number) => -Math.min(r, 1)
    return { name, values: values.map((r) => sign(r) + added) }
  })
  return { days: raw.days, columns }
}

function listed(values: Values, count: number): Float64Array {
  return typeof values === "function"
    ? Float64Array.from({ length: count }, (_, t) => values(t))
    : Float64Array.from(values)
}

function isList<T>(value: readonly T[] | Readonly<Record<string, unknown>>): value is readonly T[] {
  return Array.isArray(value)
}
