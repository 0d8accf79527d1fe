import type { ReturnFrame } from "#engine/numerics/frame"
import type { Described } from "./measure"

export const turnoverPerYear: Described = {
  key: "turnover",
  title: "Turnover (ann.)",
  unit: "fraction",
  definition:
    "sum over rebalances of sum |w_after - w_before|, bought plus sold, x periods per year / rows; the first purchase is not counted",
  undefinedWhen: "under 90 calendar days; no rebalance known; a total loss",
  annualised: "by factor",
}

/** What one rebalance trades, bought plus sold: sum |after - before|, as a fraction of the portfolio. */
export function turnover(before: ArrayLike<number>, after: ArrayLike<number>): number {
  let traded = 0
  for (let i = 0; i < before.length; i++) traded += Math.abs(after[i]! - before[i]!)
  return traded
}

/**
 * What a portfolio trades that is brought back to fixed weights after every row but the last: a weight
 * drifts to w_i (1 + R_i) / (1 + sum w_j R_j), the rest of the portfolio being cash without return. Takes
 * one weight per column; gives the sum over all rows, or undefined when a row leaves nothing to rebalance.
 */
export function constantMixTurnover(
  { days, names, values }: ReturnFrame,
  weights: ArrayLike<number>,
): number | undefined {
  const rows = days.length
  let traded = 0
  for (let t = 0; t < rows - 1; t++) {
    let growth = 1
    for (let i = 0; i < names.length; i++) growth += weights[i]! * values[i * rows + t]!
    if (growth <= 0) return undefined
    for (let i = 0; i < names.length; i++) {
      traded += Math.abs((weights[i]! * (1 + values[i * rows + t]!)) / growth - weights[i]!)
    }
  }
  return traded
}
