import type { ClusterTree } from "#shared/model/optimize"

/** A merge as it is drawn: places along the axis, and heights as fractions of the highest merge. */
export interface Branch {
  readonly left: number
  readonly right: number
  readonly leftFrom: number
  readonly rightFrom: number
  readonly height: number
}

/** Positions of `ids` in the order of the tree's leaves; those that the tree does not hold come last. */
export function inTreeOrder(ids: readonly string[], tree: ClusterTree | null): number[] {
  const all = ids.map((_, at) => at)
  if (tree === null) return all
  const inTree = tree.leafOrder.map((leaf) => ids.indexOf(tree.items[leaf]!)).filter((at) => at >= 0)
  return [...inTree, ...all.filter((at) => !inTree.includes(at))]
}

/** The merges of a tree over items that stand side by side in the order given. */
export function dendrogram(tree: ClusterTree, order: readonly string[]): Branch[] {
  const highest = Math.max(...tree.merges.map(({ height }) => height), Number.MIN_VALUE)
  const nodes = tree.items.map((item) => ({ place: order.indexOf(item), height: 0 }))
  return tree.merges.map(({ left, right, height }) => {
    const [a, b] = [nodes[left]!, nodes[right]!]
    const at = height / highest
    nodes.push({ place: (a.place + b.place) / 2, height: at })
    return { left: a.place, right: b.place, leftFrom: a.height, rightFrom: b.height, height: at }
  })
}
