import { ensure } from "#shared/problem/ensure"
import { columnOf, type ReturnFrame } from "#engine/numerics/frame"

/** What is to be held from a row of the frame on; null trades nothing and lets the holdings drift on. */
export interface Target {
  readonly row: number
  /** Fractions of wealth by frame column; what they leave of 1 is cash without return. */
  readonly weights: Float64Array | null
}

/** What a rebalance traded. */
export interface Trade {
  readonly row: number
  /** sum |target - held|, both as fractions of wealth: buys and sales. */
  readonly turnover: number
  /** turnover x rate, as a fraction of wealth. */
  readonly cost: number
}

/** A portfolio's way through the rows from its first target on. */
export interface Simulated {
  /** Return of each row after costs, as fractions. */
  readonly net: Float64Array
  /** The same before costs. */
  readonly gross: Float64Array
  /** Weights at the start of each row, after its rebalance; column-major, rows x columns. */
  readonly held: Float64Array
  /** One per target, in their order; a target that is null traded nothing. */
  readonly trades: readonly Trade[]
  /** Row of the frame on which all wealth was lost; nothing is held or earned after it. */
  readonly lostAt: number | null
}

/**
 * Holds targets over the rows [targets[0].row, endRow) of a frame (reference 3.8, mode `window`): bought at
 * the start of a target's row, drifting with returns until the next, w_i (1 + r_i) / (1 + sum_j w_j r_j).
 * A rebalance costs sum |target - held| x `costRate` of that row's return; the first one buys from cash.
 * Costs are borne by all holdings alike, so they do not change the drift.
 */
export function simulate(
  frame: ReturnFrame,
  targets: readonly Target[],
  endRow: number,
  costRate: number,
): Simulated {
  const [first] = targets
  ensure(first?.weights !== undefined && first.weights !== null, "something is bought to begin with")
  const n = frame.names.length
  const rows = endRow - first.row
  const columns = frame.names.map((_, i) => columnOf(frame, i))
  const net = new Float64Array(rows)
  const gross = new Float64Array(rows)
  const held = new Float64Array(rows * n)
  const trades: Trade[] = []
  const weights = new Float64Array(n)
  let lostAt: number | null = null
  let next = 0
  for (let t = 0; t < rows; t++) {
    const row = first.row + t
    let cost = 0
    if (targets[next]?.row === row) {
      const target = lostAt === null ? targets[next]!.weights : null
      const turnover = target === null ? 0 : distance(weights, target)
      if (target !== null) weights.set(target)
      cost = turnover * costRate
      trades.push({ row, turnover, cost })
      next++
    }
    let earned = 0
    for (let i = 0; i < n; i++) {
      held[i * rows + t] = weights[i]!
      earned += weights[i]! * columns[i]![row]!
    }
    gross[t] = earned
    net[t] = earned - cost
    if (1 + earned - cost <= 0) {
      lostAt ??= row
      weights.fill(0)
    } else {
      for (let i = 0; i < n; i++) weights[i] = (weights[i]! * (1 + columns[i]![row]!)) / (1 + earned)
    }
  }
  ensure(next === targets.length, "every target lies within the rows")
  return { net, gross, held, trades, lostAt }
}

function distance(a: Float64Array, b: Float64Array): number {
  let total = 0
  for (let i = 0; i < a.length; i++) total += Math.abs(a[i]! - b[i]!)
  return total
}
