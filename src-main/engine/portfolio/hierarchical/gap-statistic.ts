import { mean, square } from "#engine/numerics/statistics"
import type { Merge } from "#engine/numerics/linkage"
import { flatClusters } from "./flat-clusters"

/** How a library reads the two-difference gap statistic. */
export interface GapRule {
  /** Dispersion of one cluster: deviation (ddof 0) or mean of the distances between its items. */
  readonly dispersion: "deviation" | "mean"
  /** Which of the three neighbouring cluster counts the second difference is credited to. */
  readonly credited: "first" | "middle"
  /** Most clusters that are looked at. */
  readonly most: (n: number) => number
}

/** Riskfolio-Lib's reading: standard deviations, at most min(10, sqrt N) clusters. */
export const deviationGap: GapRule = {
  dispersion: "deviation",
  credited: "first",
  most: (n) => Math.floor(Math.min(10, Math.sqrt(n))) + 2,
}

/** skfolio's reading: means, up to max(8, round(sqrt N)) clusters. */
export const meanGap: GapRule = {
  dispersion: "mean",
  credited: "middle",
  most: (n) => Math.max(8, roundHalfToEven(Math.sqrt(n))),
}

/**
 * Number of clusters k >= 2 with the largest second difference of the within-cluster dispersion,
 * W(k) - 2 W(k + 1) + W(k + 2) (Yue, Wang and Wei 2009); the first of equal ones. Takes the N x N distances
 * and the N - 1 merges; 1 where N is too small for a difference.
 */
export function optimalClusterCount(
  merges: readonly Merge[],
  distances: Float64Array,
  n: number,
  rule: GapRule,
): number {
  const most = Math.min(n, rule.most(n))
  const dispersion = Array.from({ length: most }, (_, k) => {
    let total = 0
    for (const items of flatClusters(merges, n, k + 1)) total += dispersionOf(items, distances, n, rule)
    return total
  })
  const offset = rule.credited === "first" ? 0 : 1
  let best = 1
  let largest = -Infinity
  for (let at = 0; at + 2 < most; at++) {
    const count = at + 1 + offset
    const gap = dispersion[at]! - 2 * dispersion[at + 1]! + dispersion[at + 2]!
    if (count >= 2 && gap > largest) {
      largest = gap
      best = count
    }
  }
  return best
}

function dispersionOf(items: readonly number[], distances: Float64Array, n: number, rule: GapRule): number {
  const between: number[] = []
  for (let a = 0; a < items.length; a++) {
    for (let b = a + 1; b < items.length; b++) between.push(distances[items[a]! * n + items[b]!]!)
  }
  if (between.length === 0) return 0
  const centre = mean(between)
  if (rule.dispersion === "mean") return centre
  return Math.sqrt(mean(between.map((distance) => square(distance - centre))))
}

/** As numpy rounds: 2.5 -> 2. */
function roundHalfToEven(value: number): number {
  const rounded = Math.round(value)
  return rounded - value === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded
}
