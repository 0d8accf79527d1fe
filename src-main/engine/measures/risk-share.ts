import { columnOf, type ReturnFrame } from "#engine/numerics/frame"
import { mean } from "#engine/numerics/statistics"
import { hasSpread, magnitude } from "./spread"

/**
 * Share of the portfolio's variance that each column carries, w_i (Sw)_i / w'Sw with S the sample
 * covariance of the frame (Euler decomposition); they sum to 1 and may be negative. Since (Sw)_i is the
 * covariance of column i with the portfolio, S itself is not built. Takes one signed weight per column;
 * null when the portfolio has no variance.
 */
export function riskShares(frame: ReturnFrame, weights: ArrayLike<number>): Float64Array | null {
  const rows = frame.days.length
  const n = frame.names.length
  const centres = Float64Array.from({ length: n }, (_, i) => mean(columnOf(frame, i)))
  const portfolio = new Float64Array(rows)
  let scale = 0
  for (let i = 0; i < n; i++) {
    const column = columnOf(frame, i)
    scale += Math.abs(weights[i]!) * magnitude(column)
    for (let t = 0; t < rows; t++) portfolio[t] = portfolio[t]! + weights[i]! * (column[t]! - centres[i]!)
  }
  if (!hasSpread(portfolio, scale)) return null
  let variance = 0
  for (const deviation of portfolio) variance += deviation * deviation
  const shares = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const column = columnOf(frame, i)
    let cross = 0
    for (let t = 0; t < rows; t++) cross += (column[t]! - centres[i]!) * portfolio[t]!
    shares[i] = (weights[i]! * cross) / variance
  }
  return shares
}
