import { describe, expect, it } from "vitest"
import { dendrogram, inTreeOrder } from "#renderer/screens/report/dendrogram"

const tree = {
  items: ["a", "b", "c"],
  linkage: "single",
  merges: [
    { left: 0, right: 2, height: 1, size: 2, weight: 0.6 },
    { left: 3, right: 1, height: 4, size: 3, weight: 1 },
  ],
  leafOrder: [0, 2, 1],
}

describe("A dendrogram over a heatmap", () => {
  it("puts the items in the order of its leaves, and those it does not hold last", () => {
    expect(inTreeOrder(["a", "b", "c", "d"], tree)).toEqual([0, 2, 1, 3])
    expect(inTreeOrder(["c", "b", "a"], tree)).toEqual([2, 0, 1])
    expect(inTreeOrder(["a", "b"], null)).toEqual([0, 1])
  })

  it("joins what a merge joins, between its two, at its share of the greatest height", () => {
    expect(dendrogram(tree, ["a", "c", "b"])).toEqual([
      { left: 0, right: 1, leftFrom: 0, rightFrom: 0, height: 0.25 },
      { left: 0.5, right: 2, leftFrom: 0.25, rightFrom: 0, height: 1 },
    ])
  })

  it("lies flat where every height is zero", () => {
    const flat = { ...tree, merges: tree.merges.map((merge) => ({ ...merge, height: 0 })) }
    expect(dendrogram(flat, ["a", "c", "b"]).map(({ height }) => height)).toEqual([0, 0])
  })
})
