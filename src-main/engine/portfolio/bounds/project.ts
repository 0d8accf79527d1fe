import { ensure } from "#shared/problem/ensure"
import { sum } from "#engine/numerics/statistics"
import type { WeightBounds } from "./bounds"

/**
 * Euclidean projection of N numbers on {lower <= w <= upper, sum w = 1}, exact up to rounding:
 * w_i = clamp(a_i - shift), where the sum is piecewise linear in the shift, so the shift lies on the
 * segment between two of its 2N breakpoints (Held, Wolfe and Crowder 1974; O(N log N)).
 * Takes feasible bounds. What rounding leaves of a point far away is projected once more.
 */
export function projectOnBounds(point: Float64Array, bounds: WeightBounds): Float64Array {
  const near = projectOnce(point, bounds)
  const result = Math.abs(sum(near) - 1) <= ROUNDING * near.length ? near : projectOnce(near, bounds)
  ensure(Math.abs(sum(result) - 1) < 1e-9, "a projection on feasible bounds sums to 1")
  return result
}

const ROUNDING = 1e-15

function projectOnce(point: Float64Array, { lower, upper }: WeightBounds): Float64Array {
  const breakpoints = new Float64Array(2 * point.length)
  for (let i = 0; i < point.length; i++) {
    breakpoints[2 * i] = point[i]! - upper[i]!
    breakpoints[2 * i + 1] = point[i]! - lower[i]!
  }
  breakpoints.sort()
  const clamped = (shift: number): Float64Array =>
    point.map((value, i) => Math.min(upper[i]!, Math.max(lower[i]!, value - shift)))
  let low = 0
  let high = breakpoints.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (sum(clamped(breakpoints[middle]!)) >= 1) low = middle
    else high = middle
  }
  return onSegment(point, { lower, upper }, breakpoints[low]!, breakpoints[high]!, clamped)
}

/** Between two neighbouring breakpoints the same items are free: their common shift is a mean. */
function onSegment(
  point: Float64Array,
  { lower, upper }: WeightBounds,
  from: number,
  to: number,
  clamped: (shift: number) => Float64Array,
): Float64Array {
  const middle = from + (to - from) / 2
  let fixed = 0
  let free = 0
  let count = 0
  for (let i = 0; i < point.length; i++) {
    const value = point[i]! - middle
    if (value >= upper[i]!) fixed += upper[i]!
    else if (value <= lower[i]!) fixed += lower[i]!
    else {
      free += point[i]!
      count++
    }
  }
  const shift = count === 0 ? middle : Math.min(to, Math.max(from, (free + fixed - 1) / count))
  return clamped(shift)
}
