import { quantile, mean, standardDeviation } from "#engine/numerics/statistics"
import { kurtosis } from "#engine/measures/kurtosis"
import { figuresOf } from "#engine/measures/measure"
import { skewness } from "#engine/measures/skewness"

/** Figures of a portfolio's daily returns under the platform's names; none is annualised. */
export interface PortfolioStatistics {
  readonly meta_portfolio_mean_daily: number
  /** Standard deviation with n in the denominator, as the platform has it. */
  readonly meta_portfolio_vol_daily: number
  /** Adjusted Fisher-Pearson; null below three returns or without spread. */
  readonly meta_portfolio_skew: number | null
  /** Excess, of the sample; null below four returns or without spread. */
  readonly meta_portfolio_kurtosis: number | null
  /** 5 % quantile of the returns, linear between order statistics. */
  readonly meta_portfolio_var_95: number
}

/**
 * Statistics of sum w x return / sum w over the rows of a joined table. `columns` and `weights` are matched by
 * position and not empty; the weights add up to more than 0.
 */
export function portfolioStatistics(
  days: Int32Array,
  columns: readonly Float64Array[],
  weights: readonly number[],
): PortfolioStatistics {
  let total = 0
  for (const weight of weights) total += weight
  const returns = new Float64Array(days.length)
  for (const [i, column] of columns.entries()) {
    const share = weights[i]! / total
    for (let t = 0; t < returns.length; t += 1) returns[t] = returns[t]! + share * column[t]!
  }
  const series = { days, returns, periodsPerYear: 1, riskFreeRate: 0 }
  const [skew, excess] = figuresOf([skewness, kurtosis], series)
  return {
    meta_portfolio_mean_daily: mean(returns),
    meta_portfolio_vol_daily: standardDeviation(returns, 0),
    meta_portfolio_skew: skew?.value ?? null,
    meta_portfolio_kurtosis: excess?.value ?? null,
    meta_portfolio_var_95: quantile(returns, 0.05),
  }
}
