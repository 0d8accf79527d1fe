import { createRequire } from "node:module"
import fc from "fast-check"

/** quadprog 1.6.1, a port of R's: indices begin at 1, constraints are columns A'x >= b, the first `equalities` are equations. */
interface Quadprog {
  solveQP(
    hessian: number[][],
    gains: number[],
    constraints: number[][],
    limits: number[],
    equalities: number,
  ): { readonly solution: number[]; readonly message: string }
}

const quadprog = createRequire(import.meta.url)("quadprog") as Quadprog

/**
 * min 1/2 x'Qx + c'x over {sum x = 1, lower <= x <= upper} by the dual active-set method of
 * Goldfarb and Idnani; undefined where quadprog itself breaks down (it gives NaN on some degenerate cases). */
export function byQuadprog(
  hessian: Float64Array,
  linear: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
): readonly number[] | undefined {
  const n = linear.length
  const fromOne = <T>(values: Iterable<T>): T[] => {
    const result: T[] = []
    let i = 1
    for (const value of values) result[i++] = value
    return result
  }
  const matrix = fromOne(Array.from({ length: n }, (_, i) => fromOne(hessian.subarray(i * n, (i + 1) * n))))
  const unit = (i: number, j: number): number => (i === j ? 1 : 0)
  const constraints = fromOne(
    Array.from({ length: n }, (_, i) =>
      fromOne([
        1,
        ...Array.from({ length: n }, (_, j) => unit(i, j)),
        ...Array.from({ length: n }, (_, j) => -unit(i, j)),
      ]),
    ),
  )
  const limits = fromOne([1, ...lower, ...upper.map((value) => -value)])
  const { solution, message } = quadprog.solveQP(
    matrix,
    fromOne(linear.map((value) => -value)),
    constraints,
    limits,
    1,
  )
  if (message !== "") throw new Error(message)
  const point = solution.slice(1)
  return point.every(Number.isFinite) ? point : undefined
}

/** A symmetric positive definite matrix of order n, as F'F + 0.1 I of standard random F. */
export function positiveDefinite(n: number): fc.Arbitrary<Float64Array> {
  return vector(n * n, -1, 1).map((factor) => {
    const matrix = new Float64Array(n * n)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let total = i === j ? 0.1 : 0
        for (let k = 0; k < n; k++) total += factor[k * n + i]! * factor[k * n + j]!
        matrix[i * n + j] = total
      }
    return matrix
  })
}

/** Vectors of n numbers in [min, max], in steps of a thousandth of the range. */
export function vector(n: number, min: number, max: number): fc.Arbitrary<Float64Array> {
  const step = fc.integer({ min: 0, max: 1000 })
  return fc
    .array(step, { minLength: n, maxLength: n })
    .map((steps) => Float64Array.from(steps, (k) => min + (k / 1000) * (max - min)))
}

/** Bounds around a point of the simplex, so that weights summing to 1 exist. */
export function feasibleBounds(
  n: number,
): fc.Arbitrary<{ readonly lower: Float64Array; readonly upper: Float64Array }> {
  return fc.tuple(vector(n, 0.05, 1), vector(n, 0.05, 0.9), vector(n, 0.05, 2)).map(([raw, below, above]) => {
    let total = 0
    for (const value of raw) total += value
    const point = raw.map((value) => value / total)
    return {
      lower: point.map((value, i) => value * (1 - below[i]!)),
      upper: point.map((value, i) => value * (1 + above[i]!)),
    }
  })
}

/** max |a_i - b_i|. */
export function largestDifference(left: ArrayLike<number>, right: ArrayLike<number>): number {
  if (left.length !== right.length) return Infinity
  let largest = 0
  for (let i = 0; i < left.length; i++) largest = Math.max(largest, Math.abs(left[i]! - right[i]!))
  return largest
}
