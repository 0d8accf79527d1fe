import type { SplitRule } from "#engine/portfolio/hierarchical/hrp"
import type { WeightBounds } from "./bounds"

/**
 * skfolio's rule: at each halving the left share is held where both halves can still meet their summed
 * bounds, given the weight that has come down to them. Takes feasible bounds.
 */
export function splitWithinBounds(plain: SplitRule, { lower, upper }: WeightBounds): SplitRule {
  return (left, right, leftRisk, rightRisk, above) => {
    const share = plain(left, right, leftRisk, rightRisk, above)
    if (above === 0) return share
    const least = Math.max(total(lower, left) / above, 1 - total(upper, right) / above)
    const most = Math.min(total(upper, left) / above, 1 - total(lower, right) / above)
    return Math.max(least, Math.min(share, most))
  }
}

function total(bound: Float64Array, items: readonly number[]): number {
  let result = 0
  for (const i of items) result += bound[i]!
  return result
}
