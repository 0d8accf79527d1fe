import { type ReturnFrame, rowCount } from "#engine/numerics/frame"
import { solveLinearProgram } from "#engine/numerics/qp/linear-program"
import type { CdarProposal } from "./cdar-dual"
import { dualColumns } from "./dual-columns"
import { pricesOf } from "./feasible-set"
import { centralPoint, settle } from "./simplex"
import { drawdowns, highestProbability, portfolioLosses, worstFirst } from "./tail"
import type { TailTask } from "./tail-task"

/** Days to begin with, as a multiple of those in the tail, and how many more each round looks at. */
const FIRST_TAILS = 4
const ROUND_TAILS = 2
const ROUND_LIMIT = 60

/**
 * Column generation (Gilmore and Gomory 1961): a drawdown is a stretch of days, from a peak to a day. Solves the dual on some
 * stretches, adds those of the worst drawdowns at the weights found, until none is missed.
 */
export async function byWorstDrawdowns(task: TailTask): Promise<CdarProposal | undefined> {
  const { frame, confidence, set } = task
  const tail = (1 - confidence) * rowCount(frame)
  const stretches = new Map<string, Stretch>()
  const addWorst = (weights: Float64Array, days: number): boolean => {
    const { depth, peak } = drawdowns(portfolioLosses(frame, weights))
    const before = stretches.size
    for (const day of worstFirst(depth).subarray(0, Math.ceil(days)))
      stretches.set(`${peak[day]!} ${day}`, { peak: peak[day]!, day })
    return stretches.size > before
  }
  addWorst(centralPoint(set.bounds), FIRST_TAILS * tail + 1)
  const cumulated = cumulatedReturns(frame)
  let iterations = 0
  for (let round = 0; round < ROUND_LIMIT; round++) {
    const proposal = await solveOnStretches(task, [...stretches.values()], cumulated)
    if (proposal === undefined) return undefined
    iterations += proposal.iterations
    if (!addWorst(proposal.weights, tail + 1)) return { ...proposal, iterations }
    addWorst(proposal.weights, ROUND_TAILS * tail + 1)
  }
  return undefined
}

/** The days after `peak` (-1: from the beginning) up to and with `day`. */
interface Stretch {
  readonly peak: number
  readonly day: number
}

/** Sum of the returns of every column up to and with each day, laid out as the frame is. */
function cumulatedReturns(frame: ReturnFrame): Float64Array {
  const rows = rowCount(frame)
  const sums = new Float64Array(frame.values.length)
  for (let i = 0; i < frame.names.length; i++) {
    let total = 0
    for (let t = 0; t < rows; t++) {
      total += frame.values[i * rows + t]!
      sums[i * rows + t] = total
    }
  }
  return sums
}

/** Rows: 0 sums the probabilities, 1 + i belongs to weight i, then one row caps each day. */
async function solveOnStretches(
  task: TailTask,
  stretches: readonly Stretch[],
  cumulated: Float64Array,
): Promise<CdarProposal | undefined> {
  const { frame, confidence, set, unit } = task
  const rows = rowCount(frame)
  const n = frame.names.length
  const { columns, part, firstPrice, rowCount: rowsUsed } = dualColumns(set, 1)
  const most = highestProbability(rows, confidence)
  const dayRows = new Map<number, number>()
  const firstStretch = columns.count
  for (const { peak, day } of stretches) {
    const returnOf = (i: number): number =>
      cumulated[i * rows + day]! - (peak < 0 ? 0 : cumulated[i * rows + peak]!)
    let atLower = 0
    for (let i = 0; i < n; i++) atLower += set.bounds.lower[i]! * returnOf(i)
    columns.open(atLower / unit, 0, most)
    columns.entry(0, 1)
    for (let i = 0; i < n; i++) columns.entry(1 + i, returnOf(i) / unit)
    const row = dayRows.get(day) ?? rowsUsed + dayRows.size
    dayRows.set(day, row)
    columns.entry(row, 1)
  }
  const rowLower = new Float64Array(rowsUsed + dayRows.size).fill(-Infinity)
  const rowUpper = new Float64Array(rowsUsed + dayRows.size).fill(most, rowsUsed)
  rowLower[0] = 1
  rowUpper[0] = 1
  const result = await solveLinearProgram(columns.program(rowLower, rowUpper), "simplex")
  if (!result.optimal) return undefined
  const point = Float64Array.from({ length: n }, (_, i) => part.lower[i]! - result.rowDuals[1 + i]!)
  const prices = result.x.slice(firstPrice, firstPrice + part.inequalityLimits.length)
  const probabilities = new Float64Array(rows)
  const lossPrices = new Float64Array(rows)
  stretches.forEach(({ peak, day }, k) => {
    const probability = result.x[firstStretch + k]!
    probabilities[day]! += probability
    for (let t = peak + 1; t <= day; t++) lossPrices[t]! += probability
  })
  return {
    iterations: result.iterations,
    weights: settle(point, set.bounds),
    prices: pricesOf(
      set,
      prices.map((value) => Math.max(0, value) * unit),
    ),
    probabilities,
    lossPrices,
  }
}
