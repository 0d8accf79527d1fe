import { describe, expect, it } from "vitest"
import { crossProduct } from "#engine/numerics/cross-product"
import { conditionNumber } from "#engine/numerics/eigenvalues"
import { conditionNumberByLanczos, largestEigenvalue } from "#engine/numerics/extreme-eigenvalues"
import type { SymmetricMatrix } from "#engine/numerics/matrix"
import { factoriseInPanels, solveInPanels } from "#engine/numerics/panel-cholesky"
import { syntheticReturns } from "../../bench/synthetic"

const covarianceOf = (n: number, rows: number) =>
  crossProduct(syntheticReturns(n, rows).values, rows, n, rows - 1)

const diagonalOf = (values: readonly number[]): SymmetricMatrix => ({
  n: values.length,
  values: Float64Array.from(values.flatMap((value, i) => values.map((_, j) => (i === j ? value : 0)))),
})

/** D - 2 (D u u' + u u' D) / |u|^2 + 4 u (u'Du) u' / |u|^4: D reflected, with the same eigenvalues. */
function reflected(eigenvalues: readonly number[]): SymmetricMatrix {
  const n = eigenvalues.length
  const u = eigenvalues.map((_, i) => 1 + ((7 * i) % 5))
  const squares = u.reduce((sum, value) => sum + value * value, 0)
  const inner = u.reduce((sum, value, i) => sum + value * value * eigenvalues[i]!, 0)
  const values = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const mixed = (2 * u[i]! * u[j]! * (eigenvalues[i]! + eigenvalues[j]!)) / squares
      const own = (4 * u[i]! * u[j]! * inner) / (squares * squares)
      values[i * n + j] = (i === j ? eigenvalues[i]! : 0) - mixed + own
    }
  }
  return { n, values }
}

describe("the condition number without all eigenvalues", () => {
  it("is that of all of them within 1e-6", () => {
    for (const [n, rows] of [
      [1, 10],
      [2, 30],
      [3, 30],
      [20, 250],
      [101, 150],
      [150, 152],
      [256, 1260],
    ] as const) {
      const matrix = covarianceOf(n, rows)
      expect(conditionNumberByLanczos(matrix) / conditionNumber(matrix)).toBeCloseTo(1, 6)
    }
  })

  it("is found where the matrix is ill conditioned, by direction and by scale", () => {
    const spread = Array.from({ length: 60 }, (_, i) => 10 ** ((-8 * i) / 59))
    expect(conditionNumberByLanczos(reflected(spread)) / 1e8).toBeCloseTo(1, 6)
    expect(conditionNumberByLanczos(reflected([1, 1, 1, 1, 1e-10])) / 1e10).toBeCloseTo(1, 4)
    expect(conditionNumberByLanczos(diagonalOf([1e-8, 1, 1e4])) / 1e12).toBeCloseTo(1, 9)
  })

  it("needs no more steps than there are different eigenvalues", () => {
    expect(conditionNumberByLanczos(diagonalOf(Array.from({ length: 40 }, () => 0.01)))).toBeCloseTo(1, 14)
    expect(conditionNumberByLanczos(diagonalOf([2, 2, 2, 8]))).toBeCloseTo(4, 13)
  })

  it("does not depend on the size of the entries", () => {
    const matrix = covarianceOf(20, 250)
    const tiny = { n: 20, values: matrix.values.map((value) => value * 2 ** -500) }
    expect(conditionNumberByLanczos(tiny)).toBe(conditionNumberByLanczos(matrix))
  })

  it("is infinite for twins, a column without variance and more columns than rows", () => {
    expect(conditionNumberByLanczos({ n: 2, values: Float64Array.of(4, 4, 4, 4) })).toBe(Infinity)
    expect(conditionNumberByLanczos(diagonalOf([4, 0, 1]))).toBe(Infinity)
    expect(conditionNumberByLanczos(covarianceOf(40, 12))).toBe(Infinity)
  })
})

describe("the largest eigenvalue", () => {
  it("of a matrix of one half off the diagonal is 1 + (n - 1) / 2", () => {
    const sumOf = (vector: Float64Array) => vector.reduce((sum, value) => sum + value, 0)
    const apply = (vector: Float64Array) => {
      const half = sumOf(vector) / 2
      return vector.map((value) => half + value / 2)
    }
    expect(largestEigenvalue(301, apply)).toBeCloseTo(151, 9)
  })
})

describe("the factor in panels", () => {
  it("has the same bits with and without vector instructions, whatever is left of the last panel", () => {
    for (const n of [1, 4, 5, 18, 63]) {
      const matrix = covarianceOf(n, 200)
      const byVectors = factoriseInPanels(matrix, 0)!
      const plain = factoriseInPanels(matrix, 0, undefined)!
      expect(plain.inverseDiagonal).toEqual(byVectors.inverseDiagonal)
      expect(plain.values).toEqual(byVectors.values)
    }
  })

  it("solves what the matrix makes of a vector", () => {
    for (const n of [1, 3, 6, 41]) {
      const matrix = covarianceOf(n, 200)
      const wanted = Float64Array.from({ length: n }, (_, i) => 1 + (i % 3))
      const b = wanted.map((_, i) => {
        let total = 0
        for (let j = 0; j < n; j++) total += matrix.values[i * n + j]! * wanted[j]!
        return total
      })
      solveInPanels(factoriseInPanels(matrix, 0)!, b).forEach((value, i) =>
        expect(value).toBeCloseTo(wanted[i]!, 10),
      )
    }
  })

  it("is none where a pivot is too small beside its diagonal", () => {
    const near = { n: 2, values: Float64Array.of(1, 0.999, 0.999, 1) }
    expect(factoriseInPanels(near, 0.001)).toBeDefined()
    expect(factoriseInPanels(near, 0.002)).toBeUndefined()
  })
})
