import type { Infeasibility } from "#shared/model/optimize"
import type { SymmetricMatrix } from "#engine/numerics/matrix"
import type { WeightBounds } from "#engine/portfolio/bounds/bounds"
import { boundsConflict } from "#engine/portfolio/bounds/feasibility"
import type { LinearConstraint, PortfolioConstraints } from "./constraints"
import { lowestCost } from "./simplex"
import { solveMinVariance } from "./min-variance"
import type { ConvexSolution } from "./solution"

export interface MarketNeutralArguments {
  readonly names: readonly string[]
  readonly covariance: SymmetricMatrix
  /** Betas to the benchmark, length N. */
  readonly betas: Float64Array
  /** Highest |w'beta| that counts as neutral. */
  readonly tolerance: number
  readonly bounds: WeightBounds
  readonly constraints?: PortfolioConstraints
}

/**
 * Weights of least variance with |w'beta| <= tolerance over {sum w = 1, bounds, constraints}: Markowitz's
 * (1952) program with the platform's neutrality as one more row (reference 1.6.3, design 5.5); the
 * certificate is that of least variance. Infeasible {noNeutralPortfolio} when the bounds allow no such w'beta.
 */
export async function solveMarketNeutral({
  betas,
  tolerance,
  ...task
}: MarketNeutralArguments): Promise<ConvexSolution> {
  const infeasibility = boundsConflict(task.names, task.bounds) ?? noNeutral(task.bounds, betas, tolerance)
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  return solveMinVariance({ ...task, constraints: withNeutrality(task.constraints, betas, tolerance) })
}

/** The constraints with |w'beta| <= tolerance added (design 5.5). */
export function withNeutrality(
  constraints: PortfolioConstraints | undefined,
  betas: Float64Array,
  tolerance: number,
): PortfolioConstraints {
  const neutrality: LinearConstraint = {
    name: "portfolio beta",
    coefficients: betas,
    lower: -tolerance,
    upper: tolerance,
  }
  return { ...constraints, rows: [...(constraints?.rows ?? []), neutrality] }
}

/** Conflict when every w'beta within the bounds is beyond the tolerance on one side. */
export function noNeutral(
  bounds: WeightBounds,
  betas: Float64Array,
  tolerance: number,
): Infeasibility | undefined {
  const least = lowestCost(betas, bounds)
  const most = -lowestCost(
    betas.map((beta) => -beta),
    bounds,
  )
  const closest = least > tolerance ? least : most < -tolerance ? most : undefined
  if (closest === undefined) return undefined
  return {
    reason: "noNeutralPortfolio",
    conflict: [`w'beta within the bounds lies between ${least} and ${most}`, `tolerance ${tolerance}`],
    relaxation: `raise the tolerance to ${Math.abs(closest)}, or allow negative weights`,
  }
}
