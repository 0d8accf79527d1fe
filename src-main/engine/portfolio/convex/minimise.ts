import { naturalLog } from "#engine/numerics/power"
import { solveByActiveSet } from "#engine/numerics/qp/active-set"
import { withoutFixedVariables } from "#engine/numerics/qp/fixed-variables"
import { solveByHighs } from "#engine/numerics/qp/highs"
import { interiorPoint } from "#engine/numerics/qp/interior-point"
import { type EqualisedProgram, withOppositeRowsEqual } from "#engine/numerics/qp/opposite-rows"
import { multiplySymmetric, type QuadraticProgram } from "#engine/numerics/qp/quadratic-program"
import { boundsConflict } from "#engine/portfolio/bounds/feasibility"
import {
  bySinglePoint,
  DOES_NOT_APPLY,
  firstCertified,
  generalSolvers,
  noPrices,
  type Proposal,
  type Solver,
} from "./certified"
import {
  constraintPart,
  type FeasibleSet,
  isSimplex,
  lowestCostOver,
  pricesOf,
  turnoverMargin,
} from "./feasible-set"
import { centralPoint, cheapestItems, leavesNoChoice, settle } from "./simplex"
import type { ConvexSolution } from "./solution"

/** f(w) = 1/2 w'Qw + c'w - sum b_i ln w_i. */
export interface Objective {
  /** Q, N * N, positive semidefinite. */
  readonly hessian: Float64Array
  readonly linear: Float64Array
  readonly logWeights?: Float64Array
}

export interface Minimisation {
  readonly objective: Objective
  readonly set: FeasibleSet
  /** The certificate is relative to |f|, but at least to this. */
  readonly objectiveFloor: number
}

/**
 * Minimises a convex objective over a feasible set by the first solver whose point is certified:
 * active set (simplex sets without logarithms), interior point, HiGHS (with logarithms: a careful
 * interior point, since HiGHS has none).
 *
 * The certificate is the Frank-Wolfe gap max_v g'(w - v), v over the feasible set, relative to |f|
 * (Jaggi 2013: it bounds f(w) - f*). It is computed from the point alone and trusts no solver.
 */
export async function minimise(task: Minimisation): Promise<ConvexSolution> {
  const { set } = task
  const infeasibility = boundsConflict(set.names, set.bounds)
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  return firstCertified({
    set,
    kind: "frankWolfe",
    certificateOf: (proposal) => frankWolfeGap(task, proposal),
    solvers: solversFor(task),
  })
}

function solversFor(task: Minimisation): readonly Solver[] {
  const { set, objective } = task
  if (leavesNoChoice(set.bounds)) return [bySinglePoint(set)]
  const byInterior: Solver = { name: "interior point", propose: () => byInteriorPoint(task) }
  const withEqualities: Solver = {
    name: "interior point with equalities",
    propose: () => byInteriorPointWithEqualities(task),
  }
  if (objective.logWeights !== undefined) {
    const careful = {
      name: "careful interior point",
      propose: () => byInteriorPoint(task, { careful: true }),
    }
    return [byInterior, careful, withEqualities]
  }
  const general = generalSolvers(set, {
    byInteriorPoint: byInterior,
    byHighs: { name: "highs", propose: () => byHighs(task) },
  })
  return isSimplex(set)
    ? [{ name: "active set", propose: () => byActiveSet(task) }, ...general]
    : [...general, withEqualities]
}

/** Begins with the items of least variance, the likeliest to be held. */
function byActiveSet({ objective, set }: Minimisation): Proposal | undefined {
  const n = set.names.length
  const { hessian, linear } = objective
  const result = solveByActiveSet({
    n,
    hessian,
    goal: { kind: "quadratic", linear },
    ...set.bounds,
    firstFree: cheapestItems(set.bounds, (i) => 0.5 * hessian[i * n + i]! + linear[i]!),
  })
  if (result === undefined) return undefined
  const weights = settle(result.x, set.bounds)
  return { iterations: result.iterations, weights, prices: noPrices(set) }
}

function byInteriorPoint(
  task: Minimisation,
  { careful = false, equalised }: { readonly careful?: boolean; readonly equalised?: EqualisedProgram } = {},
): Proposal {
  const { program, expand, free } = withoutFixedVariables(equalised?.program ?? programOf(task))
  const start = startPoint(task)
  const result = interiorPoint(program, {
    start: Float64Array.from(free, (i) => start[i]!),
    objectiveFloor: task.objectiveFloor,
    careful,
  })
  return {
    iterations: result.iterations,
    weights: weightsOf(task, expand(result.x)),
    prices: pricesOf(task.set, equalised?.inequalityMultipliersOf(result) ?? result.inequalityMultipliers),
  }
}

/** A group whose min is its max leaves the other interior points no interior. */
function byInteriorPointWithEqualities(task: Minimisation): ReturnType<Solver["propose"]> {
  const equalised = withOppositeRowsEqual(programOf(task))
  return equalised === undefined ? DOES_NOT_APPLY : byInteriorPoint(task, { equalised })
}

async function byHighs(task: Minimisation): Promise<Proposal | undefined> {
  const result = await solveByHighs(programOf(task))
  if (result === undefined) return undefined
  return {
    iterations: result.iterations,
    weights: weightsOf(task, result.x),
    prices: pricesOf(task.set, result.inequalityMultipliers),
  }
}

/** The weights among the variables, settled in their bounds. */
function weightsOf({ set }: Minimisation, variables: Float64Array): Float64Array {
  return settle(variables.slice(0, set.names.length), set.bounds)
}

/** A point strictly inside the bounds; the turnover variables begin at what they bound. */
function startPoint({ set }: Minimisation): Float64Array {
  const centre = centralPoint(set.bounds)
  if (set.turnover === undefined) return centre
  const { previous, limit } = set.turnover
  return Float64Array.of(
    ...centre,
    ...centre.map((value, i) => Math.abs(value - previous[i]!) + turnoverMargin(limit, centre.length)),
  )
}

/** The objective over the variables of the constraints; turnover variables cost nothing. */
function programOf({ objective, set }: Minimisation): QuadraticProgram {
  const part = constraintPart(set)
  if (part.n === objective.linear.length) return { ...part, ...objective }
  const n = objective.linear.length
  const hessian = new Float64Array(part.n * part.n)
  for (let i = 0; i < n; i++) hessian.set(objective.hessian.subarray(i * n, (i + 1) * n), i * part.n)
  const widened = (vector: Float64Array): Float64Array => {
    const result = new Float64Array(part.n)
    result.set(vector)
    return result
  }
  return {
    ...part,
    hessian,
    linear: widened(objective.linear),
    ...(objective.logWeights === undefined ? {} : { logWeights: widened(objective.logWeights) }),
  }
}

/** max_v g'(w - v) / max(|f|, floor), v over the feasible set. */
function frankWolfeGap(
  { objective, set, objectiveFloor }: Minimisation,
  { weights, prices }: Proposal,
): number {
  const { hessian, linear, logWeights } = objective
  const gradient = new Float64Array(weights.length)
  multiplySymmetric(hessian, weights, gradient)
  let value = 0
  let along = 0
  for (let i = 0; i < weights.length; i++) {
    value += (0.5 * gradient[i]! + linear[i]!) * weights[i]!
    gradient[i]! += linear[i]!
    const b = logWeights?.[i] ?? 0
    if (b > 0) {
      value -= b * naturalLog(weights[i]!)
      gradient[i]! -= b / weights[i]!
    }
    along += gradient[i]! * weights[i]!
  }
  const gap = along - lowestCostOver(set, gradient, prices)
  return gap / Math.max(Math.abs(value), objectiveFloor)
}
