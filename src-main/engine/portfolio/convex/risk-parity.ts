import { diagonal, dot, quadraticForm, type SymmetricMatrix, times } from "#engine/numerics/matrix"
import { equalisePulls } from "#engine/numerics/qp/coordinate-descent"
import { withoutFixedVariables } from "#engine/numerics/qp/fixed-variables"
import { interiorPoint } from "#engine/numerics/qp/interior-point"
import { noRows } from "#engine/numerics/qp/quadratic-program"
import type { WeightBounds } from "#engine/portfolio/bounds/bounds"
import { boundsConflict } from "#engine/portfolio/bounds/feasibility"
import type { Infeasibility } from "#shared/model/optimize"
import {
  bySinglePoint,
  DOES_NOT_APPLY,
  firstCertified,
  noPrices,
  type Proposal,
  type Solver,
} from "./certified"
import type { PortfolioConstraints } from "./constraints"
import { type FeasibleSet, feasibleSet, isSimplex, lowestCostOver, pricesOf } from "./feasible-set"
import { homogeneousProgram } from "./homogeneous"
import { isRiskless, risklessPortfolio } from "./riskless"
import { centralPoint, leavesNoChoice, settle } from "./simplex"
import type { ConvexSolution } from "./solution"

export interface RiskParityArguments {
  readonly names: readonly string[]
  readonly covariance: SymmetricMatrix
  /** Lower bounds below zero count as zero: every item is held. */
  readonly bounds: WeightBounds
  readonly constraints?: PortfolioConstraints
}

interface RiskParityTask {
  readonly set: FeasibleSet
  readonly covariance: SymmetricMatrix
}

/**
 * Equal contributions to risk: min 1/2 ln(w'Sw) - mean(ln w) over {sum w = 1, bounds, constraints};
 * where nothing binds, every w_i (Sw)_i is the same (Maillard, Roncalli and Teiletche 2010; the
 * scale-free logarithmic form of Spinu 2013, so bounds are part of the feasible set).
 *
 * Certificate, absolute: max_v [sum v_i / (N w_i) - v'Sw / w'Sw]. Infeasible {zeroVariance} where an
 * item has none, {singularCovariance} where items cancel each other, {bounds} where an upper bound
 * leaves an item nothing.
 */
export async function solveRiskParity({
  names,
  covariance,
  bounds,
  constraints,
}: RiskParityArguments): Promise<ConvexSolution> {
  const positive = { lower: bounds.lower.map((value) => Math.max(0, value)), upper: bounds.upper }
  const infeasibility =
    boundsConflict(names, positive) ?? zeroVariance(names, covariance) ?? notHeld(names, positive)
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  const task = { set: feasibleSet(names, positive, constraints), covariance }
  const solution = await firstCertified({
    set: task.set,
    kind: "riskParity",
    certificateOf: (proposal) => riskParityGap(task, proposal),
    solvers: solversFor(task),
  })
  if (solution.kind === "infeasible") return solution
  if (solution.kind === "solved" && !isRiskless(covariance, solution.weights)) return solution
  const singular = await risklessPortfolio(task.set, covariance)
  return singular === undefined ? solution : { kind: "infeasible", infeasibility: singular }
}

function zeroVariance(names: readonly string[], covariance: SymmetricMatrix): Infeasibility | undefined {
  const variances = diagonal(covariance)
  const items = names.filter((_, i) => !(variances[i]! > 0))
  if (items.length === 0) return undefined
  return {
    reason: "zeroVariance",
    conflict: items.map((name) => `variance of ${name} = 0`),
    relaxation: `leave out ${items.join(", ")}`,
    items,
  }
}

function notHeld(names: readonly string[], { upper }: WeightBounds): Infeasibility | undefined {
  const items = names.filter((_, i) => !(upper[i]! > 0))
  if (items.length === 0) return undefined
  return {
    reason: "bounds",
    conflict: items.map((name) => `upper bound of ${name} = 0, but risk parity holds every item`),
    relaxation: `leave out ${items.join(", ")}, or raise the upper bound above 0`,
    items,
  }
}

function solversFor(task: RiskParityTask): readonly Solver[] {
  if (leavesNoChoice(task.set.bounds)) return [bySinglePoint(task.set)]
  const open: readonly Solver[] = [
    { name: "coordinate descent", propose: () => byCoordinateDescent(task) },
    { name: "newton", propose: () => byNewton(task) },
  ]
  const bounded: readonly Solver[] = [
    { name: "interior point", propose: () => byInteriorPoint(task) },
    { name: "careful interior point", propose: () => byInteriorPoint(task, true) },
  ]
  return isSimplex(task.set) ? [...open, ...bounded] : bounded
}

/** Enough for well-conditioned matrices; the others are Newton's. */
const SWEEP_LIMIT = 60
const PULL_TOLERANCE = 1e-12

/** y with y'Sy about 1, inversely proportional to the volatilities. */
function inverseVolatilities(covariance: SymmetricMatrix): Float64Array {
  const y = diagonal(covariance).map((variance) => 1 / Math.sqrt(variance))
  const size = Math.sqrt(quadraticForm(covariance, y))
  return size > 0 ? y.map((value) => value / size) : y
}

type Unbounded = Proposal | typeof DOES_NOT_APPLY

/** Weights found without regard to bounds; the method does not apply when they break them. */
function withinBounds({ set }: RiskParityTask, y: Float64Array, iterations: number): Unbounded {
  let total = 0
  for (const value of y) total += value
  const weights = y.map((value) => value / total)
  const { lower, upper } = set.bounds
  const inside = weights.every((value, i) => value >= lower[i]! - 1e-13 && value <= upper[i]! + 1e-13)
  if (!inside) return DOES_NOT_APPLY
  return { iterations, weights: settle(weights, set.bounds), prices: noPrices(set) }
}

function byCoordinateDescent(task: RiskParityTask): Unbounded {
  const { n, values } = task.covariance
  const y = inverseVolatilities(task.covariance)
  const iterations = equalisePulls({ hessian: values, budgets: new Float64Array(n).fill(1 / n) }, y, {
    tolerance: PULL_TOLERANCE,
    sweepLimit: SWEEP_LIMIT,
  })
  return withinBounds(task, y, iterations)
}

/** An interior point without bounds is Newton's method on the pulls. */
function byNewton(task: RiskParityTask): Unbounded {
  const { n, values } = task.covariance
  const result = interiorPoint(
    {
      n,
      hessian: values,
      linear: new Float64Array(n),
      logWeights: new Float64Array(n).fill(1 / n),
      equalityRows: new Float64Array(0),
      equalityValues: new Float64Array(0),
      inequalityRows: noRows,
      inequalityLimits: new Float64Array(0),
      lower: new Float64Array(n),
      upper: new Float64Array(n).fill(Infinity),
    },
    { start: inverseVolatilities(task.covariance), objectiveFloor: 1 },
  )
  return withinBounds(task, result.x, result.iterations)
}

/** The homogeneous program; an item of fixed weight is a multiple of k, and its logarithm joins k's. */
function byInteriorPoint({ set, covariance }: RiskParityTask, careful = false): Proposal | undefined {
  const { n, values } = covariance
  const { lower, upper } = set.bounds
  const base = lower.map((value, i) => (upper[i]! <= value ? value : 0))
  const centre = centralPoint(set.bounds)
  const unit = 1 / quadraticForm(covariance, centre)
  const {
    program: full,
    start,
    weightsOf,
  } = homogeneousProgram(set, base, {
    hessian: values.map((value) => unit * value),
    gains: new Float64Array(n),
  })
  const logWeights = new Float64Array(full.n)
  for (let i = 0; i < n; i++) logWeights[base[i]! > 0 ? n : i]! += 1 / n
  const { program, free, expand } = withoutFixedVariables({ ...full, logWeights })
  const result = interiorPoint(program, {
    start: Float64Array.from(free, (i) => start[i]!),
    objectiveFloor: 1,
    careful,
  })
  const weights = weightsOf(expand(result.x))
  if (weights === undefined) return undefined
  // At the optimum y'(unit S)y = 1, so the program's multipliers are prices in units of w / k.
  const settled = settle(weights, set.bounds)
  const scale = Math.sqrt(1 / (unit * quadraticForm(covariance, settled)))
  const prices = pricesOf(
    set,
    result.inequalityMultipliers.map((value) => value * scale),
  )
  return { iterations: result.iterations, weights: settled, prices }
}

/** max_v [sum v_i / (N w_i) - v'Sw / w'Sw]; Infinity where an item is not held. */
function riskParityGap({ set, covariance }: RiskParityTask, { weights, prices }: Proposal): number {
  const n = weights.length
  const pulled = times(covariance, weights)
  const variance = dot(weights, pulled)
  if (!(variance > 0) || weights.some((value) => !(value > 0))) return Infinity
  const costs = pulled.map((value, i) => value / variance - 1 / (n * weights[i]!))
  return -lowestCostOver(set, costs, prices)
}
