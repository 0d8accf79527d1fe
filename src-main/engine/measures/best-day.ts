import { isoDay } from "#shared/quantity/day"
import { rowOfMost } from "./extremes"
import type { Measure } from "./measure"

/** The largest return of a day, with its date; the first of equals. */
export const bestDay: Measure = {
  key: "best_day",
  title: "Best day",
  unit: "fraction",
  definition: "max(r)",
  undefinedWhen: "no returns",
  annualised: "no",
  of: ({ days, returns }) => {
    const row = rowOfMost(returns)
    return { value: returns[row]!, note: isoDay(days[row]!) }
  },
}
