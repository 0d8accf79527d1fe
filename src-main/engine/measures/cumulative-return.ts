import type { Measure } from "./measure"

/** Compounded return of the whole series: prod(1 + r) - 1. Always defined. */
export const cumulativeReturn: Measure = {
  key: "cumulative_return",
  title: "Cumulative return",
  unit: "fraction",
  definition: "prod(1 + r) - 1",
  annualised: "no",
  of: ({ returns }) => wealthOf(returns) - 1,
}

/** Wealth at the end of the series, starting from 1. */
export function wealthOf(returns: Float64Array): number {
  let wealth = 1
  for (const r of returns) wealth *= 1 + r
  return wealth
}
