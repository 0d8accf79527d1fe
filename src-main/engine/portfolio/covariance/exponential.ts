import { crossProduct } from "#engine/numerics/cross-product"
import type { SymmetricMatrix } from "#engine/numerics/matrix"
import { power } from "#engine/numerics/power"
import type { CentredReturns } from "./sample"

/**
 * Exponentially weighted covariance of centred returns: the last row weighs 1, a row `halfLife` rows
 * before it 1/2; weights are divided by their sum (RiskMetrics 1996, about the mean of the window).
 */
export function exponentialCovariance(
  { rows, n, values }: CentredReturns,
  halfLife: number,
): SymmetricMatrix {
  const decay = power(0.5, 1 / halfLife)
  const weighted = new Float64Array(values.length)
  let total = 0
  for (let t = rows - 1, weight = 1; t >= 0; t--, weight *= decay) {
    total += weight
    const root = Math.sqrt(weight)
    for (let i = 0; i < n; i++) weighted[i * rows + t] = root * values[i * rows + t]!
  }
  return crossProduct(weighted, rows, n, total)
}
