import { datesOf, type Fall, lengthOf } from "./drawdowns"
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
    const { days, falls } = series
    let longest: Fall | undefined
    for (const fall of falls) {
      if (longest === undefined || lengthOf(days, fall) > lengthOf(days, longest)) longest = fall
    }
    return longest === undefined
      ? { value: 0, note: "no drawdown" }
      : { value: lengthOf(days, longest), note: datesOf(series, longest) }
  },
}
