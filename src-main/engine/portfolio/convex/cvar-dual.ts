import { rowCount } from "#engine/numerics/frame"
import { type LinearMethod, solveLinearProgram } from "#engine/numerics/qp/linear-program"
import type { Proposal } from "./certified"
import { dualColumns } from "./dual-columns"
import { pricesOf } from "./feasible-set"
import { settle } from "./simplex"
import { highestProbability } from "./tail"
import type { TailTask } from "./tail-task"

/** A point with the probabilities of the days that prove it: the dual solution. */
export interface CvarProposal extends Proposal {
  readonly probabilities: Float64Array
}

/**
 * The dual on some of the days: max over probabilities of the least expected loss (the dual
 * representation of coherent measures, Artzner and others 1999). Row 0 sums the probabilities, row 1 + j
 * belongs to weight j.
 */
export async function solveCvarDual(
  { frame, confidence, set, unit }: TailTask,
  days: Uint32Array,
  method: LinearMethod,
): Promise<CvarProposal | undefined> {
  const rows = rowCount(frame)
  const n = frame.names.length
  const { columns, part, firstPrice, rowCount: rowsUsed } = dualColumns(set, 1)
  const most = highestProbability(rows, confidence)
  const firstDay = columns.count
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
    iterations: result.iterations,
    weights: settle(point, set.bounds),
    prices: pricesOf(
      set,
      prices.map((value) => Math.max(0, value) * unit),
    ),
    probabilities,
  }
}
