import { quantileOfSorted } from "#engine/numerics/statistics"
import { FEWER_THAN_TWO, type Measure } from "./measure"

/** Right tail over left tail of the returns, as empyrical and QuantStats define it. */
export const tailRatio: Measure = {
  key: "tail_ratio",
  title: "Tail ratio",
  unit: "ratio",
  definition: "|95 % quantile of r| / |5 % quantile of r| (R type 7)",
  undefinedWhen: "fewer than two returns; a 5 % quantile of zero",
  annualised: "no",
  of: ({ sorted }) => {
    if (sorted.length < 2) return FEWER_THAN_TWO
    const left = Math.abs(quantileOfSorted(sorted, 0.05))
    return left === 0 ? { why: "the 5 % quantile is zero" } : Math.abs(quantileOfSorted(sorted, 0.95)) / left
  },
}
