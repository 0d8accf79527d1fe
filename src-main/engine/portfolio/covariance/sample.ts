import { crossProduct } from "#engine/numerics/cross-product"
import type { ReturnFrame } from "#engine/numerics/frame"
import { rowCount } from "#engine/numerics/frame"
import type { SymmetricMatrix } from "#engine/numerics/matrix"
import { centredColumns, columnMeans } from "#engine/numerics/statistics"

/** Returns with their means taken away: what every estimator starts from. */
export interface CentredReturns {
  readonly rows: number
  readonly n: number
  readonly mean: Float64Array
  /** Column-major, N * T. */
  readonly values: Float64Array
  /** X'X / T, the covariance with ddof 0. */
  readonly population: SymmetricMatrix
}

/** Centres a frame of T >= 1 rows and takes its population covariance. */
export function centre(frame: ReturnFrame): CentredReturns {
  const rows = rowCount(frame)
  const n = frame.names.length
  const mean = columnMeans(frame.values, rows, n)
  const values = centredColumns(frame.values, rows, mean)
  return { rows, n, mean, values, population: crossProduct(values, rows, n, rows) }
}

/** Sample covariance, X'X / (T - ddof). With T <= ddof there is none: the divisor is then 1. */
export function sampleCovariance({ rows, population }: CentredReturns, ddof: 0 | 1): SymmetricMatrix {
  const factor = rows / Math.max(1, rows - ddof)
  return { n: population.n, values: population.values.map((value) => value * factor) }
}

/** A column whose standard deviation is at most this has no variance (reference 1.6.2). */
export const ZERO_DEVIATION = 1e-9

/**
 * Pearson correlation of a covariance, clipped to [-1, 1], with a diagonal of exactly 1.
 * Columns without variance correlate with nothing.
 */
export function correlationOf({ n, values }: SymmetricMatrix): SymmetricMatrix {
  const deviation = new Float64Array(n)
  for (let i = 0; i < n; i++) deviation[i] = Math.sqrt(values[i * n + i]!)
  const result = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    result[i * n + i] = 1
    if (deviation[i]! <= ZERO_DEVIATION) continue
    for (let j = i + 1; j < n; j++) {
      if (deviation[j]! <= ZERO_DEVIATION) continue
      const ratio = values[i * n + j]! / (deviation[i]! * deviation[j]!)
      const clipped = Math.min(1, Math.max(-1, ratio))
      result[i * n + j] = clipped
      result[j * n + i] = clipped
    }
  }
  return { n, values: result }
}
