import type { SymmetricMatrix } from "#engine/numerics/matrix"

/** What the risk of an item or a cluster is measured by. */
export type RiskMeasure = "variance" | "standard_deviation"

/** The measure of a variance. */
function riskOf(variance: number, measure: RiskMeasure): number {
  return measure === "variance" ? variance : Math.sqrt(variance)
}

/**
 * Weights of some items in proportion to 1 / risk, summing to 1, in the order of `items`: by variance the
 * "inverse-variance allocation" of Lopez de Prado (2016), by standard deviation the naive risk parity of
 * Riskfolio-Lib (`rm="vol"`) and skfolio. Takes variances above 0.
 */
export function inverseRiskWeights(
  { n, values }: SymmetricMatrix,
  items: readonly number[],
  measure: RiskMeasure,
): Float64Array {
  const weights = Float64Array.from(items, (i) => 1 / riskOf(values[i * n + i]!, measure))
  let total = 0
  for (const weight of weights) total += weight
  return weights.map((weight) => weight / total)
}

/** Risk of some items held by inverse risk (Lopez de Prado 2016). */
export function clusterRisk(
  covariance: SymmetricMatrix,
  items: readonly number[],
  measure: RiskMeasure,
): number {
  return riskOf(varianceOf(covariance, items, inverseRiskWeights(covariance, items, measure)), measure)
}

/** w'Sw over some items only, the weights in the order of `items` (Markowitz 1952). */
export function varianceOf(
  { n, values }: SymmetricMatrix,
  items: readonly number[],
  weights: Float64Array,
): number {
  let variance = 0
  for (let a = 0; a < items.length; a++) {
    const row = items[a]! * n
    let total = 0
    for (let b = 0; b < items.length; b++) total += values[row + items[b]!]! * weights[b]!
    variance += weights[a]! * total
  }
  return variance
}
