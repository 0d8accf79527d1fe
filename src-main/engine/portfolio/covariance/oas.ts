import { trace } from "#engine/numerics/matrix"
import { sum } from "#engine/numerics/statistics"
import { type Shrunk, shrunkToIdentity } from "./ledoit-wolf"
import type { CentredReturns } from "./sample"

/**
 * Oracle approximating shrinkage of the population covariance towards its mean variance times the
 * identity (Chen, Wiesel, Eldar and Hero 2010, eq. 23, in the form of scikit-learn's `oas`).
 */
export function oas({ rows, n, population }: CentredReturns): Shrunk {
  const level = trace(population) / n
  const meanSquare = sum(population.values.map((value) => value * value)) / (n * n)
  const numerator = meanSquare + level * level
  const denominator = (rows + 1) * (meanSquare - (level * level) / n)
  const shrinkage = denominator === 0 ? 1 : Math.min(numerator / denominator, 1)
  return { covariance: shrunkToIdentity(population, shrinkage, level), shrinkage }
}
