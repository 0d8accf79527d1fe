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
    const { returns, mean } = series
    const n = returns.length
    if (n < 3) return { why: "fewer than three returns" }
    if (!series.varies) return ZERO_VARIANCE
    let squares = 0
    let cubes = 0
    for (const r of returns) {
      const deviation = r - mean
      squares += deviation * deviation
      cubes += deviation * deviation * deviation
    }
    const second = squares / n
    return (Math.sqrt(n * (n - 1)) / (n - 2)) * (cubes / n / (second * Math.sqrt(second)))
  },
}
