import { sum } from "#engine/numerics/statistics"
import type { WeightBounds } from "./bounds"
import { projectOnBounds } from "./project"

const ROUNDS = 200
const RESIDUAL = 1e-10

/**
 * The platform's rule on the full vector (reference 1.6.7): clip, then take a surplus from the items in
 * proportion to their height above the lower bound, or hand a deficit out in proportion to the room
 * below the upper one. Not the nearest point. Takes feasible bounds.
 */
export function platformProjection(point: Float64Array, bounds: WeightBounds): Float64Array {
  const { lower, upper } = bounds
  const weights = point.map((value, i) => clamp(value, lower[i]!, upper[i]!))
  for (let round = 0; round < ROUNDS; round++) {
    const excess = sum(weights) - 1
    if (Math.abs(excess) <= RESIDUAL) break
    const room = weights.map((value, i) => (excess > 0 ? value - lower[i]! : upper[i]! - value))
    const total = sum(room)
    if (total <= 0) break
    for (let i = 0; i < weights.length; i++) {
      weights[i] = clamp(weights[i]! - (excess * room[i]!) / total, lower[i]!, upper[i]!)
    }
  }
  // What rounding left is below 1e-10; the projection spreads it without leaving the bounds.
  return projectOnBounds(weights, bounds)
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
