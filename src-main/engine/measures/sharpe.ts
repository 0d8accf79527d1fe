import { FEWER_THAN_TWO, type Measure, ZERO_VARIANCE } from "./measure"

/**
 * Sharpe ratio (Sharpe 1994): mean excess return over its standard deviation, annualised. Never clipped.
 * Undefined without spread.
 */
export const sharpe: Measure = {
  key: "sharpe",
  title: "Sharpe",
  unit: "ratio",
  definition: "(mean - risk-free per period) / standard deviation (ddof 1) x sqrt(periods per year)",
  undefinedWhen: "under 90 calendar days; fewer than two returns; zero variance",
  annualised: "by factor",
  of: (series) => {
    if (series.returns.length < 2) return FEWER_THAN_TWO
    if (!series.varies) return ZERO_VARIANCE
    const excess = series.mean - series.riskFreePerPeriod
    return (excess / series.deviation) * Math.sqrt(series.periodsPerYear)
  },
}
