import { applyBounds } from "#engine/portfolio/bounds/apply"
import { splitWithinBounds } from "#engine/portfolio/bounds/split-factor"
import { customSplit } from "#engine/portfolio/custom/split"
import { growHierarchy } from "#engine/portfolio/hierarchical/hierarchy"
import { inverseVarianceSplit, recursiveBisection } from "#engine/portfolio/hierarchical/hrp"
import { closedForm, type PortfolioTask, type ProfileSolution } from "#engine/portfolio/task"
import { zeroVariance } from "./zero-variance"

/** Hierarchical risk parity with the tree and the bounds rule of the dialect. */
export function hierarchicalRiskParity(task: PortfolioTask): ProfileSolution {
  const infeasibility = zeroVariance(task)
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  const { moments, dialect, bounds } = task
  const hierarchy = growHierarchy(moments.correlation, dialect.hrp)
  const plain = dialect.engine === "custom" ? customSplit : inverseVarianceSplit
  const inside = dialect.boundsRule === "split_factor"
  const raw = recursiveBisection(
    moments.covariance,
    hierarchy.leafOrder,
    inside ? splitWithinBounds(plain, bounds) : plain,
  )
  const bounded = applyBounds(raw, bounds, dialect.boundsRule)
  const rule = inside && bounded.rule === "none" ? "split_factor" : bounded.rule
  return closedForm(bounded.weights, rule, { solver: "recursive bisection", hierarchy })
}
