import { type SymmetricMatrix } from "#engine/numerics/matrix"
import type { OptimizeSettings } from "#shared/model/optimize"
import type { WeightBounds } from "#engine/portfolio/bounds/bounds"
import { boundsConflict } from "#engine/portfolio/bounds/feasibility"
import type { PortfolioConstraints } from "./constraints"
import { feasibleSet } from "./feasible-set"
import { varianceFloor } from "./min-variance"
import { noNeutral, withNeutrality } from "./market-neutral"
import { minimise } from "./minimise"
import type { ConvexSolution } from "./solution"

/**
 * The convex objectives of the engine `custom` (reference 1.6.2 to 1.6.4), over
 * {sum w = 1, lower <= w <= upper}. The covariance S and the means are annualised with 252; S' is
 * S + 1e-6 I. The fragility penalty of the reference is the same for every item, so it only shifts
 * the objective and is left out.
 */
export interface CustomArguments {
  readonly names: readonly string[]
  /** Annualised and shrunk, N * N. */
  readonly covariance: SymmetricMatrix
  readonly bounds: WeightBounds
  readonly constraints?: PortfolioConstraints
  readonly marketEnvironment: OptimizeSettings["market_environment"]
}

const RIDGE = 1e-6
const LEAST_SHARPE_GAMMA = 0.1

/** gamma, the weight of |w|^2, by market environment. */
const gammas: Readonly<Record<OptimizeSettings["market_environment"], number>> = {
  NORMAL: 0.05,
  EXPANSION: 0.05,
  INFLATIONARY_TREND: 0.1,
  STAGNATION: 0.1,
  CRISIS: 0.2,
}

/**
 * min w'S'w + gamma |w|^2: the reference's min_variance, and its generic objective of least risk,
 * which serves as the core of the barbell.
 */
export function solveCustomMinVariance(task: CustomArguments): Promise<ConvexSolution> {
  const { n } = task.covariance
  return minimise({
    set: feasibleSet(task.names, task.bounds, task.constraints),
    objective: {
      hessian: ridged(task.covariance, 2, 2 * gammas[task.marketEnvironment]),
      linear: new Float64Array(n),
    },
    objectiveFloor: varianceFloor(task.covariance),
  })
}

/**
 * min w'S'w + gamma |w|^2 with |w'beta| <= tolerance. Infeasible {noNeutralPortfolio} when the bounds
 * allow no such weights; the reference's loosening of the tolerance is the caller's recorded fallback.
 */
export async function solveCustomMarketNeutral({
  betas,
  tolerance,
  ...task
}: CustomArguments & {
  /** Betas to the benchmark, length N. */
  readonly betas: Float64Array
  readonly tolerance: number
}): Promise<ConvexSolution> {
  const infeasibility = boundsConflict(task.names, task.bounds) ?? noNeutral(task.bounds, betas, tolerance)
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  return solveCustomMinVariance({ ...task, constraints: withNeutrality(task.constraints, betas, tolerance) })
}

/** max m'w - 1/2 w'S'w - max(gamma, 0.1) |w|^2: a mean-variance utility, not a Sharpe ratio (reference 1.6.3). */
export function solveCustomMaxSharpe(
  task: CustomArguments & {
    /** Annualised mean returns, length N. */
    readonly means: Float64Array
  },
): Promise<ConvexSolution> {
  const gamma = Math.max(gammas[task.marketEnvironment], LEAST_SHARPE_GAMMA)
  return minimise({
    set: feasibleSet(task.names, task.bounds, task.constraints),
    objective: {
      hessian: ridged(task.covariance, 1, 2 * gamma),
      linear: task.means.map((mean) => -mean),
    },
    objectiveFloor: varianceFloor(task.covariance),
  })
}

/** min 1/2 w'S'w - (1/n) sum ln w_i + gamma |w|^2: only roughly equal contributions to risk (reference 1.6.3). */
export function solveCustomRiskParity(task: CustomArguments): Promise<ConvexSolution> {
  const { n } = task.covariance
  return minimise({
    set: feasibleSet(task.names, task.bounds, task.constraints),
    objective: {
      hessian: ridged(task.covariance, 1, 2 * gammas[task.marketEnvironment]),
      linear: new Float64Array(n),
      logWeights: new Float64Array(n).fill(1 / n),
    },
    objectiveFloor: varianceFloor(task.covariance),
  })
}

/** scale * (S + 1e-6 I) + added * I. */
function ridged({ n, values }: SymmetricMatrix, scale: number, added: number): Float64Array {
  const result = values.map((value) => scale * value)
  for (let i = 0; i < n; i++) result[i * n + i]! += scale * RIDGE + added
  return result
}
