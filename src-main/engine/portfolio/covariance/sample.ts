import { crossProduct } from "#engine/numerics/cross-product"
import type { ReturnFrame } from "#engine/numerics/frame"
import { rowCount } from "#engine/numerics/frame"
import type { SymmetricMatrix } from "#engine/numerics/matrix"
import type { Engine } from "#shared/model/risk-profile"
import { centredColumns, columnMeans } from "#engine/numerics/statistics"

/** Returns about their means: what every estimator starts from. What is costly is made when asked for. */
export class CentredReturns {
  readonly rows: number
  readonly n: number
  readonly mean: Float64Array
  readonly #columns: Float64Array
  #values: Float64Array | undefined
  #population: SymmetricMatrix | undefined

  constructor(frame: ReturnFrame) {
    this.rows = rowCount(frame)
    this.n = frame.names.length
    this.#columns = frame.values
    this.mean = columnMeans(frame.values, this.rows, this.n)
  }

  /** The returns less their means, column-major, N * T. */
  get values(): Float64Array {
    this.#values ??= centredColumns(this.#columns, this.rows, this.mean)
    return this.#values
  }

  /** X'X / T, the covariance with ddof 0. */
  get population(): SymmetricMatrix {
    this.#population ??= this.product(this.rows)
    return this.#population
  }

  /** X'X / divisor. */
  product(divisor: number): SymmetricMatrix {
    return crossProduct(this.#columns, this.rows, this.n, divisor, this.mean)
  }
}

/** Centres a frame of T >= 1 rows. */
export function centre(frame: ReturnFrame): CentredReturns {
  return new CentredReturns(frame)
}

/** Sample covariance, X'X / (T - ddof), of more rows than ddof. */
export function sampleCovariance(centred: CentredReturns, ddof: 0 | 1): SymmetricMatrix {
  return centred.product(centred.rows - ddof)
}

/** The platform's: a column whose standard deviation is at most this has no variance (reference 1.6.2). */
const CUSTOM_STILL = 1e-9

/** Of its mean: what rounding leaves of a constant return's standard deviation, prices of 16 digits included. */
export const STILL_SHARE = 1e-10

/** Below it a variance, its square, has no digits left. */
const LEAST_DEVIATION = 1e-150

/**
 * Standard deviations, length N, up to which columns with these means have no variance: in proportion
 * to the returns, except for the engine `custom`.
 */
export function stillDeviations(engine: Engine, means: Float64Array): Float64Array {
  return means.map((mean) =>
    engine === "custom" ? CUSTOM_STILL : Math.max(LEAST_DEVIATION, STILL_SHARE * Math.abs(mean)),
  )
}

/**
 * Pearson's (1895) correlation of a covariance, clipped to [-1, 1], with a diagonal of exactly 1. Columns without
 * variance, up to the standard deviations `still`, correlate with nothing.
 */
export function correlationOf(
  { n, values }: SymmetricMatrix,
  still: Float64Array = new Float64Array(n),
): SymmetricMatrix {
  const deviation = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const own = Math.sqrt(values[i * n + i]!)
    deviation[i] = own <= still[i]! ? 0 : own
  }
  const result = new Float64Array(n * n)
  // Whole rows: dividing twice costs less than writing down the columns of a large matrix.
  for (let i = 0; i < n; i++) {
    const own = deviation[i]!
    for (let j = 0, at = i * n; j < n; j++, at++) {
      const other = deviation[j]!
      result[at] = own === 0 || other === 0 ? 0 : Math.min(1, Math.max(-1, values[at]! / (own * other)))
    }
    result[i * n + i] = 1
  }
  return { n, values: result }
}
