import type { WeightBounds } from "#engine/portfolio/bounds/bounds"

/**
 * Lowest cost'v over {sum v = 1, lower <= v <= upper}: fill the cheapest items first (the continuous
 * knapsack, Dantzig 1957). Takes feasible bounds.
 */
export function lowestCost(costs: Float64Array, { lower, upper }: WeightBounds): number {
  let left = 1
  let total = 0
  for (let i = 0; i < costs.length; i++) {
    left -= lower[i]!
    total += lower[i]! * costs[i]!
  }
  if (left <= 0) return total
  let cheapest = 0
  for (let i = 1; i < costs.length; i++) if (costs[i]! < costs[cheapest]!) cheapest = i
  if (upper[cheapest]! - lower[cheapest]! >= left) return total + left * costs[cheapest]!
  const order = Uint32Array.from(costs, (_, i) => i).sort((a, b) => costs[a]! - costs[b]! || a - b)
  for (const i of order) {
    const taken = Math.min(left, upper[i]! - lower[i]!)
    total += taken * costs[i]!
    left -= taken
    if (left <= 0) break
  }
  return total
}

/**
 * A point of the bounded simplex with every weight at the same share of its range: strictly inside
 * the bounds unless they allow one point only. Takes feasible bounds.
 */
export function centralPoint({ lower, upper }: WeightBounds): Float64Array {
  let least = 0
  let most = 0
  for (let i = 0; i < lower.length; i++) {
    least += lower[i]!
    most += upper[i]!
  }
  const share = most > least ? Math.min(1, Math.max(0, (1 - least) / (most - least))) : 0
  return lower.map((value, i) => value + share * (upper[i]! - value))
}

/** Room below which bounds allow one point only, as a sum of weights. */
const SINGLE_POINT_ROOM = 1e-12

/** Whether the bounds leave the weights no choice: lower or upper bounds sum to 1, or n = 1. */
export function leavesNoChoice({ lower, upper }: WeightBounds): boolean {
  let least = 0
  let most = 0
  for (let i = 0; i < lower.length; i++) {
    least += lower[i]!
    most += upper[i]!
  }
  return lower.length === 1 || 1 - least < SINGLE_POINT_ROOM || most - 1 < SINGLE_POINT_ROOM
}

/**
 * Puts a solver's point exactly into the bounds and on the plane sum w = 1: clips what rounding left
 * outside, then gives the rest to the items with the most room.
 */
export function settle(point: Float64Array, { lower, upper }: WeightBounds): Float64Array {
  const weights = point.map((value, i) => Math.min(upper[i]!, Math.max(lower[i]!, value)))
  for (let round = 0; round < weights.length; round++) {
    let total = 0
    for (const value of weights) total += value
    const left = 1 - total
    if (Math.abs(left) < 1e-15) break
    let roomiest = 0
    let most = -1
    for (let i = 0; i < weights.length; i++) {
      const room = left > 0 ? upper[i]! - weights[i]! : weights[i]! - lower[i]!
      if (room > most) {
        most = room
        roomiest = i
      }
    }
    weights[roomiest]! += Math.sign(left) * Math.min(Math.abs(left), most)
  }
  return weights
}

/** Items that an active set begins with, at least: fewer would take more rounds. */
const FIRST_FREE = 8

/** Items to begin with: the cheapest ones that can move, enough of them to hold the whole portfolio. */
export function cheapestItems({ lower, upper }: WeightBounds, cost: (i: number) => number): Uint32Array {
  const costs = Float64Array.from(lower, (_, i) => cost(i))
  const order = Uint32Array.from(costs, (_, i) => i)
    .filter((i) => upper[i]! > lower[i]!)
    .sort((a, b) => costs[a]! - costs[b]! || a - b)
  let left = 1
  for (const value of lower) left -= value
  let count = 0
  for (const i of order) {
    count++
    left -= upper[i]! - lower[i]!
    if (left <= 0 && count >= FIRST_FREE) break
  }
  return order.subarray(0, count)
}
