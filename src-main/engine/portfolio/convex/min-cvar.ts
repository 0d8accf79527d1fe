import { rowCount } from "#engine/numerics/frame"
import type { LinearMethod } from "#engine/numerics/qp/linear-program"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { boundsConflict } from "#engine/portfolio/bounds/feasibility"
import { projectOnBounds } from "#engine/portfolio/bounds/project"
import { firstCertified, onlyPoint, type Solver } from "./certified"
import { type CvarProposal, solveCvarDual } from "./cvar-dual"
import { lowestCostOver } from "./feasible-set"
import { centralPoint, leavesNoChoice } from "./simplex"
import type { ConvexSolution } from "./solution"
import {
  conditionalValueAtRisk,
  expectedLosses,
  highestProbability,
  portfolioLosses,
  tailProbabilities,
  worstFirst,
} from "./tail"
import { type TailArguments, type TailTask, tailTask } from "./tail-task"

/**
 * Weights of the least conditional value at risk of daily losses over {sum w = 1, bounds,
 * constraints} (Rockafellar and Uryasev 2000), through the dual: the days' probabilities p, at most
 * 1/((1 - confidence) T) each, that make the cheapest portfolio as bad as possible.
 *
 * Only days in the tail carry probability, so the program is solved on the worst days and days are
 * added until none is missed. Certificate: the duality gap relative to the objective.
 */
export async function solveMinCvar(given: TailArguments): Promise<ConvexSolution> {
  const { frame, bounds } = given
  const infeasibility = boundsConflict(frame.names, bounds)
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  const task = tailTask(given)
  return firstCertified<CvarProposal>({
    set: task.set,
    kind: "dualityGap",
    certificateOf: (proposal) => dualityGap(task, proposal),
    solvers: solversFor(task),
  })
}

function solversFor(task: TailTask): readonly Solver<CvarProposal>[] {
  const { set, frame, confidence } = task
  if (!leavesNoChoice(set.bounds))
    return [
      { name: "dual simplex on the worst days", propose: () => byWorstDays(task) },
      { name: "scaled simplex", propose: () => byAllDays(task, "scaled simplex") },
      { name: "ipm", propose: () => byAllDays(task, "ipm") },
    ]
  const only = onlyPoint(set)
  const losses = portfolioLosses(frame, only.weights)
  const probabilities = tailProbabilities(losses, confidence)
  return [{ name: "bounds", propose: () => ({ ...only, probabilities }) }]
}

/** Days to begin with, as a multiple of those in the tail, and at least so many. */
const FIRST_TAILS = 4
const FIRST_DAYS = 30
const ROUND_LIMIT = 20

async function byWorstDays(task: TailTask): Promise<CvarProposal | undefined> {
  const { frame, confidence, set } = task
  const rows = rowCount(frame)
  let order = worstFirst(portfolioLosses(frame, centralPoint(set.bounds)))
  const days = new Set(order.subarray(0, Math.ceil(FIRST_TAILS * (1 - confidence) * rows) + FIRST_DAYS))
  let iterations = 0
  for (let round = 0; round < ROUND_LIMIT; round++) {
    const proposal = await solveCvarDual(task, Uint32Array.from(days).sort(), "simplex")
    if (proposal === undefined) return undefined
    iterations += proposal.iterations
    order = worstFirst(portfolioLosses(frame, proposal.weights))
    const before = days.size
    for (const day of order.subarray(0, Math.ceil((1 - confidence) * rows) + 1)) days.add(day)
    if (days.size === before) return { ...proposal, iterations }
    // Neighbours of what was missed will be missed next.
    for (const day of order.subarray(0, Math.ceil(2 * (1 - confidence) * rows))) days.add(day)
  }
  return undefined
}

function byAllDays(task: TailTask, method: LinearMethod): Promise<CvarProposal | undefined> {
  return solveCvarDual(
    task,
    Uint32Array.from({ length: rowCount(task.frame) }, (_, t) => t),
    method,
  )
}

/**
 * (CVaR(w) - lower bound) / |CVaR(w)|. The bound is the expected loss of the cheapest portfolio under
 * the probabilities, made exactly feasible first, so it holds whatever the solver gave.
 */
function dualityGap(
  { frame, confidence, set, unit }: TailTask,
  { weights, prices, probabilities }: CvarProposal,
): number {
  const rows = rowCount(frame)
  const value = conditionalValueAtRisk(portfolioLosses(frame, weights), confidence)
  const most = highestProbability(rows, confidence)
  const feasible = projectOnBounds(probabilities, uniformBounds(rows, 0, most))
  const gap = value - lowestCostOver(set, expectedLosses(frame, feasible), prices)
  return gap / Math.max(Math.abs(value), 1e-6 * unit)
}
