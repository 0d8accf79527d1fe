import { withoutFixedVariables } from "#engine/numerics/qp/fixed-variables"
import { interiorPoint } from "#engine/numerics/qp/interior-point"
import { multiplySymmetric, noRows, type QuadraticProgram } from "#engine/numerics/qp/quadratic-program"
import type { WeightBounds } from "#engine/portfolio/bounds/bounds"
import { boundsConflict } from "#engine/portfolio/bounds/feasibility"
import { centralPoint, leavesNoChoice, lowestCost, settle } from "./simplex"
import { CERTIFICATE_LIMIT, type ConvexSolution, type SolverAttempt } from "./solution"

/** f(w) = 1/2 w'Qw + c'w - sum b_i ln w_i. */
export interface Objective {
  readonly n: number
  /** Q, n * n, positive semidefinite. */
  readonly hessian: Float64Array
  readonly linear: Float64Array
  readonly logWeights?: Float64Array
}

export interface MinimiseArguments {
  readonly names: readonly string[]
  readonly objective: Objective
  readonly bounds: WeightBounds
  /** The certificate is relative to |f|, but at least to this. */
  readonly objectiveFloor: number
}

/**
 * Minimises a convex objective over {sum w = 1, lower <= w <= upper}.
 *
 * A point is taken only when its Frank-Wolfe gap, max_v g'(w - v) over the feasible set, is within
 * the certificate's limit of |f| (Jaggi 2013: the gap bounds f(w) - f*); it does not trust the solver.
 */
export async function minimise(task: MinimiseArguments): Promise<ConvexSolution> {
  const infeasibility = boundsConflict(task.names, task.bounds)
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  if (leavesNoChoice(task.bounds)) {
    const weights = settle(centralPoint(task.bounds), task.bounds)
    return solved(task, weights, { solver: "bounds", iterations: 0 }, [])
  }
  const attempts: SolverAttempt[] = []
  for (const solver of [byInteriorPoint]) {
    const tried = solver(task)
    const weights = settle(tried.point, task.bounds)
    const certificate = frankWolfeGap(task, weights)
    if (certificate <= CERTIFICATE_LIMIT) return solved(task, weights, tried, attempts)
    attempts.push({
      solver: tried.solver,
      iterations: tried.iterations,
      certificate,
      reason: `certificate above ${CERTIFICATE_LIMIT}`,
    })
  }
  return { kind: "gaveUp", attempts }
}

function solved(
  task: MinimiseArguments,
  weights: Float64Array,
  { solver, iterations }: { readonly solver: string; readonly iterations: number },
  attempts: readonly SolverAttempt[],
): ConvexSolution {
  const value = frankWolfeGap(task, weights)
  return {
    kind: "solved",
    weights,
    solver,
    iterations,
    certificate: { kind: "frankWolfe", value, limit: CERTIFICATE_LIMIT },
    attempts: [...attempts, { solver, iterations, certificate: value, reason: "solved" }],
  }
}

function byInteriorPoint(task: MinimiseArguments): {
  readonly solver: string
  readonly iterations: number
  readonly point: Float64Array
} {
  const { program, expand, free } = withoutFixedVariables(programOf(task))
  const centre = centralPoint(task.bounds)
  const result = interiorPoint(program, {
    start: Float64Array.from(free, (i) => centre[i]!),
    objectiveFloor: task.objectiveFloor,
  })
  return { solver: "interior point", iterations: result.iterations, point: expand(result.x) }
}

function programOf({ objective, bounds }: MinimiseArguments): QuadraticProgram {
  return {
    ...objective,
    lower: bounds.lower,
    upper: bounds.upper,
    equalityRows: new Float64Array(objective.n).fill(1),
    equalityValues: Float64Array.of(1),
    inequalityRows: noRows,
    inequalityLimits: new Float64Array(0),
  }
}

/** max_v g'(w - v) / max(|f|, floor), v over the feasible set; at least 0. */
function frankWolfeGap({ objective, bounds, objectiveFloor }: MinimiseArguments, w: Float64Array): number {
  const { n, hessian, linear, logWeights } = objective
  const gradient = new Float64Array(n)
  multiplySymmetric(hessian, w, gradient)
  let value = 0
  let along = 0
  for (let i = 0; i < n; i++) {
    value += (0.5 * gradient[i]! + linear[i]!) * w[i]!
    gradient[i]! += linear[i]!
    const b = logWeights?.[i] ?? 0
    if (b > 0) {
      value -= b * Math.log(w[i]!)
      gradient[i]! -= b / w[i]!
    }
    along += gradient[i]! * w[i]!
  }
  const gap = along - lowestCost(gradient, bounds)
  return Math.max(0, gap) / Math.max(Math.abs(value), objectiveFloor)
}
