import type { SymmetricMatrix } from "#engine/numerics/matrix"

/**
 * Weights of some items in proportion to 1 / variance, summing to 1, in the order of `items`: least
 * variance where nothing is correlated (Lopez de Prado 2016, "inverse-variance allocation"). Takes
 * variances above 0.
 */
export function inverseVarianceWeights(
  { n, values }: SymmetricMatrix,
  items: readonly number[],
): Float64Array {
  const weights = Float64Array.from(items, (i) => 1 / values[i * n + i]!)
  let total = 0
  for (const weight of weights) total += weight
  return weights.map((weight) => weight / total)
}

/** Variance of some items held by inverse variance (Lopez de Prado 2016). */
export function clusterVariance(covariance: SymmetricMatrix, items: readonly number[]): number {
  return varianceOf(covariance, items, inverseVarianceWeights(covariance, items))
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
