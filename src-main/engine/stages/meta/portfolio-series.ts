import { columnOf, type ReturnFrame, rowCount } from "#engine/numerics/frame"

/**
 * Daily returns of weights over a frame: r_t = sum_i w_i R_t,i, summed in column order.
 * Takes one weight per column (fractions); not renormalised.
 */
export function portfolioReturns(frame: ReturnFrame, weights: ArrayLike<number>): Float64Array {
  const series = new Float64Array(rowCount(frame))
  for (let i = 0; i < frame.names.length; i++) {
    const weight = weights[i]!
    const column = columnOf(frame, i)
    for (let t = 0; t < series.length; t++) series[t] = series[t]! + weight * column[t]!
  }
  return series
}
