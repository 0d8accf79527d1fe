import type { SymmetricMatrix } from "#engine/numerics/matrix"

/** Daily moments of N return columns, as one estimator sees them. */
export interface Moments {
  readonly names: readonly string[]
  /** Number of days they were estimated on. */
  readonly rows: number
  /** Arithmetic means per day, length N. */
  readonly mean: Float64Array
  /** Standard deviations per day of the returns themselves (ddof 0), length N: 0 where a column is still. */
  readonly deviation: Float64Array
  /** Covariance per day. */
  readonly covariance: SymmetricMatrix
  /** Pearson correlation of the returns themselves; the identity where a column has no variance. */
  readonly correlation: SymmetricMatrix
  /** Shrinkage intensity in [0, 1] of an estimator that has one. */
  readonly shrinkage?: number
  /** Steps of the custom ladder, the last being the one taken. */
  readonly ladder?: readonly LadderStep[]
}

/** One step of the custom covariance's ladder (reference 1.6.3). */
export interface LadderStep {
  /** Share of the identity mixed into the correlations; null for the ridge after the ladder. */
  readonly intensity: number | null
  /** Of the correlations; null where it was not asked. */
  readonly conditionNumber: number | null
}
