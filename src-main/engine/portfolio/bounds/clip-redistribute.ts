import { sum } from "#engine/numerics/statistics"
import type { WeightBounds } from "./bounds"

const ROUNDS = 100

/**
 * Riskfolio-Lib's rule: clip to the bounds, spread what was cut off less what was added over the weights
 * strictly inside their bounds, in proportion to them, and repeat until nothing is clipped.
 * Takes feasible bounds. Where every weight ends on a bound the rule leaves a sum other than 1.
 */
export function clipAndRedistribute(point: Float64Array, bounds: WeightBounds): Float64Array {
  const { lower, upper } = bounds
  let weights: Float64Array = Float64Array.from(point)
  for (let round = 0; round < ROUNDS; round++) {
    if (!weights.some((value, i) => value > upper[i]! || value < lower[i]!)) break
    weights = clipOnce(weights, bounds)
  }
  return weights
}

function clipOnce(weights: Float64Array, { lower, upper }: WeightBounds): Float64Array {
  const clipped = weights.map((value, i) => Math.max(Math.min(value, upper[i]!), lower[i]!))
  const moved = sum(weights) - sum(clipped)
  const inside = clipped.map((value, i) => (value > lower[i]! && value < upper[i]! ? value : 0))
  const total = sum(inside)
  return total === 0 ? clipped : clipped.map((value, i) => value + (moved * inside[i]!) / total)
}
