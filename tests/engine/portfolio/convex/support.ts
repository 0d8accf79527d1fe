import fc from "fast-check"
import type { SymmetricMatrix } from "#engine/numerics/matrix"
import type { WeightBounds } from "#engine/portfolio/bounds/bounds"
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

/** A covariance from its rows. */
export function covarianceOf(rows: readonly (readonly number[])[]): SymmetricMatrix {
  return { n: rows.length, values: Float64Array.from(rows.flat()) }
}

/** Names a, b, c, ... for n items. */
export function letters(n: number): readonly string[] {
  return Array.from({ length: n }, (_, i) => String.fromCharCode(97 + i))
}

/** Vectors of n numbers in [min, max], in steps of a thousandth of the range. */
export function vector(n: number, min: number, max: number): fc.Arbitrary<Float64Array> {
  return fc
    .array(fc.integer({ min: 0, max: 1000 }), { minLength: n, maxLength: n })
    .map((steps) => Float64Array.from(steps, (k) => min + (k / 1000) * (max - min)))
}

/** Covariances of n items: three common factors and own variances; daily size. */
export function covariances(n: number): fc.Arbitrary<SymmetricMatrix> {
  return fc.tuple(vector(3 * n, -0.5, 1), vector(n, 0.1, 1)).map(([loadings, own]) => {
    const values = new Float64Array(n * n)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let total = i === j ? own[i]! : 0
        for (let k = 0; k < 3; k++) total += loadings[3 * i + k]! * loadings[3 * j + k]!
        values[i * n + j] = 1e-4 * total
      }
    return { n, values }
  })
}

/** Bounds that a random point of the simplex keeps, and that point. */
export function boundsAroundPoint(
  n: number,
): fc.Arbitrary<{ readonly bounds: WeightBounds; readonly point: Float64Array }> {
  return fc.tuple(vector(n, 0.05, 1), vector(n, 0, 1), vector(n, 0, 2)).map(([raw, below, above]) => {
    let total = 0
    for (const value of raw) total += value
    const point = raw.map((value) => value / total)
    const lower = point.map((value, i) => value * (1 - below[i]!))
    const upper = point.map((value, i) => value * (1 + above[i]!))
    return { bounds: { lower, upper }, point }
  })
}

/** Whether weights sum to 1 within 1e-9 and lie in their bounds within 1e-12. */
export function keeps(weights: readonly number[], { lower, upper }: WeightBounds): boolean {
  const total = weights.reduce((sum, value) => sum + value, 0)
  return (
    Math.abs(total - 1) < 1e-9 &&
    weights.every((value, i) => value >= lower[i]! - 1e-12 && value <= upper[i]! + 1e-12)
  )
}
