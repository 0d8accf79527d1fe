import { mean } from "#engine/numerics/statistics"
import { isoDay } from "#shared/quantity/day"
import { type Market, tradingDays } from "../calendar/trading-days"
import type { ReturnTable } from "../platform/run"
import { uniformFor } from "../random/generator"
import { fatTailed, type Normal, normalFrom } from "../random/normal"
import type { Instrument } from "./instrument"
import { type Regime, regimeEffects, regimePath } from "./regimes"

/** The synthetic markets: daily simple returns of every symbol on its own calendar. */
export interface Markets {
  /** One per market; the columns are the instruments' symbols. */
  readonly tables: Readonly<Record<Market, ReturnTable>>
  /** Regime of a market on a UTC day. */
  regimeOn(market: Market, day: number): Regime
}

const periodsPerYear: Readonly<Record<Market, number>> = { crypto: 365, equities: 252, fx: 252 }

/** Correlation of a market's factor with the world's. */
const worldLoading: Readonly<Record<Market, number>> = { crypto: 0.45, equities: 0.8, fx: 0.35 }

/** Tails: degrees of freedom of Student's t for factors and for what is an instrument's own. */
const FACTOR_FREEDOM = 6
const OWN_FREEDOM = 4
/** Largest shock, in standard deviations. */
const LIMIT = 6
/** Standard deviation of a year's Sharpe ratio around the one asked for. */
const YEARLY_LUCK = 0.35

/**
 * Markets from first to last UTC day.
 *
 * A day's shock = market loading x market factor + sector loading x sector factor + the rest x own noise,
 * all fat-tailed with variance 1; a market's factor shares a world factor with the other markets. The
 * market's regime scales the whole. Each column is then given the volatility and, year by year, about the
 * mean that its table row asks for: chance decides when a return comes, less so how much there is of it.
 */
export function syntheticMarkets(
  seed: number,
  instruments: readonly Instrument[],
  first: number,
  last: number,
): Markets {
  const count = last - first + 1
  const world = drawn(factor(seed, "world"), count)
  const traditional = regimePath(seed, "traditional markets", count)
  const ofCrypto = regimePath(seed, "crypto", count, traditional)
  const regimes: Record<Market, readonly Regime[]> = {
    crypto: ofCrypto,
    equities: traditional,
    fx: traditional,
  }
  const table = (market: Market): ReturnTable => {
    const days = tradingDays(market, first, last)
    const members = instruments.filter(({ calendar }) => calendar === market)
    const moves = marketMoves(seed, market, world, regimes[market])
    const sectorMoves = new Map(
      members.map(({ sector }) => [sector, drawn(factor(seed, `${market} ${sector}`), count)]),
    )
    const columns = members.map((instrument) => ({
      name: instrument.symbol,
      values: instrumentReturns(seed, instrument, days, first, {
        market: moves,
        sector: sectorMoves.get(instrument.sector)!,
        regimes: regimes[market],
      }),
    }))
    return { days, columns }
  }
  return {
    tables: { crypto: table("crypto"), equities: table("equities"), fx: table("fx") },
    regimeOn: (market, day) => regimes[market][day - first]!,
  }
}

function factor(seed: number, name: string): Normal {
  return fatTailed(normalFrom(uniformFor(seed, `factor ${name}`)), FACTOR_FREEDOM, LIMIT)
}

function drawn(next: Normal, count: number): Float64Array {
  return Float64Array.from({ length: count }, next)
}

function marketMoves(
  seed: number,
  market: Market,
  world: Float64Array,
  regimes: readonly Regime[],
): Float64Array {
  const own = factor(seed, market)
  const shared = worldLoading[market]
  const rest = Math.sqrt(1 - shared * shared)
  return world.map((shock, t) => shared * shock + rest * own() + regimeEffects[regimes[t]!].drift)
}

interface Moves {
  readonly market: Float64Array
  readonly sector: Float64Array
  readonly regimes: readonly Regime[]
}

function instrumentReturns(
  seed: number,
  instrument: Instrument,
  days: Int32Array,
  first: number,
  moves: Moves,
): Float64Array {
  const { symbol, marketLoading, sectorLoading } = instrument
  const own = fatTailed(normalFrom(uniformFor(seed, symbol)), OWN_FREEDOM, LIMIT)
  const rest = Math.sqrt(1 - marketLoading * marketLoading - sectorLoading * sectorLoading)
  const shocks = Float64Array.from(days, (day) => {
    const t = day - first
    const shock = marketLoading * moves.market[t]! + sectorLoading * moves.sector[t]! + rest * own()
    return regimeEffects[moves.regimes[t]!].scale * shock
  })
  return calibrated(shocks, yearsOf(days), instrument, normalFrom(uniformFor(seed, `years of ${symbol}`)))
}

/** Gives the shocks the volatility asked for, and every year the Sharpe ratio asked for, give or take. */
function calibrated(
  shocks: Float64Array,
  years: readonly { readonly from: number; readonly to: number }[],
  { calendar, volatility, sharpe }: Instrument,
  luck: Normal,
): Float64Array {
  const periods = periodsPerYear[calendar]
  const centred = Float64Array.from(shocks)
  let squares = 0
  for (const { from, to } of years) {
    const year = shocks.subarray(from, to)
    const centre = mean(year)
    for (let row = from; row < to; row++) {
      centred[row] = shocks[row]! - centre
      squares += centred[row]! * centred[row]!
    }
  }
  const scale = volatility / Math.sqrt(periods) / Math.sqrt(squares / shocks.length)
  for (const { from, to } of years) {
    const drift = ((sharpe + YEARLY_LUCK * luck()) * volatility) / periods
    for (let row = from; row < to; row++) centred[row] = centred[row]! * scale + drift
  }
  return centred
}

/** Row ranges of the calendar years that the days fall into. */
function yearsOf(days: Int32Array): { readonly from: number; readonly to: number }[] {
  const starts = Array.from(days.keys()).filter(
    (row) => row === 0 || isoDay(days[row]!).slice(0, 4) !== isoDay(days[row - 1]!).slice(0, 4),
  )
  return starts.map((from, k) => ({ from, to: starts[k + 1] ?? days.length }))
}
