import { isoDay } from "#shared/quantity/day"
import { rowOfLeast } from "./extremes"
import type { Measure } from "./measure"

/** The smallest return of a day, with its date; the first of equals. */
export const worstDay: Measure = {
  key: "worst_day",
  title: "Worst day",
  unit: "fraction",
  definition: "min(r)",
  undefinedWhen: "no returns",
  annualised: "no",
  of: ({ days, returns }) => {
    const row = rowOfLeast(returns)
    return { value: returns[row]!, note: isoDay(days[row]!) }
  },
}
