import { sampleSkewness } from "#engine/numerics/statistics"
import { type Measure, ZERO_VARIANCE } from "./measure"

/** Sample skewness of returns, the adjusted Fisher-Pearson G1 (Joanes and Gill 1998), as pandas computes it. */
export const skewness: Measure = {
  key: "skew",
  title: "Skew",
  unit: "ratio",
  definition: "G1 = sqrt(n (n - 1)) / (n - 2) x m3 / m2^1.5, m_k central moments",
  undefinedWhen: "fewer than three returns; zero variance",
  annualised: "no",
  of: (series) => {
    if (series.returns.length < 3) return { why: "fewer than three returns" }
    return series.varies ? sampleSkewness(series.returns) : ZERO_VARIANCE
  },
}
