import { columnOf, type ReturnFrame, rowCount } from "#engine/numerics/frame"

/** Loss of the portfolio on each of T days, minus its return: -sum_i w_i r_ti. */
export function portfolioLosses(frame: ReturnFrame, weights: Float64Array): Float64Array {
  const losses = new Float64Array(rowCount(frame))
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!
    if (weight === 0) continue
    const column = columnOf(frame, i)
    for (let t = 0; t < losses.length; t++) losses[t]! -= weight * column[t]!
  }
  return losses
}

/**
 * Conditional value at risk at the confidence level: the mean of the worst (1 - confidence) T values,
 * the last of them by its fraction (Rockafellar and Uryasev 2002).
 */
export function conditionalValueAtRisk(losses: Float64Array, confidence: number): number {
  const mass = (1 - confidence) * losses.length
  const worstLast = Float64Array.from(losses).sort()
  let left = mass
  let total = 0
  for (let k = worstLast.length - 1; k >= 0 && left > 0; k--) {
    const share = Math.min(1, left)
    total += share * worstLast[k]!
    left -= share
  }
  return total / mass
}

/** Highest probability of one day: 1 / ((1 - confidence) T), at most 1. */
export function highestProbability(rows: number, confidence: number): number {
  return Math.min(1, 1 / ((1 - confidence) * rows))
}

/**
 * Probabilities of the days under which the expected loss is the conditional value at risk (Rockafellar and
 * Uryasev 2002).
 */
export function tailProbabilities(losses: Float64Array, confidence: number): Float64Array {
  const mass = (1 - confidence) * losses.length
  const probabilities = new Float64Array(losses.length)
  let left = mass
  for (const t of worstFirst(losses)) {
    probabilities[t] = Math.min(1, left) / mass
    left -= 1
    if (left <= 0) break
  }
  return probabilities
}

/** Expected loss of every column under probabilities (or prices) of the days, length N. */
export function expectedLosses(frame: ReturnFrame, probabilities: Float64Array): Float64Array {
  const days = Uint32Array.from(probabilities, (_, t) => t).filter((t) => probabilities[t] !== 0)
  return Float64Array.from(frame.names, (_, i) => {
    const column = columnOf(frame, i)
    let total = 0
    for (const t of days) total -= probabilities[t]! * column[t]!
    return total
  })
}

/**
 * Drawdowns of the cumulated, uncompounded return, which begins at zero (Chekhlov, Uryasev and
 * Zabarankin 2005): how deep it stands on each day below its highest value so far, and the day of that peak (-1: the beginning).
 */
export function drawdowns(losses: Float64Array): { readonly depth: Float64Array; readonly peak: Int32Array } {
  const depth = new Float64Array(losses.length)
  const peak = new Int32Array(losses.length)
  let below = 0
  let highest = -1
  for (let t = 0; t < losses.length; t++) {
    below += losses[t]!
    if (below <= 0) {
      below = 0
      highest = t
    }
    depth[t] = below
    peak[t] = highest
  }
  return { depth, peak }
}

/** Days from the worst to the mildest; ties by day. */
export function worstFirst(losses: Float64Array): Uint32Array {
  return Uint32Array.from(losses, (_, t) => t).sort((a, b) => losses[b]! - losses[a]! || a - b)
}

/** Mean absolute return of the frame: the size that tolerances are relative to; 0 for a flat frame. */
export function meanAbsoluteReturn({ values }: ReturnFrame): number {
  let total = 0
  for (const value of values) total += Math.abs(value)
  return values.length > 0 ? total / values.length : 0
}
