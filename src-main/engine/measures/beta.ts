import { mean } from "#engine/numerics/statistics"
import type { Pair } from "./benchmark"
import type { Undefined } from "./measure"
import type { RelativeMeasure } from "./relative-measure"
import { hasSpread } from "./spread"

/** Slope of the returns on those of the benchmark (Sharpe 1964). */
export const beta: RelativeMeasure = {
  key: "beta",
  title: "Beta",
  unit: "ratio",
  definition: "cov(r, b) / var(b) on the common days",
  undefinedWhen: "no benchmark; fewer than two common days; a benchmark without variance",
  annualised: "no",
  of: slope,
}

/** Covariance of returns and benchmark over the variance of the benchmark. */
export function slope({ returns, benchmark }: Pair): number | Undefined {
  if (!hasSpread(benchmark)) return { why: "zero variance of the benchmark" }
  const centre = mean(returns)
  const benchmarkCentre = mean(benchmark)
  let cross = 0
  let squares = 0
  for (let t = 0; t < returns.length; t++) {
    const deviation = benchmark[t]! - benchmarkCentre
    cross += (returns[t]! - centre) * deviation
    squares += deviation * deviation
  }
  return cross / squares
}
