import { rowCount } from "#engine/numerics/frame"
import { solveLinearProgram } from "#engine/numerics/qp/linear-program"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { boundsConflict } from "#engine/portfolio/bounds/feasibility"
import { projectOnBounds } from "#engine/portfolio/bounds/project"
import type { CdarProposal, CdarTask, MinCdarArguments } from "./cdar-task"
import { firstCertified, onlyPoint, type Solver } from "./certified"
import { dualColumns } from "./dual-columns"
import { feasibleSet, lowestCostOver, pricesOf } from "./feasible-set"
import { leavesNoChoice, settle } from "./simplex"
import type { ConvexSolution } from "./solution"
import {
  conditionalValueAtRisk,
  drawdowns,
  expectedLosses,
  highestProbability,
  meanAbsoluteReturn,
  portfolioLosses,
  tailProbabilities,
} from "./tail"
import { byWorstDrawdowns } from "./worst-drawdowns"

/**
 * Weights of the least conditional drawdown at risk over {sum w = 1, bounds, constraints}: the mean
 * of the worst (1 - confidence) of the T drawdowns of the cumulated, uncompounded return, which
 * begins at zero (Chekhlov, Uryasev and Zabarankin 2005). Solved through the dual of its linear
 * program; the certificate is the duality gap relative to the objective.
 */
export async function solveMinCdar(given: MinCdarArguments): Promise<ConvexSolution> {
  const { frame, bounds, constraints } = given
  const infeasibility = boundsConflict(frame.names, bounds)
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  const set = feasibleSet(frame.names, bounds, constraints)
  const task = { ...given, set, unit: meanAbsoluteReturn(frame) || 1 }
  return firstCertified<CdarProposal>({
    set,
    kind: "dualityGap",
    certificateOf: (proposal) => dualityGap(task, proposal),
    solvers: solversFor(task),
  })
}

function solversFor(task: CdarTask): readonly Solver<CdarProposal>[] {
  const { set, frame, confidence } = task
  if (!leavesNoChoice(set.bounds))
    return [() => byWorstDrawdowns(task), () => solveDual(task, "simplex"), () => solveDual(task, "ipm")]
  const only = onlyPoint(set)
  const { depth, peak } = drawdowns(portfolioLosses(frame, only.weights))
  const probabilities = tailProbabilities(depth, confidence)
  const lossPrices = new Float64Array(rowCount(frame))
  probabilities.forEach((probability, t) => {
    for (let day = peak[t]! + 1; day <= t; day++) lossPrices[day]! += probability
  })
  return [() => ({ ...only, probabilities, lossPrices })]
}

/**
 * Rows: 0 sums the probabilities p; 1 .. T keep the price of a day's loss at most the day's p plus
 * the next day's price (a drawdown is part of the next one, or over); the rest belong to the weights.
 */
async function solveDual(task: CdarTask, method: "simplex" | "ipm"): Promise<CdarProposal | undefined> {
  const { frame, confidence, set, unit } = task
  const rows = rowCount(frame)
  const n = frame.names.length
  const first = 1 + rows
  const { columns, part, firstPrice, rowCount: rowsUsed } = dualColumns(set, first)
  const firstProbability = columns.cost.length
  const most = highestProbability(rows, confidence)
  for (let t = 0; t < rows; t++) {
    columns.open(0, 0, most)
    columns.entry(0, 1)
    columns.entry(1 + t, -1)
  }
  const firstLoss = columns.cost.length
  for (let t = 0; t < rows; t++) {
    let atLower = 0
    for (let i = 0; i < n; i++) atLower += set.bounds.lower[i]! * frame.values[i * rows + t]!
    columns.open(atLower / unit, 0, Infinity)
    if (t > 0) columns.entry(t, -1)
    columns.entry(1 + t, 1)
    for (let i = 0; i < n; i++) columns.entry(first + i, frame.values[i * rows + t]! / unit)
  }
  const rowLower = new Float64Array(rowsUsed).fill(-Infinity)
  const rowUpper = new Float64Array(rowsUsed)
  rowLower[0] = 1
  rowUpper[0] = 1
  const result = await solveLinearProgram(columns.program(rowLower, rowUpper), method)
  if (!result.optimal) return undefined
  const point = Float64Array.from({ length: n }, (_, i) => part.lower[i]! - result.rowDuals[first + i]!)
  const prices = result.x.slice(firstPrice, firstPrice + part.inequalityLimits.length)
  return {
    solver: `dual ${method}`,
    iterations: result.iterations,
    weights: settle(point, set.bounds),
    prices: pricesOf(
      set,
      prices.map((value) => Math.max(0, value) * unit),
    ),
    probabilities: result.x.slice(firstProbability, firstProbability + rows),
    lossPrices: result.x.slice(firstLoss, firstLoss + rows),
  }
}

/** (CDaR(w) - lower bound) / |CDaR(w)|, from probabilities and prices made exactly feasible. */
function dualityGap({ frame, confidence, set, unit }: CdarTask, proposal: CdarProposal): number {
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
