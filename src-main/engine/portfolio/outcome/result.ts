import type { Attempt, OptimizeOutcome, OptimizeResult, OptimizeSettings } from "#shared/model/optimize"
import type { RiskProfile } from "#shared/model/risk-profile"
import { assertNever, ensure } from "#shared/problem/ensure"
import type { Problem } from "#shared/problem/problem"
import { sum } from "#engine/numerics/statistics"
import type { WeightBounds } from "#engine/portfolio/bounds/bounds"
import { isUnconstrained } from "#engine/portfolio/convex/constraints"
import { clusterTreeOf } from "#engine/portfolio/hierarchical/cluster-tree"
import type { PortfolioTask, ProfileSolution, ProfileSolved } from "#engine/portfolio/task"
import { momentsUsed } from "./attempts"
import {
  bindingItems,
  bindingLimits,
  conditionFigures,
  effectiveN,
  objectiveValues,
  riskContributions,
} from "./figures"
import { gaveUp, infeasibleObjective } from "./problems"

/** The result of a solved task, with everything a reader asks about its weights. */
export function solvedResult(
  task: PortfolioTask,
  solution: ProfileSolved,
  attempts: readonly Attempt[],
): OptimizeResult {
  const { weights, hierarchy } = solution
  const { names, settings, periodsPerYear, bounds, constraints } = task
  const moments = momentsUsed(solution, task.moments)
  ensure(weights.length === names.length, "every item has a weight")
  ensure(Math.abs(sum(weights) - 1) <= 1e-9, "weights sum to 1")
  ensure(keeps(weights, bounds), "weights keep to their bounds")
  const outcome: OptimizeOutcome = {
    kind: "solved",
    riskProfile: task.riskProfile,
    engine: settings.engine,
    solver: solution.solver,
    iterations: solution.iterations,
    objective: {
      ...objectiveValues(weights, moments, task.series, periodsPerYear, settings.risk_free_rate),
      ...solution.objective,
    },
    certificate: solution.certificate,
    attempts,
    ...conditionFigures(moments, weights),
    effectiveN: effectiveN(weights),
    riskContributions: riskContributions(weights, moments),
    bounds: {
      rule: solution.boundsRule,
      binding: bindingItems(names, weights, bounds),
      ...(isUnconstrained(constraints)
        ? {}
        : { bindingLimits: bindingLimits(names, weights, bounds, constraints) }),
    },
    periodsPerYear,
    ...(solution.aggressors === undefined ? {} : { aggressors: solution.aggressors }),
  }
  const clusterTree = hierarchy === null ? null : clusterTreeOf(names, hierarchy, weights)
  return { weights, outcome, clusterTree, problems: [] }
}

/** The result of a task that was not solved; its attempts are told by the caller, who has all of them. */
export function unsolvedResult(
  { riskProfile, settings, periodsPerYear, moments: given }: PortfolioTask,
  solution: Exclude<ProfileSolution, ProfileSolved>,
): OptimizeResult {
  const moments = momentsUsed(solution, given)
  const failing = (problem: Problem, more: Parameters<typeof failedResult>[4]): OptimizeResult =>
    failedResult(settings, riskProfile, periodsPerYear, [problem], more)
  switch (solution.kind) {
    case "refused":
      return failing(solution.problem, {})
    case "gaveUp":
      return failing(gaveUp(riskProfile, solution.attempts), {
        ...conditionFigures(moments),
      })
    case "infeasible": {
      const { infeasibility } = solution
      return failing(infeasibleObjective(riskProfile, infeasibility), {
        kind: "infeasible",
        ...conditionFigures(moments),
        infeasibility,
      })
    }
    default:
      return assertNever(solution)
  }
}

/** A result without weights. */
export function failedResult(
  settings: OptimizeSettings,
  riskProfile: RiskProfile,
  periodsPerYear: number,
  problems: readonly Problem[],
  more: Partial<
    Pick<OptimizeOutcome, "kind" | "attempts" | "conditionNumber" | "noConditionNumber" | "infeasibility">
  > = {},
): OptimizeResult {
  const outcome: OptimizeOutcome = {
    kind: "gaveUp",
    riskProfile,
    engine: settings.engine,
    solver: null,
    iterations: null,
    objective: {},
    certificate: null,
    attempts: [],
    conditionNumber: null,
    effectiveN: null,
    riskContributions: {},
    bounds: { rule: "none", binding: [] },
    periodsPerYear,
    ...more,
  }
  return { weights: null, outcome, clusterTree: null, problems }
}

function keeps(weights: Float64Array, { lower, upper }: WeightBounds): boolean {
  return weights.every((weight, i) => weight >= lower[i]! - 1e-12 && weight <= upper[i]! + 1e-12)
}
