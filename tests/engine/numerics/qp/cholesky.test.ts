import fc from "fast-check"
import { CholeskyDecomposition, Matrix } from "ml-matrix"
import { describe, expect, it } from "vitest"
import { choleskySpace, factorise, solveFactorised } from "#engine/numerics/qp/cholesky"
import { largestDifference, positiveDefinite, vector } from "./oracles"

function lowerTriangle(lower: Float64Array, n: number): number[] {
  return Array.from({ length: n * n }, (_, k) => (k % n <= Math.floor(k / n) ? lower[k]! : 0))
}

describe("the Cholesky factor", () => {
  it("of a 3 x 3 matrix is the textbook one", () => {
    // https://en.wikipedia.org/wiki/Cholesky_decomposition#Example
    const factor = choleskySpace(3)
    factor.lower.set([4, 12, -16, 12, 37, -43, -16, -43, 98])
    expect(factorise(factor, 3)).toBe(true)
    expect(lowerTriangle(factor.lower, 3)).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3])
  })

  it("solves 4x + 2y = 10, 2x + 5y = 13 with x = 1.5, y = 2", () => {
    const factor = choleskySpace(2)
    factor.lower.set([4, 2, 2, 5])
    factorise(factor, 2)
    const b = Float64Array.of(10, 13)
    solveFactorised(factor, b)
    expect(largestDifference(b, [1.5, 2])).toBeLessThan(1e-15)
  })

  it("refuses an indefinite matrix", () => {
    const factor = choleskySpace(2)
    factor.lower.set([1, 2, 2, 1])
    expect(factorise(factor, 2)).toBe(false)
  })

  it("refuses two equal columns when asked to mind small pivots", () => {
    const factor = choleskySpace(3)
    factor.lower.set([2, 2, 1, 2, 2, 1, 1, 1, 3])
    expect(factorise(factor, 3, 1e-13)).toBe(false)
  })

  it("uses the order it is given, not its room", () => {
    const factor = choleskySpace(5)
    factor.lower.set([9, 3, 3, 5])
    expect(factorise(factor, 2)).toBe(true)
    expect([factor.lower[0], factor.lower[2], factor.lower[3]]).toEqual([3, 1, 2])
  })

  it("agrees with ml-matrix at every order from 1 to 19", () => {
    const cases = fc
      .integer({ min: 1, max: 19 })
      .chain((n) => fc.tuple(positiveDefinite(n), vector(n, -1, 1)))
    fc.assert(
      fc.property(cases, ([matrix, right]) => {
        const n = right.length
        const factor = choleskySpace(n)
        factor.lower.set(matrix)
        expect(factorise(factor, n)).toBe(true)
        const oracle = new CholeskyDecomposition(Matrix.from1DArray(n, n, [...matrix]))
        const expected = oracle.lowerTriangularMatrix.to1DArray()
        expect(largestDifference(lowerTriangle(factor.lower, n), expected)).toBeLessThan(1e-12)
        const solved = Float64Array.from(right)
        solveFactorised(factor, solved)
        const solution = oracle.solve(Matrix.columnVector([...right])).to1DArray()
        expect(largestDifference(solved, solution)).toBeLessThan(1e-10)
      }),
    )
  })
})
