import { isoDay } from "#shared/quantity/day"
import type { Measure } from "./measure"
import { rowOfTotalLoss } from "./wealth"

/** Compounded return of the whole series. Ends where everything was lost, and says when. */
export const cumulativeReturn: Measure = {
  key: "cumulative_return",
  title: "Cumulative return",
  unit: "fraction",
  definition: "prod(1 + r) - 1; ends at a total loss",
  undefinedWhen: "no returns",
  annualised: "no",
  of: ({ days, wealth, endWealth }) => {
    const lost = rowOfTotalLoss(wealth)
    if (lost === undefined) return endWealth - 1
    return { value: endWealth - 1, note: `total loss on ${isoDay(days[lost]!)}` }
  },
}
