import { mean } from "#engine/numerics/statistics"
import { slope } from "./beta"
import type { RelativeMeasure } from "./relative-measure"

/** Jensen's alpha (1968): the mean return that beta does not explain, annualised without compounding. */
export const alpha: RelativeMeasure = {
  key: "alpha",
  title: "Alpha (ann.)",
  unit: "fraction",
  definition: "((mean(r) - rf) - beta x (mean(b) - rf)) x periods per year, rf per period",
  undefinedWhen: "under 90 calendar days; no benchmark; fewer than two common days; no beta",
  annualised: "by factor",
  of: (pair) => {
    const beta = slope(pair)
    if (typeof beta !== "number") return beta
    const riskFree = pair.riskFreeRate / pair.periodsPerYear
    const excess = mean(pair.returns) - riskFree - beta * (mean(pair.benchmark) - riskFree)
    return excess * pair.periodsPerYear
  },
}
