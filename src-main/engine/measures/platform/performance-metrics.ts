import { power } from "#engine/numerics/power"
import { mean, square, standardDeviation, sum } from "#engine/numerics/statistics"
import { leastOf } from "../extremes"
import { drawdownPath, wealthPath } from "../wealth"

/**
 * What the Python platform calls performance metrics, under its names and with its clips, for parity with
 * its artifacts (reference 1.9). The figures of our own reports are those of the tear sheet.
 */
export interface PlatformMetrics {
  readonly total_return: number
  readonly period_return: number
  readonly annualized_return: number
  readonly return: number
  readonly annualized_vol: number
  readonly realized_vol: number
  readonly period_vol: number
  readonly sharpe: number
  readonly max_drawdown: number
  readonly mdd: number
  readonly var_95: number | null
  readonly cvar_95: number | null
  readonly sortino: number | null
  readonly calmar: number | null
  readonly omega: number | null
  readonly ann_factor: number
}

/** From this many returns on, the platform compounds growth and takes the plain Sharpe ratio. */
const LONG_SAMPLE = 30
/** 5 % quantile of the standard normal. */
const NORMAL_5_PERCENT = -1.6448536269514729

/**
 * The platform's metrics of returns (fractions per period) with its factor (see `platformFactor`). NaN is
 * dropped, returns are clipped to [-0.9999, 10]; annualised return to [-0.9999, 5], volatility to [0, 5],
 * Sharpe to [-4, 5] and to at most -5 after a loss of 95 %. No returns: zeros, and null for VaR and CVaR.
 * Ratios whose denominator is zero are null.
 */
export function platformMetrics(given: Float64Array, factor: number): PlatformMetrics {
  const returns = given.filter((r) => !Number.isNaN(r)).map((r) => clip(r, -0.9999, 10))
  const n = returns.length
  if (n === 0) return nothing(factor)
  const centre = mean(returns)
  const deviation = n > 1 ? standardDeviation(returns, 1) : 0
  const wealth = wealthPath(returns)
  const total = wealth[n - 1]! - 1
  const growth = power(1 + total, factor / n) - 1
  const volatility = deviation * Math.sqrt(factor)
  const annual = n < LONG_SAMPLE ? centre * factor : growth
  const deepest = leastOf(drawdownPath(wealth))
  const valueAtRisk = centre + NORMAL_5_PERCENT * deviation
  const clippedReturn = clip(annual, -0.9999, 5)
  const clippedVolatility = clip(volatility, 0, 5)
  return {
    total_return: total,
    period_return: total,
    annualized_return: clippedReturn,
    return: clippedReturn,
    annualized_vol: clippedVolatility,
    realized_vol: clippedVolatility,
    period_vol: deviation * Math.sqrt(n),
    sharpe: sharpeOf(
      n < LONG_SAMPLE ? annual / (volatility + 1e-9) : over(centre, deviation),
      n,
      factor,
      total,
    ),
    max_drawdown: deepest,
    mdd: deepest,
    var_95: valueAtRisk,
    cvar_95: meanBelow(returns, valueAtRisk),
    sortino: sortinoOf(returns, centre, factor),
    calmar: deepest === 0 ? null : growth / Math.abs(deepest),
    omega: omegaOf(returns),
    ann_factor: factor,
  }
}

function sharpeOf(ratio: number, n: number, factor: number, total: number): number {
  const clipped = clip(n < LONG_SAMPLE ? ratio : ratio * Math.sqrt(factor), -4, 5)
  return total <= -0.95 ? Math.min(-5, clipped) : clipped
}

function sortinoOf(returns: Float64Array, centre: number, factor: number): number | null {
  const downside = Math.sqrt(sum(returns.map((r) => square(Math.min(r, 0)))) / returns.length)
  return downside === 0 ? null : (centre / downside) * Math.sqrt(factor)
}

function omegaOf(returns: Float64Array): number | null {
  const losses = sum(returns.map((r) => Math.max(-r, 0)))
  return losses === 0 ? null : sum(returns.map((r) => Math.max(r, 0))) / losses
}

/** Mean of the returns below a threshold; the threshold itself where there are none. */
function meanBelow(returns: Float64Array, threshold: number): number {
  const below = returns.filter((r) => r < threshold)
  return below.length === 0 ? threshold : mean(below)
}

/** Zero over zero is zero: a constant series without return. */
function over(numerator: number, denominator: number): number {
  return numerator === 0 ? 0 : numerator / denominator
}

function clip(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

function nothing(factor: number): PlatformMetrics {
  return {
    total_return: 0,
    period_return: 0,
    annualized_return: 0,
    return: 0,
    annualized_vol: 0,
    realized_vol: 0,
    period_vol: 0,
    sharpe: 0,
    max_drawdown: 0,
    mdd: 0,
    var_95: null,
    cvar_95: null,
    sortino: 0,
    calmar: 0,
    omega: 0,
    ann_factor: factor,
  }
}
