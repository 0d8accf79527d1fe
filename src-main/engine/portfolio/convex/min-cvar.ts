import { type ReturnFrame, rowCount } from "#engine/numerics/frame"
import { solveLinearProgram } from "#engine/numerics/qp/linear-program"
import { uniformBounds, type WeightBounds } from "#engine/portfolio/bounds/bounds"
import { boundsConflict } from "#engine/portfolio/bounds/feasibility"
import { projectOnBounds } from "#engine/portfolio/bounds/project"
import { firstCertified, onlyPoint, type Proposal, type Solver } from "./certified"
import type { PortfolioConstraints } from "./constraints"
import { dualColumns } from "./dual-columns"
import { type FeasibleSet, feasibleSet, lowestCostOver, pricesOf } from "./feasible-set"
import { centralPoint, leavesNoChoice, settle } from "./simplex"
import type { ConvexSolution } from "./solution"
import {
  conditionalValueAtRisk,
  expectedLosses,
  highestProbability,
  meanAbsoluteReturn,
  portfolioLosses,
  tailProbabilities,
  worstFirst,
} from "./tail"

export interface MinCvarArguments {
  /** Returns per day of N columns on T days. */
  readonly frame: ReturnFrame
  /** Level of the tail, between 0 and 1, for example 0.95. */
  readonly confidence: number
  readonly bounds: WeightBounds
  readonly constraints?: PortfolioConstraints
}

interface CvarTask extends MinCvarArguments {
  readonly set: FeasibleSet
  /** Returns are divided by this, so that solver tolerances are relative to them. */
  readonly unit: number
}

/** A point with the probabilities of the days that prove it: the dual solution. */
interface CvarProposal extends Proposal {
  readonly probabilities: Float64Array
}

/**
 * Weights of the least conditional value at risk of daily losses over {sum w = 1, bounds,
 * constraints} (Rockafellar and Uryasev 2000), through the dual: the days' probabilities p, at most
 * 1/((1 - confidence) T) each, that make the cheapest portfolio as bad as possible.
 *
 * Only days in the tail carry probability, so the program is solved on the worst days and days are
 * added until none is missed. Certificate: the duality gap relative to the objective.
 */
export async function solveMinCvar(given: MinCvarArguments): Promise<ConvexSolution> {
  const { frame, bounds, constraints } = given
  const infeasibility = boundsConflict(frame.names, bounds)
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  const set = feasibleSet(frame.names, bounds, constraints)
  const task = { ...given, set, unit: meanAbsoluteReturn(frame) || 1 }
  return firstCertified<CvarProposal>({
    set,
    kind: "dualityGap",
    certificateOf: (proposal) => dualityGap(task, proposal),
    solvers: solversFor(task),
  })
}

function solversFor(task: CvarTask): readonly Solver<CvarProposal>[] {
  const { set, frame, confidence } = task
  if (!leavesNoChoice(set.bounds))
    return [() => byWorstDays(task), () => byAllDays(task, "simplex"), () => byAllDays(task, "ipm")]
  const only = onlyPoint(set)
  const losses = portfolioLosses(frame, only.weights)
  return [() => ({ ...only, probabilities: tailProbabilities(losses, confidence) })]
}

/** Days to begin with, as a multiple of those in the tail, and at least so many. */
const FIRST_TAILS = 4
const FIRST_DAYS = 30
const ROUND_LIMIT = 20

async function byWorstDays(task: CvarTask): Promise<CvarProposal | undefined> {
  const { frame, confidence, set } = task
  const rows = rowCount(frame)
  let order = worstFirst(portfolioLosses(frame, centralPoint(set.bounds)))
  const days = new Set(order.subarray(0, Math.ceil(FIRST_TAILS * (1 - confidence) * rows) + FIRST_DAYS))
  let iterations = 0
  for (let round = 0; round < ROUND_LIMIT; round++) {
    const proposal = await solveDual(task, Uint32Array.from(days).sort(), "simplex")
    if (proposal === undefined) return undefined
    iterations += proposal.iterations
    order = worstFirst(portfolioLosses(frame, proposal.weights))
    const before = days.size
    for (const day of order.subarray(0, Math.ceil((1 - confidence) * rows) + 1)) days.add(day)
    if (days.size === before) return { ...proposal, solver: "dual simplex on the worst days", iterations }
    // Neighbours of what was missed will be missed next.
    for (const day of order.subarray(0, Math.ceil(2 * (1 - confidence) * rows))) days.add(day)
  }
  return undefined
}

function byAllDays(task: CvarTask, method: "simplex" | "ipm"): Promise<CvarProposal | undefined> {
  return solveDual(
    task,
    Uint32Array.from({ length: rowCount(task.frame) }, (_, t) => t),
    method,
  )
}

/**
 * The dual on some of the days: max over probabilities of the least expected loss. Row 0 sums the
 * probabilities, row 1 + j belongs to weight j.
 */
async function solveDual(
  { frame, confidence, set, unit }: CvarTask,
  days: Uint32Array,
  method: "simplex" | "ipm",
): Promise<CvarProposal | undefined> {
  const rows = rowCount(frame)
  const n = frame.names.length
  const { columns, part, firstPrice, rowCount: rowsUsed } = dualColumns(set, 1)
  const most = highestProbability(rows, confidence)
  const firstDay = columns.cost.length
  for (const t of days) {
    let atLower = 0
    for (let i = 0; i < n; i++) atLower += set.bounds.lower[i]! * frame.values[i * rows + t]!
    columns.open(atLower / unit, 0, most)
    columns.entry(0, 1)
    for (let i = 0; i < n; i++) columns.entry(1 + i, frame.values[i * rows + t]! / unit)
  }
  const rowLower = new Float64Array(rowsUsed).fill(-Infinity)
  const rowUpper = new Float64Array(rowsUsed)
  rowLower[0] = 1
  rowUpper[0] = 1
  const result = await solveLinearProgram(columns.program(rowLower, rowUpper), method)
  if (!result.optimal) return undefined
  const point = Float64Array.from({ length: n }, (_, i) => part.lower[i]! - result.rowDuals[1 + i]!)
  const probabilities = new Float64Array(rows)
  days.forEach((t, k) => {
    probabilities[t] = result.x[firstDay + k]!
  })
  const prices = result.x.slice(firstPrice, firstPrice + part.inequalityLimits.length)
  return {
    solver: method,
    iterations: result.iterations,
    weights: settle(point, set.bounds),
    prices: pricesOf(
      set,
      prices.map((value) => Math.max(0, value) * unit),
    ),
    probabilities,
  }
}

/**
 * (CVaR(w) - lower bound) / |CVaR(w)|. The bound is the expected loss of the cheapest portfolio under
 * the probabilities, made exactly feasible first, so it holds whatever the solver gave.
 */
function dualityGap(
  { frame, confidence, set, unit }: CvarTask,
  { weights, prices, probabilities }: CvarProposal,
): number {
  const rows = rowCount(frame)
  const value = conditionalValueAtRisk(portfolioLosses(frame, weights), confidence)
  const most = highestProbability(rows, confidence)
  const feasible = projectOnBounds(probabilities, uniformBounds(rows, 0, most))
  const gap = value - lowestCostOver(set, expectedLosses(frame, feasible), prices)
  return gap / Math.max(Math.abs(value), 1e-6 * unit)
}
