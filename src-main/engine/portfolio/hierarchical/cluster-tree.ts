import type { ClusterTree } from "#shared/model/optimize"
import type { Merge } from "#engine/numerics/linkage"

/** A tree before the weights are known. */
export interface Hierarchy {
  readonly linkage: string
  readonly merges: readonly Merge[]
  /** Item indices from left to right. */
  readonly leafOrder: readonly number[]
}

/** The tree with the weight under each node, children summed left before right. */
export function clusterTreeOf(
  items: readonly string[],
  { linkage, merges, leafOrder }: Hierarchy,
  weights: Float64Array,
): ClusterTree {
  const n = items.length
  const nodeWeights = [...weights]
  const weighted = merges.map((merge, k) => {
    const weight = nodeWeights[merge.left]! + nodeWeights[merge.right]!
    nodeWeights[n + k] = weight
    return { ...merge, weight }
  })
  return { items, linkage, merges: weighted, leafOrder }
}
