import { datesOf, drawdownsOf } from "./drawdowns"
import type { Measure } from "./measure"

/** Longest time under water, which need not be the deepest drawdown. */
export const longestDrawdown: Measure = {
  key: "longest_drawdown_days",
  title: "Longest DD days",
  unit: "count",
  definition: "calendar days from a peak until wealth is back at it, or to the last day while open",
  undefinedWhen: "no returns",
  annualised: "no",
  of: (series) => {
    const [longest] = [...drawdownsOf(series)].sort((a, b) => b.days - a.days)
    return longest === undefined
      ? { value: 0, note: "no drawdown" }
      : { value: longest.days, note: datesOf(longest) }
  },
}
