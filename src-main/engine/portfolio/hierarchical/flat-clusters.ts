import { leavesOf, type Merge } from "#engine/numerics/linkage"

/**
 * Nodes of the k clusters that the last k - 1 merges keep apart, in no particular order.
 * Takes 1 <= k <= N; node numbers as in `Merge`.
 */
export function clusterNodes(merges: readonly Merge[], n: number, k: number): number[] {
  if (k === 1) return [n + merges.length - 1]
  const firstUnited = n + merges.length - (k - 1)
  return merges
    .slice(firstUnited - n)
    .flatMap(({ left, right }) => [left, right])
    .filter((node) => node < firstUnited)
}

/** Items of the k clusters, each from left to right. */
export function flatClusters(merges: readonly Merge[], n: number, k: number): number[][] {
  return clusterNodes(merges, n, k).map((node) => leavesOf(merges, n, node))
}
