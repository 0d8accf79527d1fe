import { dot, quadraticForm, type SymmetricMatrix, times, trace } from "#engine/numerics/matrix"
import { solveByActiveSet } from "#engine/numerics/qp/active-set"
import { withoutFixedVariables } from "#engine/numerics/qp/fixed-variables"
import { solveByHighs } from "#engine/numerics/qp/highs"
import { interiorPoint } from "#engine/numerics/qp/interior-point"
import { type EqualisedProgram, withOppositeRowsEqual } from "#engine/numerics/qp/opposite-rows"
import type { WeightBounds } from "#engine/portfolio/bounds/bounds"
import { boundsConflict } from "#engine/portfolio/bounds/feasibility"
import type { Infeasibility } from "#shared/model/optimize"
import {
  bySinglePoint,
  DOES_NOT_APPLY,
  firstCertified,
  generalSolvers,
  noPrices,
  type Proposal,
  type Solver,
} from "./certified"
import { constraintConflict } from "./conflict"
import type { PortfolioConstraints } from "./constraints"
import { type FeasibleSet, feasibleSet, isSimplex, lowestCostOver, pricesOf } from "./feasible-set"
import { homogeneousProgram } from "./homogeneous"
import { highestValue } from "./linear"
import { isRiskless, risklessPortfolio } from "./riskless"
import { centralPoint, cheapestItems, leavesNoChoice, settle } from "./simplex"
import type { ConvexSolution } from "./solution"

export interface RatioArguments {
  readonly names: readonly string[]
  readonly covariance: SymmetricMatrix
  /** What stands above the volatility, length N: excess returns, or the items' volatilities. */
  readonly gains: Float64Array
  /** Size of what the gains are differences of: 0, or the largest of means and risk-free rate. */
  readonly gainSize?: number
  readonly bounds: WeightBounds
  readonly constraints?: PortfolioConstraints
}

/** A ratio to be maximised over a set that is known not to be empty. */
interface RatioTask {
  readonly set: FeasibleSet
  readonly covariance: SymmetricMatrix
  readonly gains: Float64Array
}

/**
 * The largest gains'w / sqrt(w'Sw) over {sum w = 1, bounds, constraints}. Certificate, absolute:
 * max_v [gains'v / gains'w - v'Sw / w'Sw] over the feasible set (design 5.5).
 */
export async function maximiseRatio({
  names,
  covariance,
  gains,
  gainSize = 0,
  bounds,
  constraints,
}: RatioArguments): Promise<ConvexSolution> {
  const set = feasibleSet(names, bounds, constraints)
  const task = { set, covariance, gains }
  const infeasibility = boundsConflict(names, bounds) ?? (await noGain(task, gainSize))
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  const solution = await firstCertified({
    set,
    kind: "tangency",
    certificateOf: (proposal) => tangencyGap(task, proposal),
    solvers: solversFor(task),
  })
  if (solution.kind === "infeasible") return solution
  if (solution.kind === "solved" && !isRiskless(covariance, solution.weights)) return solution
  const singular = await risklessPortfolio(set, covariance, { name: "excess return", values: gains })
  return singular === undefined ? solution : { kind: "infeasible", infeasibility: singular }
}

/** A best gain up to this share of what it is the difference of is a rounding error. */
const ROUNDING = 1e-12

/** Conflict when the best gains'v over the set is not above rounding, or when the set is empty. */
async function noGain({ set, gains }: RatioTask, gainSize: number): Promise<Infeasibility | undefined> {
  const best = await highestValue(set, gains)
  if (best === undefined) return constraintConflict(set)
  let size = gainSize
  for (let i = 0; i < gains.length; i++)
    if (set.bounds.upper[i]! > 0) size = Math.max(size, Math.abs(gains[i]!))
  if (best > ROUNDING * size) return undefined
  const shortfall = best < -ROUNDING * size ? ` more than ${-best}` : " any amount"
  return {
    reason: "noPositiveExcess",
    conflict: [
      `best excess return over the feasible weights ${best}, ${best > 0 ? "a rounding error" : "not above 0"}`,
      ...set.names.map((name, i) => `mean excess return of ${name} = ${gains[i]!}`),
    ],
    relaxation: `lower the risk-free rate by${shortfall} per period, or choose another risk profile`,
  }
}

function solversFor(task: RatioTask): readonly Solver[] {
  if (leavesNoChoice(task.set.bounds)) return [bySinglePoint(task.set)]
  const general = generalSolvers(task.set, {
    byInteriorPoint: { name: "interior point", propose: () => byInteriorPoint(task) },
    byHighs: { name: "highs", propose: () => byHighs(task) },
  })
  return isSimplex(task.set)
    ? [{ name: "active set", propose: () => byActiveSet(task) }, ...general]
    : [
        ...general,
        { name: "interior point with equalities", propose: () => byInteriorPointWithEqualities(task) },
      ]
}

/** Begins with the items of the best own ratio. */
function byActiveSet({ set, covariance, gains }: RatioTask): Proposal | undefined {
  const { n, values } = covariance
  const result = solveByActiveSet({
    n,
    hessian: values,
    goal: { kind: "ratio", gains },
    ...set.bounds,
    firstFree: cheapestItems(set.bounds, (i) => -gains[i]! / Math.sqrt(values[i * n + i]!)),
  })
  if (result === undefined) return undefined
  const weights = settle(result.x, set.bounds)
  return { iterations: result.iterations, weights, prices: noPrices(set) }
}

/**
 * Scales the gains so that y at the optimum is about as large as w: along y = k w the best k is
 * gains'w / w'Sw.
 */
function scaledGains({ set, covariance, gains }: RatioTask): {
  readonly scaled: Float64Array
  readonly factor: number
} {
  const centre = centralPoint(set.bounds)
  let size = 0
  for (let i = 0; i < gains.length; i++) size = Math.max(size, Math.abs(gains[i]!))
  const gain = Math.max(dot(gains, centre), 1e-3 * size)
  const factor = usualVariance({ set, covariance }) / gain
  return { scaled: gains.map((value) => factor * value), factor }
}

/** Share of the mean variance that a portfolio of the set is taken to have at least. */
const CALMEST_CENTRE = 1e-3

/** Variance at the centre of the set; where items cancel each other there, a share of the mean variance. */
function usualVariance({ set, covariance }: Pick<RatioTask, "set" | "covariance">): number {
  const atCentre = quadraticForm(covariance, centralPoint(set.bounds))
  return Math.max(atCentre, (CALMEST_CENTRE * trace(covariance)) / covariance.n)
}

function homogeneous(task: RatioTask): ReturnType<typeof homogeneousProgram> & { readonly factor: number } {
  const { scaled, factor } = scaledGains(task)
  const program = homogeneousProgram(task.set, task.set.bounds.lower, {
    hessian: task.covariance.values,
    gains: scaled,
  })
  return { ...program, factor }
}

function byInteriorPoint(task: RatioTask): Proposal | undefined {
  return solveInterior(task, homogeneous(task))
}

/** A group whose min is its max leaves the other interior point no interior. */
function byInteriorPointWithEqualities(task: RatioTask): ReturnType<Solver["propose"]> {
  const whole = homogeneous(task)
  const equalised = withOppositeRowsEqual(whole.program)
  return equalised === undefined ? DOES_NOT_APPLY : solveInterior(task, whole, equalised)
}

function solveInterior(
  task: RatioTask,
  { program: full, start, weightsOf, factor }: ReturnType<typeof homogeneous>,
  equalised?: EqualisedProgram,
): Proposal | undefined {
  const { program, free, expand } = withoutFixedVariables(equalised?.program ?? full)
  const result = interiorPoint(program, {
    start: Float64Array.from(free, (i) => start[i]!),
    objectiveFloor: 1e-9 * usualVariance(task),
  })
  const weights = weightsOf(expand(result.x))
  if (weights === undefined) return undefined
  const inequalityMultipliers = equalised?.inequalityMultipliersOf(result) ?? result.inequalityMultipliers
  return proposal(task, { iterations: result.iterations, inequalityMultipliers }, weights, factor)
}

async function byHighs(task: RatioTask): Promise<Proposal | undefined> {
  const { program, weightsOf, factor } = homogeneous(task)
  const result = await solveByHighs(program)
  if (result === undefined) return undefined
  const weights = weightsOf(result.x)
  return weights === undefined ? undefined : proposal(task, result, weights, factor)
}

/** Multipliers of the homogeneous program are factor * gains'w times the prices of the certificate. */
function proposal(
  { set, gains }: RatioTask,
  result: { readonly iterations: number; readonly inequalityMultipliers: Float64Array },
  point: Float64Array,
  factor: number,
): Proposal {
  const weights = settle(point, set.bounds)
  const scale = factor * dot(gains, weights)
  const prices = pricesOf(
    set,
    result.inequalityMultipliers.map((value) => value / scale),
  )
  return { iterations: result.iterations, weights, prices }
}

/** max_v [gains'v / gains'w - v'Sw / w'Sw]; Infinity where w has no gain. */
function tangencyGap({ set, covariance, gains }: RatioTask, { weights, prices }: Proposal): number {
  const gain = dot(gains, weights)
  if (!(gain > 0)) return Infinity
  const pulled = times(covariance, weights)
  const variance = dot(weights, pulled)
  const costs = pulled.map((value, i) => value / variance - gains[i]! / gain)
  return -lowestCostOver(set, costs, prices)
}
