import { mean } from "#engine/numerics/statistics"

/** Pearson correlation of two series of equal length; null when one of them has no spread. */
export function correlation(a: Float64Array, b: Float64Array): number | null {
  const meanA = mean(a)
  const meanB = mean(b)
  let cross = 0
  let squaresA = 0
  let squaresB = 0
  for (let t = 0; t < a.length; t++) {
    const x = a[t]! - meanA
    const y = b[t]! - meanB
    cross += x * y
    squaresA += x * x
    squaresB += y * y
  }
  const scale = Math.sqrt(squaresA) * Math.sqrt(squaresB)
  return scale > 0 ? Math.max(-1, Math.min(1, cross / scale)) : null
}
