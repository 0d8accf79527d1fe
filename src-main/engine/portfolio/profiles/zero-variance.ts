import type { Infeasibility } from "#shared/model/optimize"
import { columnOf } from "#engine/numerics/frame"
import { mean } from "#engine/numerics/statistics"
import { ZERO_DEVIATION } from "#engine/portfolio/covariance/sample"
import type { PortfolioTask } from "#engine/portfolio/task"

/**
 * Items without variance make hierarchical, inverse and risk parity profiles infeasible: no weight
 * of theirs gives them a share of the risk (design 5.5). Undefined when every item has some.
 */
export function zeroVariance({ names, moments, series }: PortfolioTask): Infeasibility | undefined {
  const { n, values } = moments.covariance
  const items = names.filter((_, i) => {
    // A shrunk covariance gives a constant column the variance of the others, so the returns decide.
    const deviation = series === null ? Math.sqrt(values[i * n + i]!) : standardDeviation(columnOf(series, i))
    return deviation <= ZERO_DEVIATION
  })
  if (items.length === 0) return undefined
  return {
    reason: "zeroVariance",
    conflict: items.map((name) => `standard deviation of ${name} <= ${ZERO_DEVIATION}`),
    relaxation: `leave out ${items.join(", ")}`,
    items,
  }
}

function standardDeviation(values: Float64Array): number {
  const centre = mean(values)
  let squares = 0
  for (const value of values) squares += (value - centre) ** 2
  return Math.sqrt(squares / values.length)
}
