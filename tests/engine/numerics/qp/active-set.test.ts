import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { solveByActiveSet } from "#engine/numerics/qp/active-set"
import { byQuadprog, feasibleBounds, largestDifference, positiveDefinite, vector } from "./oracles"

const simplex = (
  n: number,
): { n: number; lower: Float64Array; upper: Float64Array; firstFree: number[] } => ({
  n,
  lower: new Float64Array(n),
  upper: new Float64Array(n).fill(1),
  firstFree: Array.from({ length: n }, (_, i) => i),
})

describe("the active set", () => {
  it("leaves out what only adds variance", () => {
    // Inverse variance would be 1/6, 5/6 for the first two; the third is the second with more on top.
    const hessian = Float64Array.of(5, 0, 0, 0, 1, 1, 0, 1, 2)
    const goal = { kind: "quadratic", linear: new Float64Array(3) } as const
    const result = solveByActiveSet({ ...simplex(3), hessian, goal })
    expect(largestDifference(result!.x, [1 / 6, 5 / 6, 0])).toBeLessThan(1e-15)
  })

  it("comes to the same answer from any items it begins with", () => {
    const hessian = Float64Array.of(5, 0, 0, 0, 1, 1, 0, 1, 2)
    const goal = { kind: "quadratic", linear: new Float64Array(3) } as const
    const result = solveByActiveSet({ ...simplex(3), hessian, goal, firstFree: [2] })
    expect(largestDifference(result!.x, [1 / 6, 5 / 6, 0])).toBeLessThan(1e-15)
  })

  it("finds the largest ratio: weights in proportion to gain over variance", () => {
    const hessian = Float64Array.of(4, 0, 0, 0, 1, 0, 0, 0, 2)
    const goal = { kind: "ratio", gains: Float64Array.of(8, 1, -1) } as const
    const result = solveByActiveSet({ ...simplex(3), hessian, goal })
    expect(largestDifference(result!.x, [2 / 3, 1 / 3, 0])).toBeLessThan(1e-15)
  })

  it("holds one item where a corner of the bounds is best", () => {
    const hessian = Float64Array.of(1, 0, 0, 100)
    const goal = { kind: "quadratic", linear: Float64Array.of(-5, 0) } as const
    const result = solveByActiveSet({ ...simplex(2), hessian, goal })
    expect([...result!.x]).toEqual([1, 0])
  })

  it("gives way when free items are linearly dependent", () => {
    const hessian = Float64Array.of(1, 1, 1, 1)
    const goal = { kind: "quadratic", linear: new Float64Array(2) } as const
    expect(solveByActiveSet({ ...simplex(2), hessian, goal })).toBeUndefined()
  })

  it("ends at quadprog's answer on random convex programs within bounds", () => {
    const cases = fc
      .integer({ min: 2, max: 9 })
      .chain((n) => fc.tuple(positiveDefinite(n), vector(n, -1, 1), feasibleBounds(n)))
    fc.assert(
      fc.property(cases, ([hessian, linear, { lower, upper }]) => {
        const goal = { kind: "quadratic", linear } as const
        const result = solveByActiveSet({ ...simplex(linear.length), hessian, goal, lower, upper })
        const expected = byQuadprog(hessian, linear, lower, upper)
        fc.pre(expected !== undefined)
        expect(largestDifference(result!.x, expected)).toBeLessThan(1e-8)
      }),
    )
  })
})
