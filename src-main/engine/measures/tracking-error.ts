import { standardDeviation } from "#engine/numerics/statistics"
import type { Pair } from "./benchmark"
import type { RelativeMeasure } from "./relative-measure"

/** Annualised standard deviation of the return above the benchmark. */
export const trackingError: RelativeMeasure = {
  key: "tracking_error",
  title: "Tracking error (ann.)",
  unit: "fraction",
  definition: "standard deviation of r - b (ddof 1) x sqrt(periods per year)",
  undefinedWhen: "under 90 calendar days; no benchmark; fewer than two common days",
  annualised: "by factor",
  of: (pair) => standardDeviation(activeReturns(pair), 1) * Math.sqrt(pair.periodsPerYear),
}

/** Return above the benchmark on each common day. */
export function activeReturns({ returns, benchmark }: Pair): Float64Array {
  return returns.map((r, t) => r - benchmark[t]!)
}
