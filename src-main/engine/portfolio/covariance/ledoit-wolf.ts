import { crossProduct } from "#engine/numerics/cross-product"
import { type SymmetricMatrix, trace } from "#engine/numerics/matrix"
import { sum } from "#engine/numerics/statistics"
import type { CentredReturns } from "./sample"

export interface Shrunk {
  readonly covariance: SymmetricMatrix
  /** Share of the target, in [0, 1]. */
  readonly shrinkage: number
}

/** (1 - shrinkage) * matrix + shrinkage * level * I (Ledoit and Wolf 2004). */
export function shrunkToIdentity(
  { n, values }: SymmetricMatrix,
  shrinkage: number,
  level: number,
): SymmetricMatrix {
  const result = values.map((value) => (1 - shrinkage) * value)
  for (let i = 0; i < n; i++) result[i * n + i] = result[i * n + i]! + shrinkage * level
  return { n, values: result }
}

/**
 * Ledoit-Wolf shrinkage of the population covariance towards its mean variance times the identity
 * (Ledoit and Wolf 2004, J. Multivariate Analysis 88(2); scikit-learn's `ledoit_wolf`).
 */
export function ledoitWolf({ rows, n, values, population }: CentredReturns): Shrunk {
  const level = trace(population) / n
  const norm = sum(population.values.map((value) => value * value))
  const spread = (norm - n * level * level) / n
  const squares = values.map((value) => value * value)
  const fourth = sum(crossProduct(squares, rows, n, rows).values)
  // Without noise, as on two days, rounding can leave a difference below 0.
  const noise = Math.max(0, Math.min((fourth - norm) / (n * rows), spread))
  const shrinkage = noise === 0 ? 0 : noise / spread
  return { covariance: shrunkToIdentity(population, shrinkage, level), shrinkage }
}
