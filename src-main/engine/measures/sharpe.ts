import { mean, standardDeviation } from "#engine/numerics/statistics"
import type { Measure } from "./measure"

/** Spread below which a series counts as constant. */
const NO_SPREAD = 1e-15

/**
 * Sharpe ratio (Sharpe 1994): mean excess return over its standard deviation, annualised. Never clipped.
 * Undefined without spread.
 */
export const sharpe: Measure = {
  key: "sharpe",
  title: "Sharpe",
  unit: "ratio",
  definition: "(mean - risk-free per period) / standard deviation (ddof 1) x sqrt(periods per year)",
  annualised: "by factor",
  of: ({ returns, periodsPerYear, riskFreeRate }) => {
    if (returns.length < 2) return { why: "fewer than two returns" }
    const spread = standardDeviation(returns, 1)
    if (spread < NO_SPREAD) return { why: "zero variance" }
    return ((mean(returns) - riskFreeRate / periodsPerYear) / spread) * Math.sqrt(periodsPerYear)
  },
}
