/**
 * Wealth after each return, from 1 and compounded. A total loss is a state: where wealth reaches zero or
 * less it stays as it is, since nothing is left to earn on (two losses beyond -100 % must not multiply to
 * a gain).
 */
export function wealthPath(returns: Float64Array): Float64Array {
  const path = new Float64Array(returns.length)
  let wealth = 1
  for (let t = 0; t < returns.length; t++) {
    const r = returns[t]!
    // Written apart because infinite wealth times zero would not be a number.
    if (wealth > 0) wealth = r === -1 ? 0 : wealth * (1 + r)
    path[t] = wealth
  }
  return path
}

/** Wealth over its peak so far, less 1; the starting wealth of 1 counts as a peak. */
export function drawdownPath(wealth: Float64Array): Float64Array {
  const path = new Float64Array(wealth.length)
  let peak = 1
  for (let t = 0; t < wealth.length; t++) {
    peak = Math.max(peak, wealth[t]!)
    path[t] = wealth[t]! / peak - 1
  }
  return path
}

/** Row at which everything was lost; undefined when that never happened. */
export function rowOfTotalLoss(wealth: Float64Array): number | undefined {
  const row = wealth.findIndex((value) => value <= 0)
  return row < 0 ? undefined : row
}
