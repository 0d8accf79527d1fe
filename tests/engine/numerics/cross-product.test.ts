import { Matrix } from "ml-matrix"
import { describe, expect, it } from "vitest"
import { crossProduct } from "#engine/numerics/cross-product"
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
  it("has the bits of the plain triple loop, whatever the blocks", () => {
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 21, 34]) {
      for (const rows of [1, 2, 7, 64, 101]) {
        const { values } = syntheticReturns(n, rows)
        expect(crossProduct(values, rows, n, rows)).toEqual({
          n,
          values: byDefinition(values, rows, n, rows),
        })
      }
    }
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
