import { agnes } from "ml-hclust"
import { describe, expect, it } from "vitest"
import { type LinkageMethod, leavesOf, linkage } from "#engine/numerics/linkage"
import { optimalLeafOrder } from "#engine/numerics/optimal-leaf-order"
import cases from "./linkage.scipy.json" with { type: "json" }

/** Rows of a lower triangle without its diagonal, as an N x N matrix. */
function square(triangle: readonly (readonly number[])[]): { n: number; distances: Float64Array } {
  const n = triangle.length + 1
  const distances = new Float64Array(n * n)
  triangle.forEach((row, r) => {
    row.forEach((value, j) => {
      distances[(r + 1) * n + j] = value
      distances[j * n + r + 1] = value
    })
  })
  return { n, distances }
}

/** Distinct numbers in (0, 1) from a fixed recurrence. */
function untied(n: number): Float64Array {
  const distances = new Float64Array(n * n)
  let state = 12_345
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      state = (state * 48_271) % 2_147_483_647
      distances[i * n + j] = state / 2_147_483_647
      distances[j * n + i] = distances[i * n + j]!
    }
  }
  return distances
}

// Expected values: scipy 1.17.1, linkage, leaves_list and optimal_leaf_ordering.
for (const { name, distances: triangle, expected } of cases) {
  const { n, distances } = square(triangle)
  describe(`linkage of ${name}`, () => {
    for (const [method, tree] of Object.entries(expected)) {
      it(`joins by ${method} as scipy does, ties included`, () => {
        const merges = linkage(distances, n, method as LinkageMethod)
        expect(merges.map(({ left, right }) => [left, right])).toEqual(tree.children)
        expect(merges.map(({ size }) => size)).toEqual(tree.sizes)
        merges.forEach(({ height }, k) => expect(height).toBeCloseTo(tree.heights[k]!, 14))
        expect(leavesOf(merges, n)).toEqual(tree.leaves)
      })

      it(`orders the leaves of ${method} as scipy does`, () => {
        const merges = linkage(distances, n, method as LinkageMethod)
        expect(leavesOf(optimalLeafOrder(merges, distances, n), n)).toEqual(tree.optimal)
      })
    }
  })
}

describe("linkage beside ml-hclust", () => {
  for (const method of ["single", "complete", "average"] as const) {
    it(`finds the same heights by ${method} on 60 items`, () => {
      const n = 60
      const distances = untied(n)
      const rows = Array.from({ length: n }, (_, i) => [...distances.subarray(i * n, (i + 1) * n)])
      const oracle: number[] = []
      agnes(rows, { method, isDistanceMatrix: true }).traverse((node) => {
        if (!node.isLeaf) oracle.push(node.height)
      })
      oracle.sort((a, b) => a - b)
      const merges = linkage(distances, n, method)
      merges.forEach(({ height }, k) => expect(height).toBeCloseTo(oracle[k]!, 12))
    })
  }
})

describe("a tree", () => {
  it("of one item has no merges and one leaf", () => {
    const merges = linkage(new Float64Array(1), 1, "ward")
    expect(merges).toEqual([])
    expect(leavesOf(merges, 1)).toEqual([0])
  })

  it("has heights that don't fall", () => {
    for (const method of ["single", "complete", "average", "ward"] as const) {
      const heights = linkage(untied(40), 40, method).map(({ height }) => height)
      heights.slice(1).forEach((height, k) => expect(height).toBeGreaterThanOrEqual(heights[k]!))
    }
  })
})
