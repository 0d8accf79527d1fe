import { quantileOfSorted } from "#engine/numerics/statistics"
import { FEWER_THAN_TWO, type Measure } from "./measure"

/** Historical value at risk of one day at 95 %: a loss is negative. */
export const valueAtRisk: Measure = {
  key: "var_95",
  title: "VaR 95 (1 day)",
  unit: "fraction",
  definition: "historical: the 5 % quantile of r, linear between order statistics (R type 7)",
  undefinedWhen: "fewer than two returns",
  annualised: "no",
  of: ({ sorted }) => (sorted.length < 2 ? FEWER_THAN_TWO : quantileOfSorted(sorted, 0.05)),
}
