import { growthRate } from "./cagr"
import { leastOf } from "./extremes"
import type { Measure } from "./measure"

/** Calmar ratio (Young 1991) over the whole series: growth rate per year over the deepest drawdown. */
export const calmar: Measure = {
  key: "calmar",
  title: "Calmar",
  unit: "ratio",
  definition: "CAGR / |max drawdown|, the calendar days of the CAGR with the first and the last both counted",
  undefinedWhen: "under 90 calendar days; without a drawdown; after a total loss",
  annualised: "by calendar",
  of: (series) => {
    const growth = growthRate(series)
    if (typeof growth !== "number") return growth
    const deepest = leastOf(series.drawdown)
    if (deepest === 0) return { why: "no drawdown" }
    return growth / Math.abs(deepest)
  },
}
