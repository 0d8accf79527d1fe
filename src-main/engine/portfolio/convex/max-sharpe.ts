import type { SymmetricMatrix } from "#engine/numerics/matrix"
import type { WeightBounds } from "#engine/portfolio/bounds/bounds"
import type { PortfolioConstraints } from "./constraints"
import { maximiseRatio } from "./ratio"
import type { ConvexSolution } from "./solution"

export interface MaxSharpeArguments {
  readonly names: readonly string[]
  /** Mean returns of the covariance's period, length N. */
  readonly means: Float64Array
  readonly covariance: SymmetricMatrix
  /** For the same period. */
  readonly riskFreeRate: number
  readonly bounds: WeightBounds
  readonly constraints?: PortfolioConstraints
}

/**
 * Tangency portfolio: the largest (mu - rf)'w / sqrt(w'Sw) over {sum w = 1, bounds, constraints}
 * (Sharpe 1966; solved in the homogeneous form, design 5.5). Infeasible {noPositiveExcess} when no
 * weights have a positive excess return, {singularCovariance} when some have one without variance.
 */
export function solveMaxSharpe({
  means,
  riskFreeRate,
  ...task
}: MaxSharpeArguments): Promise<ConvexSolution> {
  const gains = means.map((mean) => mean - riskFreeRate)
  const gainSize = means.reduce((size, mean) => Math.max(size, Math.abs(mean)), Math.abs(riskFreeRate))
  return maximiseRatio({ ...task, gains, gainSize })
}
