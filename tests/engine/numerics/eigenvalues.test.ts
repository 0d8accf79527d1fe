import { EigenvalueDecomposition, Matrix } from "ml-matrix"
import { describe, expect, it } from "vitest"
import { crossProduct } from "#engine/numerics/cross-product"
import { conditionNumber, symmetricEigenvalues } from "#engine/numerics/eigenvalues"
import { syntheticReturns } from "../../bench/synthetic"

describe("eigenvalues of a symmetric matrix", () => {
  it("are those of ml-matrix, with and without full rank", () => {
    for (const [n, rows] of [
      [1, 10],
      [2, 30],
      [7, 60],
      [40, 250],
      [40, 12],
    ] as const) {
      const matrix = crossProduct(syntheticReturns(n, rows).values, rows, n, 1e-3)
      const square = new Matrix(
        Array.from({ length: n }, (_, i) => [...matrix.values.subarray(i * n, (i + 1) * n)]),
      )
      const oracle = new EigenvalueDecomposition(square, { assumeSymmetric: true }).realEigenvalues
      oracle.sort((a, b) => a - b)
      symmetricEigenvalues(matrix).forEach((value, k) => {
        expect(Math.abs(value - oracle[k]!)).toBeLessThan(1e-12 * oracle[n - 1]!)
      })
    }
  })

  it("of a 2 x 2 matrix of ones and halves are 0.5 and 1.5", () => {
    const [small, large] = symmetricEigenvalues({ n: 2, values: Float64Array.of(1, 0.5, 0.5, 1) })
    expect(small).toBeCloseTo(0.5, 15)
    expect(large).toBeCloseTo(1.5, 15)
  })

  it("are found at sizes whose squares overflow or vanish, and beside couplings that do", () => {
    for (const size of [1e300, 1e-300]) {
      const values = Float64Array.of(1, 0.5, 0.5, 1).map((value) => value * size)
      const [small, large] = symmetricEigenvalues({ n: 2, values })
      expect(small! / size).toBeCloseTo(0.5, 14)
      expect(large! / size).toBeCloseTo(1.5, 14)
    }
    const values = Float64Array.of(1, 0, 0, 0, 1e-320, 5e-321, 0, 5e-321, 1e-320)
    expect(symmetricEigenvalues({ n: 3, values })[2]).toBe(1)
  })

  it("give the condition number, infinite for a singular matrix", () => {
    expect(conditionNumber({ n: 2, values: Float64Array.of(1, 0.5, 0.5, 1) })).toBeCloseTo(3, 14)
    expect(conditionNumber({ n: 2, values: Float64Array.of(4, 0, 0, 0) })).toBe(Infinity)
  })
})
