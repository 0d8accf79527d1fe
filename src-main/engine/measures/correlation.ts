import { crossProduct } from "#engine/numerics/cross-product"
import { type ReturnFrame, rowCount } from "#engine/numerics/frame"
import { columnMeans, mean } from "#engine/numerics/statistics"

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

/** Pearson correlations of all columns of a frame, row by row; null where a column has no spread. */
export function correlationMatrix(frame: ReturnFrame): readonly (readonly (number | null)[])[] {
  const n = frame.names.length
  const rows = rowCount(frame)
  const means = columnMeans(frame.values, rows, n)
  const { values } = crossProduct(frame.values, rows, n, 1, means)
  const scales = Array.from({ length: n }, (_, i) => Math.sqrt(values[i * n + i]!))
  return scales.map((a, i) =>
    scales.map((b, j) => {
      const scale = a * b
      if (scale === 0) return null
      return i === j ? 1 : Math.max(-1, Math.min(1, values[i * n + j]! / scale))
    }),
  )
}
