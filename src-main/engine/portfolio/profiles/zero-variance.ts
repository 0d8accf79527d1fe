import type { Infeasibility } from "#shared/model/optimize"
import { stillDeviations } from "#engine/portfolio/covariance/sample"
import type { PortfolioTask } from "#engine/portfolio/task"

/** Conflict {zeroVariance} when no item has any variance; undefined when one has. */
export function nothingVaries(task: PortfolioTask): Infeasibility | undefined {
  const still = zeroVariance(task)
  return still?.items?.length === task.names.length ? still : undefined
}

/**
 * Items without variance make hierarchical, inverse and risk parity profiles infeasible: no weight
 * of theirs gives them a share of the risk (design 5.5). Undefined when every item has some.
 */
export function zeroVariance({ names, moments, dialect }: PortfolioTask): Infeasibility | undefined {
  const still = stillDeviations(dialect.engine, moments.mean)
  // A shrunk covariance gives a still column the variance of the others, so the returns decide.
  const items = names.filter((_, i) => moments.deviation[i]! <= still[i]!)
  if (items.length === 0) return undefined
  return {
    reason: "zeroVariance",
    conflict: items.map((name) => `standard deviation of ${name} <= ${still[names.indexOf(name)]}`),
    relaxation: `leave out ${items.join(", ")}`,
    items,
  }
}
