import { type Measure, ZERO_VARIANCE } from "./measure"

/** Sample excess kurtosis of returns, G2 (Joanes and Gill 1998), as pandas computes it; 0 for a normal. */
export const kurtosis: Measure = {
  key: "kurtosis",
  title: "Kurtosis (excess)",
  unit: "ratio",
  definition: "G2 = (n - 1) / ((n - 2)(n - 3)) x ((n + 1)(m4 / m2^2 - 3) + 6), m_k central moments",
  undefinedWhen: "fewer than four returns; zero variance",
  annualised: "no",
  of: (series) => {
    const { returns, mean } = series
    const n = returns.length
    if (n < 4) return { why: "fewer than four returns" }
    if (!series.varies) return ZERO_VARIANCE
    let squares = 0
    let fourths = 0
    for (const r of returns) {
      const square = (r - mean) * (r - mean)
      squares += square
      fourths += square * square
    }
    const excess = (n * fourths) / (squares * squares) - 3
    return ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excess + 6)
  },
}
