import { Matrix } from "ml-matrix"
import { describe, expect, it } from "vitest"
import { crossProduct, multiplyPlain } from "#engine/numerics/cross-product"
import { multiplyPanels } from "#engine/numerics/simd/panel-product"
import { centredColumns, columnMeans } from "#engine/numerics/statistics"
import { syntheticReturns } from "../../bench/synthetic"

/** The definition: one running sum per entry, rows from first to last. */
function byDefinition(x: Float64Array, rows: number, n: number, divisor: number): Float64Array {
  const result = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let total = 0
      for (let t = 0; t < rows; t++) total += x[i * rows + t]! * x[j * rows + t]!
      result[i * n + j] = total / divisor
    }
  }
  return result
}

describe("the product X'X", () => {
  it("has the same bits by vectors, by blocks and by the plain triple loop", () => {
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 21, 34]) {
      for (const rows of [1, 2, 7, 64, 101]) {
        const { values } = syntheticReturns(n, rows)
        const expected = byDefinition(values, rows, n, rows)
        const byBlocks = new Float64Array(n * n)
        multiplyPlain(values, rows, n, rows, byBlocks)
        expect(byBlocks).toEqual(expected)
        const byVectors = new Float64Array(n * n)
        expect(multiplyPanels(values, rows, n, rows, byVectors)).toBe(true)
        expect(byVectors).toEqual(expected)
      }
    }
  })

  it("takes the centres away before it multiplies, by vectors and by blocks alike", () => {
    for (const [n, rows] of [
      [3, 20],
      [41, 90],
    ] as const) {
      const { values } = syntheticReturns(n, rows)
      const centres = columnMeans(values, rows, n)
      const expected = byDefinition(centredColumns(values, rows, centres), rows, n, rows)
      expect(crossProduct(values, rows, n, rows, centres).values).toEqual(expected)
    }
  })

  it("is chosen by size and stays the same", () => {
    const { values } = syntheticReturns(40, 90)
    expect(crossProduct(values, 90, 40, 89).values).toEqual(byDefinition(values, 90, 40, 89))
  })

  it("agrees with ml-matrix", () => {
    const n = 30
    const { values } = syntheticReturns(n, 250)
    const columns = new Matrix(
      Array.from({ length: n }, (_, i) => [...values.subarray(i * 250, (i + 1) * 250)]),
    )
    const oracle = columns.mmul(columns.transpose()).to1DArray()
    crossProduct(values, 250, n, 1).values.forEach((value, at) => expect(value).toBeCloseTo(oracle[at]!, 15))
  })
})
