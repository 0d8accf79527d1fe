import { mean, standardDeviation } from "#engine/numerics/statistics"
import type { RelativeMeasure } from "./relative-measure"
import { hasSpread, magnitude } from "./spread"
import { activeReturns } from "./tracking-error"

/** Information ratio (Grinold 1989): mean return above the benchmark per unit of tracking error. */
export const informationRatio: RelativeMeasure = {
  key: "information_ratio",
  title: "Information ratio",
  unit: "ratio",
  definition: "mean(r - b) / standard deviation of r - b (ddof 1) x sqrt(periods per year)",
  undefinedWhen: "under 90 calendar days; no benchmark; fewer than two common days; no tracking error",
  annualised: "by factor",
  of: (pair) => {
    const active = activeReturns(pair)
    if (!hasSpread(active, Math.max(magnitude(pair.returns), magnitude(pair.benchmark)))) {
      return { why: "no tracking error" }
    }
    return (mean(active) / standardDeviation(active, 1)) * Math.sqrt(pair.periodsPerYear)
  },
}
