import { ensure } from "#shared/problem/ensure"
import { leavesOf, type Merge } from "#engine/numerics/linkage"
import type { SymmetricMatrix } from "#engine/numerics/matrix"
import { clusterRisk, inverseRiskWeights, type RiskMeasure } from "./cluster-risk"
import { clusterNodes } from "./flat-clusters"

/** How weight is dealt out inside a cluster and between two sides of the tree. */
export interface HercRule {
  readonly within: "inverse_risk" | "equal"
  readonly between: "risk" | "equal"
  readonly measure: RiskMeasure
}

/**
 * Hierarchical equal risk contribution (Raffinot 2018): down the tree to k clusters each side takes
 * 1 - R / (R left + R right), where R is the sum of the risks of the clusters on a side, each held by
 * inverse risk (or half, for `between` equal); inside a cluster by inverse risk or equally.
 * Takes N - 1 merges and 1 <= k <= N; gives N weights summing to 1 in the order of the columns.
 */
export function hierarchicalEqualRisk(
  covariance: SymmetricMatrix,
  merges: readonly Merge[],
  k: number,
  rule: HercRule,
): Float64Array {
  const { n } = covariance
  ensure(k >= 1 && k <= n, "there are between one and N clusters")
  const nodes = new Set(clusterNodes(merges, n, k))
  const risk = new Map<number, number>()
  for (const node of nodes) risk.set(node, clusterRisk(covariance, leavesOf(merges, n, node), rule.measure))
  const firstUnited = n + merges.length - (k - 1)
  merges.slice(firstUnited - n).forEach(({ left, right }, i) => {
    risk.set(firstUnited + i, risk.get(left)! + risk.get(right)!)
  })

  const weights = new Float64Array(n)
  const open: { node: number; share: number }[] = [{ node: n + merges.length - 1, share: 1 }]
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    const { node, share } = top
    if (nodes.has(node)) {
      dealWithin(covariance, leavesOf(merges, n, node), share, rule, weights)
    } else {
      const { left, right } = merges[node - n]!
      const ofLeft =
        rule.between === "equal" ? 0.5 : 1 - risk.get(left)! / (risk.get(left)! + risk.get(right)!)
      open.push({ node: right, share: share * (1 - ofLeft) }, { node: left, share: share * ofLeft })
    }
  }
  return weights
}

function dealWithin(
  covariance: SymmetricMatrix,
  items: readonly number[],
  share: number,
  rule: HercRule,
  weights: Float64Array,
): void {
  const inside =
    rule.within === "equal"
      ? new Float64Array(items.length).fill(1 / items.length)
      : inverseRiskWeights(covariance, items, rule.measure)
  items.forEach((item, i) => {
    weights[item] = share * inside[i]!
  })
}
