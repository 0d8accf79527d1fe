import type { Measure } from "./measure"

/** Share of the largest return below which a downside deviation is rounding. */
const ROUNDING = 1e-12

/**
 * Sortino ratio (Sortino and Price 1994) with the risk-free rate as its target: the downside deviation is
 * taken over the full sample, days above the target counting as zero.
 */
export const sortino: Measure = {
  key: "sortino",
  title: "Sortino",
  unit: "ratio",
  definition:
    "mean(r - rf) / sqrt(sum min(r - rf, 0)^2 / n) x sqrt(periods per year), rf per period, n all returns",
  undefinedWhen: "under 90 calendar days; no return below the risk-free rate",
  annualised: "by factor",
  of: ({ returns, sorted, mean, riskFreePerPeriod, periodsPerYear }) => {
    let squares = 0
    for (const r of returns) {
      const below = Math.min(r - riskFreePerPeriod, 0)
      squares += below * below
    }
    const downside = Math.sqrt(squares / returns.length)
    const largest = Math.max(Math.abs(sorted[0]!), Math.abs(sorted[sorted.length - 1]!))
    if (downside <= ROUNDING * Math.max(largest, Math.abs(riskFreePerPeriod))) {
      return { why: "no return below the risk-free rate" }
    }
    return ((mean - riskFreePerPeriod) / downside) * Math.sqrt(periodsPerYear)
  },
}
