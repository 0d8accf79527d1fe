import { type SymmetricMatrix, trace } from "#engine/numerics/matrix"
import type { WeightBounds } from "#engine/portfolio/bounds/bounds"
import type { PortfolioConstraints } from "./constraints"
import { feasibleSet } from "./feasible-set"
import { minimise } from "./minimise"
import type { ConvexSolution } from "./solution"

export interface MinVarianceArguments {
  readonly names: readonly string[]
  /** N * N, of any period. */
  readonly covariance: SymmetricMatrix
  readonly bounds: WeightBounds
  readonly constraints?: PortfolioConstraints
}

/**
 * Weights of least variance: min w'Sw over {sum w = 1, bounds, constraints} (Markowitz 1952).
 * The certificate is relative to w'Sw, or to 1e-6 trace(S)/N where the variance is less.
 */
export function solveMinVariance(task: MinVarianceArguments): Promise<ConvexSolution> {
  const { n, values } = task.covariance
  // Half the variance: the gap relative to it is that of the variance.
  return minimise({
    objective: { hessian: values, linear: new Float64Array(n) },
    set: feasibleSet(task.names, task.bounds, task.constraints),
    objectiveFloor: varianceFloor(task.covariance) / 2,
  })
}

/** 1e-6 trace(S)/N: the least objective that a certificate is taken relative to (design 5.5). */
export function varianceFloor(covariance: SymmetricMatrix): number {
  return (1e-6 * trace(covariance)) / covariance.n
}
