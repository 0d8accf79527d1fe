import type { ConvexSolution } from "#engine/portfolio/convex/solution"

/** Weights of a solution; fails the test when there are none or when they are not certified. */
export function weightsOf(solution: ConvexSolution): readonly number[] {
  if (solution.kind !== "solved") throw new Error(`expected weights, got ${JSON.stringify(solution)}`)
  if (!(solution.certificate.value <= 1e-8)) throw new Error(`certificate ${solution.certificate.value}`)
  return [...solution.weights]
}

/** max |a_i - b_i|; Infinity when the lengths differ. */
export function largestDifference(left: ArrayLike<number>, right: ArrayLike<number>): number {
  if (left.length !== right.length) return Infinity
  let largest = 0
  for (let i = 0; i < left.length; i++) largest = Math.max(largest, Math.abs(left[i]! - right[i]!))
  return largest
}
