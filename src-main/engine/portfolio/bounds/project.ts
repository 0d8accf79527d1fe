import { ensure } from "#shared/problem/ensure"
import { square, sum } from "#engine/numerics/statistics"
import type { WeightBounds } from "./bounds"

/**
 * Euclidean projection of N numbers on {lower <= w <= upper, sum w = 1}, exact up to rounding:
 * w_i = clamp(a_i - shift), where the sum is piecewise linear in the shift, so the shift lies on the
 * segment between two of its 2N breakpoints (Held, Wolfe and Crowder 1974; O(N log N)).
 * Takes feasible bounds.
 */
export function projectOnBounds(point: Float64Array, bounds: WeightBounds): Float64Array {
  return shiftOntoBounds(point, bounds, new Float64Array(point.length).fill(1))
}

/** A weight below it has no relative deviation of its own any more. */
const LEAST_WEIGHT = 1e-12

/**
 * The weights of least relative deviation, min sum ((w_i - a_i) / a_i)^2 on the same set, from weights a of
 * at least 0 (those below 1e-12 deviate by the share of 1e-12): w_i = clamp(a_i - shift a_i^2). skfolio's
 * rule for its hierarchical equal risk contribution.
 */
export function leastRelativeDeviation(point: Float64Array, bounds: WeightBounds): Float64Array {
  ensure(
    point.every((value) => value >= 0),
    "relative deviations are from weights of at least 0",
  )
  return shiftOntoBounds(
    point,
    bounds,
    point.map((value) => square(Math.max(LEAST_WEIGHT, value))),
  )
}

const ROUNDING = 1e-15

/** clamp(a_i - shift pace_i) summing to 1. What rounding leaves of a point far away is shifted once more. */
function shiftOntoBounds(point: Float64Array, bounds: WeightBounds, paces: Float64Array): Float64Array {
  const near = shiftOnce(point, bounds, paces)
  const result = Math.abs(sum(near) - 1) <= ROUNDING * near.length ? near : shiftOnce(near, bounds, paces)
  ensure(Math.abs(sum(result) - 1) < 1e-9, "a projection on feasible bounds sums to 1")
  return result
}

function shiftOnce(point: Float64Array, bounds: WeightBounds, paces: Float64Array): Float64Array {
  const { lower, upper } = bounds
  const breakpoints = new Float64Array(2 * point.length)
  for (let i = 0; i < point.length; i++) {
    breakpoints[2 * i] = (point[i]! - upper[i]!) / paces[i]!
    breakpoints[2 * i + 1] = (point[i]! - lower[i]!) / paces[i]!
  }
  breakpoints.sort()
  const clamped = (shift: number): Float64Array =>
    point.map((value, i) => Math.min(upper[i]!, Math.max(lower[i]!, value - shift * paces[i]!)))
  let low = 0
  let high = breakpoints.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (sum(clamped(breakpoints[middle]!)) >= 1) low = middle
    else high = middle
  }
  return clamped(shiftBetween(point, bounds, paces, breakpoints[low]!, breakpoints[high]!))
}

/** Between two neighbouring breakpoints the same items are free, and the sum is linear in their shift. */
function shiftBetween(
  point: Float64Array,
  { lower, upper }: WeightBounds,
  paces: Float64Array,
  from: number,
  to: number,
): number {
  const middle = from + (to - from) / 2
  let fixed = 0
  let free = 0
  let pace = 0
  for (let i = 0; i < point.length; i++) {
    const value = point[i]! - middle * paces[i]!
    if (value >= upper[i]!) fixed += upper[i]!
    else if (value <= lower[i]!) fixed += lower[i]!
    else {
      free += point[i]!
      pace += paces[i]!
    }
  }
  return pace === 0 ? middle : Math.min(to, Math.max(from, (free + fixed - 1) / pace))
}
