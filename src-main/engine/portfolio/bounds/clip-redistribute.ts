import { sum } from "#engine/numerics/statistics"
import type { WeightBounds } from "./bounds"
import { projectOnBounds } from "./project"

/**
 * Riskfolio-Lib's rule: clip to the bounds, spread what was cut off (or added) over the weights that
 * were not clipped, in proportion to them, and repeat until nothing is clipped. Takes feasible bounds.
 */
export function clipAndRedistribute(point: Float64Array, bounds: WeightBounds): Float64Array {
  const { lower, upper } = bounds
  let weights: Float64Array = Float64Array.from(point)
  for (let round = 0; round < 2 * point.length; round++) {
    const above = weights.some((value, i) => value > upper[i]!)
    const below = weights.some((value, i) => value < lower[i]!)
    if (!above && !below) break
    weights = above
      ? redistribute(
          weights,
          upper,
          (value, bound) => value > bound,
          (value, bound) => value < bound,
        )
      : redistribute(
          weights,
          lower,
          (value, bound) => value < bound,
          (value, bound) => value > bound,
        )
  }
  return projectOnBounds(weights, bounds)
}

function redistribute(
  weights: Float64Array,
  bound: Float64Array,
  breaks: (value: number, bound: number) => boolean,
  isFree: (value: number, bound: number) => boolean,
): Float64Array {
  const clipped = weights.map((value, i) => (breaks(value, bound[i]!) ? bound[i]! : value))
  const moved = sum(weights) - sum(clipped)
  let free = 0
  for (let i = 0; i < weights.length; i++) if (isFree(weights[i]!, bound[i]!)) free += weights[i]!
  if (free === 0) return clipped
  return clipped.map((value, i) =>
    isFree(weights[i]!, bound[i]!) ? value + (moved * weights[i]!) / free : value,
  )
}
