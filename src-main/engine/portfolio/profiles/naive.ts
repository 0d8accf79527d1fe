import type { SymmetricMatrix } from "#engine/numerics/matrix"
import { applyBounds } from "#engine/portfolio/bounds/apply"
import { closedForm, type PortfolioTask, type ProfileSolution } from "#engine/portfolio/task"
import { zeroVariance } from "./zero-variance"

/** 1/N (DeMiguel, Garlappi and Uppal 2009), brought inside the bounds. */
export function equalWeight(task: PortfolioTask): ProfileSolution {
  const n = task.names.length
  const { weights, rule } = applyBounds(new Float64Array(n).fill(1 / n), task.bounds, task.dialect.boundsRule)
  return closedForm(weights, rule)
}

/**
 * In proportion to 1 / standard deviation, brought inside the bounds: risk parity where all correlations
 * are the same (Maillard, Roncalli and Teiletche 2010). Infeasible {zeroVariance} where an item has none.
 */
export function inverseVolatility(task: PortfolioTask): ProfileSolution {
  return inProportion(task, ({ n, values }, i) => 1 / Math.sqrt(values[i * n + i]!))
}

/**
 * In proportion to 1 / variance, brought inside the bounds: least variance where nothing is correlated
 * (Lopez de Prado 2016, "inverse-variance allocation"). Infeasible {zeroVariance} where an item has none.
 */
export function inverseVariance(task: PortfolioTask): ProfileSolution {
  return inProportion(task, ({ n, values }, i) => 1 / values[i * n + i]!)
}

function inProportion(
  task: PortfolioTask,
  merit: (covariance: SymmetricMatrix, i: number) => number,
): ProfileSolution {
  const infeasibility = zeroVariance(task)
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  const merits = Float64Array.from(task.names, (_, i) => merit(task.moments.covariance, i))
  const total = merits.reduce((sum, value) => sum + value, 0)
  const { weights, rule } = applyBounds(
    merits.map((value) => value / total),
    task.bounds,
    task.dialect.boundsRule,
  )
  return closedForm(weights, rule)
}
