import { applyBounds, type Bounded, isWithin } from "#engine/portfolio/bounds/apply"
import { isLongOnly } from "#engine/portfolio/bounds/bounds"
import { leastRelativeDeviation } from "#engine/portfolio/bounds/project"
import { splitWithinBounds } from "#engine/portfolio/bounds/split-factor"
import { customSplit } from "#engine/portfolio/custom/split"
import { correlationDistance } from "#engine/portfolio/hierarchical/distance"
import { optimalClusterCount } from "#engine/portfolio/hierarchical/gap-statistic"
import { hierarchicalEqualRisk } from "#engine/portfolio/hierarchical/herc"
import { growHierarchy } from "#engine/portfolio/hierarchical/hierarchy"
import { inverseRiskSplit, recursiveBisection } from "#engine/portfolio/hierarchical/hrp"
import { closedForm, type PortfolioTask, type ProfileSolution } from "#engine/portfolio/task"
import { zeroVariance } from "./zero-variance"

/**
 * Hierarchical risk parity (Lopez de Prado 2016) with the tree and the bounds rule of the dialect.
 * Infeasible {zeroVariance} where an item has none.
 */
export function hierarchicalRiskParity(task: PortfolioTask): ProfileSolution {
  const infeasibility = zeroVariance(task)
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  const { moments, dialect, bounds } = task
  const hierarchy = growHierarchy(moments.correlation, dialect.hrp)
  const plain = dialect.engine === "custom" ? customSplit : inverseRiskSplit
  const inside = dialect.boundsRule === "split_factor"
  const raw = recursiveBisection(
    moments.covariance,
    hierarchy.leafOrder,
    inside ? splitWithinBounds(plain, bounds) : plain,
    dialect.riskMeasure,
  )
  const bounded = applyBounds(raw, bounds, dialect.boundsRule)
  const rule = inside && !isLongOnly(bounds) ? "split_factor" : bounded.rule
  return closedForm(bounded.weights, rule, { solver: "recursive bisection", hierarchy })
}

/**
 * Hierarchical equal risk contribution (Raffinot 2018). The number of clusters is given, at most N (then
 * `clustersAsked` tells what was), or found by the gap statistic (Tibshirani, Walther and Hastie 2001).
 * Infeasible {zeroVariance} where an item has none.
 */
export function hierarchicalEqualRiskContribution(task: PortfolioTask): ProfileSolution {
  const infeasibility = zeroVariance(task)
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  const { moments, dialect, names } = task
  const hierarchy = growHierarchy(moments.correlation, dialect.herc)
  const asked = dialect.clusters
  const clusters =
    asked === "auto"
      ? optimalClusterCount(
          hierarchy.merges,
          correlationDistance(moments.correlation),
          names.length,
          dialect.gap,
        )
      : Math.min(asked, names.length)
  const raw = hierarchicalEqualRisk(moments.covariance, hierarchy.merges, clusters, {
    within: dialect.hercWithin === "equal" ? "equal" : "inverse_risk",
    between: dialect.hercBetween === "equal" ? "equal" : "risk",
    measure: dialect.riskMeasure,
  })
  const { weights, rule } = boundedHerc(raw, task)
  return closedForm(weights, rule, {
    solver: `hierarchical equal risk, ${clusters} clusters`,
    hierarchy,
    objective: asked === "auto" || asked === clusters ? { clusters } : { clusters, clustersAsked: asked },
  })
}

/** skfolio, whose rule for hrp acts while halving, takes the least relative deviation for herc. */
function boundedHerc(raw: Float64Array, { bounds, dialect }: PortfolioTask): Bounded {
  if (dialect.boundsRule !== "split_factor" || isWithin(raw, bounds)) {
    return applyBounds(raw, bounds, dialect.boundsRule)
  }
  return { weights: leastRelativeDeviation(raw, bounds), rule: "split_factor" }
}
