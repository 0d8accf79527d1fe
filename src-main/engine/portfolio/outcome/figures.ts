import type { OptimizeOutcome } from "#shared/model/optimize"
import { calendarDays, SHORTEST_ANNUALISED_DAYS } from "#engine/numerics/calendar-days"
import { conditionNumber } from "#engine/numerics/eigenvalues"
import { conditionNumberByLanczos } from "#engine/numerics/extreme-eigenvalues"
import { dot, quadraticForm, times } from "#engine/numerics/matrix"
import { square, sum } from "#engine/numerics/statistics"
import type { WeightBounds } from "#engine/portfolio/bounds/bounds"
import type { PortfolioConstraints } from "#engine/portfolio/convex/constraints"
import { feasibleSet } from "#engine/portfolio/convex/feasible-set"
import { isRiskless } from "#engine/portfolio/convex/riskless"
import type { Moments } from "#engine/portfolio/covariance/moments"

/**
 * Named values of weights under daily moments, annualised by P periods: P w'm, sqrt(P w'Sw) and
 * `annualisedSharpe`, (annual mean - annual risk-free rate) / annual volatility (Sharpe 1994), left out
 * where the variance is none beside rounding; `covarianceShrinkage` is the share of an estimator's target.
 * Of a series under 90 calendar days nothing annualised is told; null is one of which only moments are known.
 */
export function objectiveValues(
  weights: Float64Array,
  { mean, covariance, shrinkage }: Moments,
  series: { readonly days: Int32Array } | null,
  periodsPerYear: number,
  riskFreeRate: number,
): Record<string, number> {
  const dailyVariance = Math.max(0, quadraticForm(covariance, weights))
  const shrunk = shrinkage === undefined ? {} : { covarianceShrinkage: shrinkage }
  if (series !== null && calendarDays(series) < SHORTEST_ANNUALISED_DAYS) return { dailyVariance, ...shrunk }
  const annualisedVolatility = Math.sqrt(dailyVariance * periodsPerYear)
  const annualisedReturn = dot(mean, weights) * periodsPerYear
  const values = { dailyVariance, annualisedVolatility, annualisedReturn, ...shrunk }
  if (isRiskless(covariance, weights, mean)) return values
  return { ...values, annualisedSharpe: (annualisedReturn - riskFreeRate) / annualisedVolatility }
}

/**
 * Share of the variance that each item carries, w_i (Sw)_i / w'Sw (Euler's decomposition; Maillard,
 * Roncalli and Teiletche 2010), by name; empty where the variance is none beside rounding.
 */
export function riskContributions(
  weights: Float64Array,
  { names, covariance, mean }: Moments,
): Record<string, number> {
  if (isRiskless(covariance, weights, mean)) return {}
  const marginal = times(covariance, weights)
  const variance = dot(weights, marginal)
  return Object.fromEntries(names.map((name, i) => [name, (weights[i]! * marginal[i]!) / variance]))
}

/** Effective number of positions, (sum |w|)^2 / sum w^2, 1..N: the inverse of Herfindahl's (1950) index. */
export function effectiveN(weights: Float64Array): number {
  return square(sum(weights.map(Math.abs))) / dot(weights, weights)
}

const ON_BOUND = 1e-9

/** Names of the items whose weight lies on one of its bounds, within 1e-9. */
export function bindingItems(
  names: readonly string[],
  weights: Float64Array,
  bounds: WeightBounds,
): string[] {
  return names.filter(
    (_, i) => weights[i]! - bounds.lower[i]! <= ON_BOUND || bounds.upper[i]! - weights[i]! <= ON_BOUND,
  )
}

/** Names of the limits of groups and turnover that the weights reach, within 1e-9. */
export function bindingLimits(
  names: readonly string[],
  weights: Float64Array,
  bounds: WeightBounds,
  constraints: PortfolioConstraints,
): string[] {
  const { rows, turnover } = feasibleSet(names, bounds, constraints)
  const reached = rows
    .filter(({ coefficients, limit }) => limit - dot(coefficients, weights) <= ON_BOUND)
    .map(({ name }) => name)
  if (turnover === undefined) return reached
  const traded = sum(weights.map((weight, i) => Math.abs(weight - turnover.previous[i]!)))
  return turnover.limit - traded <= ON_BOUND ? [...reached, `turnover <= ${turnover.limit}`] : reached
}

/** Above this many items all eigenvalues would cost more than most solutions do. */
const LARGEST_FOR_EIGENVALUES = 256

/**
 * Condition number of the covariance, largest by smallest eigenvalue (Golub and Van Loan, 2.6): of all
 * eigenvalues up to 256 items, above by Lanczos iterations. Null with the reason for a matrix that is singular
 * beside rounding, as is one with a riskless portfolio (the weights found).
 */
export function conditionFigures(
  { covariance, mean, rows, shrinkage }: Moments,
  weights?: Float64Array,
): Pick<OptimizeOutcome, "conditionNumber" | "noConditionNumber"> {
  const isLarge = covariance.n > LARGEST_FOR_EIGENVALUES
  if (isLarge && shrinkage === undefined && covariance.n > rows)
    return {
      conditionNumber: null,
      noConditionNumber: `the covariance is singular: ${covariance.n} items of ${rows} days, without shrinkage`,
    }
  const riskless = weights !== undefined && isRiskless(covariance, weights, mean)
  const value = riskless
    ? Infinity
    : isLarge
      ? conditionNumberByLanczos(covariance)
      : conditionNumber(covariance)
  return value < 1 / Number.EPSILON
    ? { conditionNumber: value }
    : { conditionNumber: null, noConditionNumber: "the covariance is singular" }
}
