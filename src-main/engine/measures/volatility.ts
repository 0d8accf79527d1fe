import { standardDeviation } from "#engine/numerics/statistics"
import type { Measure } from "./measure"

/** Annualised standard deviation of simple returns. Undefined for a single return. */
export const volatility: Measure = {
  key: "volatility",
  title: "Volatility (ann.)",
  unit: "fraction",
  definition: "standard deviation (ddof 1) x sqrt(periods per year)",
  annualised: "by factor",
  of: ({ returns, periodsPerYear }) =>
    returns.length < 2
      ? { why: "fewer than two returns" }
      : standardDeviation(returns, 1) * Math.sqrt(periodsPerYear),
}
