import { diagonal, type SymmetricMatrix } from "#engine/numerics/matrix"
import type { WeightBounds } from "#engine/portfolio/bounds/bounds"
import type { PortfolioConstraints } from "./constraints"
import { maximiseRatio } from "./ratio"
import type { ConvexSolution } from "./solution"

export interface MaxDiversificationArguments {
  readonly names: readonly string[]
  readonly covariance: SymmetricMatrix
  readonly bounds: WeightBounds
  readonly constraints?: PortfolioConstraints
}

/**
 * Weights of the largest diversification ratio sigma'w / sqrt(w'Sw) over {sum w = 1, bounds,
 * constraints} (Choueifaty and Coignard 2008): the tangency portfolio whose excess returns are the
 * volatilities. Infeasible {zeroVariance} when no item varies, {singularCovariance} when items
 * cancel each other.
 */
export async function solveMaxDiversification(task: MaxDiversificationArguments): Promise<ConvexSolution> {
  const volatilities = diagonal(task.covariance).map((variance) => Math.sqrt(variance))
  if (volatilities.some((volatility) => volatility > 0))
    return maximiseRatio({ ...task, gains: volatilities })
  return {
    kind: "infeasible",
    infeasibility: {
      reason: "zeroVariance",
      conflict: ["no item has any variance"],
      relaxation: "leave out the items without variance",
      items: task.names,
    },
  }
}
