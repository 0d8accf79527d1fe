import { rowCount } from "#engine/numerics/frame"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { boundsConflict } from "#engine/portfolio/bounds/feasibility"
import { projectOnBounds } from "#engine/portfolio/bounds/project"
import { type CdarProposal, solveCdarDual } from "./cdar-dual"
import { firstCertified, onlyPoint, type Solver } from "./certified"
import { lowestCostOver } from "./feasible-set"
import { leavesNoChoice } from "./simplex"
import type { ConvexSolution } from "./solution"
import {
  conditionalValueAtRisk,
  drawdowns,
  expectedLosses,
  highestProbability,
  portfolioLosses,
  tailProbabilities,
} from "./tail"
import { type TailArguments, type TailTask, tailTask } from "./tail-task"
import { byWorstDrawdowns } from "./worst-drawdowns"

/**
 * Weights of the least conditional drawdown at risk over {sum w = 1, bounds, constraints}: the mean
 * of the worst (1 - confidence) of the T drawdowns of the cumulated, uncompounded return, which
 * begins at zero (Chekhlov, Uryasev and Zabarankin 2005). Solved through the dual of its linear
 * program; the certificate is the duality gap relative to the objective.
 */
export async function solveMinCdar(given: TailArguments): Promise<ConvexSolution> {
  const { frame, bounds } = given
  const infeasibility = boundsConflict(frame.names, bounds)
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  const task = tailTask(given)
  return firstCertified<CdarProposal>({
    set: task.set,
    kind: "dualityGap",
    certificateOf: (proposal) => dualityGap(task, proposal),
    solvers: solversFor(task),
  })
}

function solversFor(task: TailTask): readonly Solver<CdarProposal>[] {
  const { set, frame, confidence } = task
  if (!leavesNoChoice(set.bounds))
    return [
      { name: "dual simplex on the worst drawdowns", propose: () => byWorstDrawdowns(task) },
      { name: "dual scaled simplex", propose: () => solveCdarDual(task, "scaled simplex") },
      { name: "dual ipm", propose: () => solveCdarDual(task, "ipm") },
    ]
  const only = onlyPoint(set)
  const { depth, peak } = drawdowns(portfolioLosses(frame, only.weights))
  const probabilities = tailProbabilities(depth, confidence)
  const lossPrices = new Float64Array(rowCount(frame))
  probabilities.forEach((probability, t) => {
    for (let day = peak[t]! + 1; day <= t; day++) lossPrices[day]! += probability
  })
  return [{ name: "bounds", propose: () => ({ ...only, probabilities, lossPrices }) }]
}

/** (CDaR(w) - lower bound) / |CDaR(w)|, from probabilities and prices made exactly feasible. */
function dualityGap({ frame, confidence, set, unit }: TailTask, proposal: CdarProposal): number {
  const rows = rowCount(frame)
  const value = conditionalValueAtRisk(drawdowns(portfolioLosses(frame, proposal.weights)).depth, confidence)
  const bounds = uniformBounds(rows, 0, highestProbability(rows, confidence))
  const probabilities = projectOnBounds(proposal.probabilities, bounds)
  const lossPrices = new Float64Array(rows)
  let next = 0
  for (let t = rows - 1; t >= 0; t--) {
    next = Math.min(Math.max(0, proposal.lossPrices[t]!), probabilities[t]! + next)
    lossPrices[t] = next
  }
  const gap = value - lowestCostOver(set, expectedLosses(frame, lossPrices), proposal.prices)
  return gap / Math.max(Math.abs(value), 1e-6 * unit)
}
