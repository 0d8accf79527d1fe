import type { Measure } from "./measure"

/** Share of days with a positive return, flat days counted in the denominator. */
export const winDays: Measure = {
  key: "win_days",
  title: "Win days",
  unit: "fraction",
  definition: "count(r > 0) / n",
  undefinedWhen: "no returns",
  annualised: "no",
  of: ({ returns }) => {
    let wins = 0
    for (const r of returns) if (r > 0) wins++
    return wins / returns.length
  },
}
