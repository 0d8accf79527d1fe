import { rowCount } from "#engine/numerics/frame"
import { type LinearMethod, solveLinearProgram } from "#engine/numerics/qp/linear-program"
import type { Proposal } from "./certified"
import { dualColumns } from "./dual-columns"
import { pricesOf } from "./feasible-set"
import { settle } from "./simplex"
import { highestProbability } from "./tail"
import type { TailTask } from "./tail-task"

/** A point with the dual solution that proves it. */
export interface CdarProposal extends Proposal {
  /** Probability of each day's drawdown. */
  readonly probabilities: Float64Array
  /** Price of each day's loss: the probability of the drawdowns that it is part of. */
  readonly lossPrices: Float64Array
}

/**
 * The whole dual of the program of Chekhlov, Uryasev and Zabarankin (2005), every day's drawdown through the day
 * before. Rows: 0 sums the probabilities p; 1 .. T keep the price of a day's loss at most the day's p plus
 * the next day's price (a drawdown is part of the next one, or over); the rest belong to the weights.
 */
export async function solveCdarDual(task: TailTask, method: LinearMethod): Promise<CdarProposal | undefined> {
  const { frame, confidence, set, unit } = task
  const rows = rowCount(frame)
  const n = frame.names.length
  const first = 1 + rows
  const { columns, part, firstPrice, rowCount: rowsUsed } = dualColumns(set, first)
  const firstProbability = columns.count
  const most = highestProbability(rows, confidence)
  for (let t = 0; t < rows; t++) {
    columns.open(0, 0, most)
    columns.entry(0, 1)
    columns.entry(1 + t, -1)
  }
  const firstLoss = columns.count
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
