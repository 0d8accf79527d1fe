import type { SymmetricMatrix } from "#engine/numerics/matrix"
import { clusterRisk, type RiskMeasure } from "./cluster-risk"

/** Share of the left half, given both halves, their risks and the weight of both together. */
export type SplitRule = (
  left: readonly number[],
  right: readonly number[],
  leftRisk: number,
  rightRisk: number,
  above: number,
) => number

/** 1 - rL / (rL + rR): the half with less risk gets more (Lopez de Prado 2016). */
export const inverseRiskSplit: SplitRule = (_left, _right, leftRisk, rightRisk) =>
  1 - leftRisk / (leftRisk + rightRisk)

/**
 * Hierarchical risk parity by recursive bisection (Lopez de Prado 2016): the ordered items are halved
 * at floor(length / 2) until singletons, each half taking its share of the weight above it.
 * Risk is the variance, as in the paper, or the standard deviation of a half held by inverse risk.
 * Takes item indices in leaf order; gives N weights summing to 1 in the order of the columns.
 */
export function recursiveBisection(
  covariance: SymmetricMatrix,
  leafOrder: readonly number[],
  split: SplitRule,
  measure: RiskMeasure,
): Float64Array {
  const weights = new Float64Array(covariance.n).fill(1)
  const open: (readonly number[])[] = [leafOrder]
  for (let items = open.pop(); items !== undefined; items = open.pop()) {
    if (items.length < 2) continue
    const middle = Math.floor(items.length / 2)
    const left = items.slice(0, middle)
    const right = items.slice(middle)
    const share = split(
      left,
      right,
      clusterRisk(covariance, left, measure),
      clusterRisk(covariance, right, measure),
      weights[items[0]!]!,
    )
    for (const i of left) weights[i] = weights[i]! * share
    for (const i of right) weights[i] = weights[i]! * (1 - share)
    open.push(right, left)
  }
  return weights
}
