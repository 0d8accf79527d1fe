import type { Attempt, OptimizeSettings } from "#shared/model/optimize"
import type { RiskProfile } from "#shared/model/risk-profile"
import { assertNever } from "#shared/problem/ensure"
import type { SolverAttempt } from "#engine/portfolio/convex/solution"
import type { Moments } from "#engine/portfolio/covariance/moments"
import type { ProfileSolution } from "#engine/portfolio/task"

/** The risk profile asked for, then the configured fallback where there is another one. */
export function riskProfileChain(settings: OptimizeSettings): readonly RiskProfile[] {
  const { risk_profile: asked, fallback_profile: fallback } = settings
  return fallback === undefined || fallback === asked ? [asked] : [asked, fallback]
}

/** The moments that a risk profile's weights were sought with: its own where it has some. */
export function momentsUsed(solution: ProfileSolution, given: Moments): Moments {
  return ("moments" in solution ? solution.moments : undefined) ?? given
}

/** Steps of the custom covariance that were not good enough, before anything was solved. */
export function ladderAttempts(riskProfile: RiskProfile, { ladder = [] }: Moments, limit: number): Attempt[] {
  return ladder.slice(0, -1).map(({ intensity, conditionNumber }) => ({
    riskProfile,
    solver: "covariance ladder",
    reason: `condition number ${conditionNumber?.toPrecision(6)} > ${limit}`,
    ...(intensity === null ? {} : { shrinkage: intensity }),
  }))
}

/** What was tried for one risk profile, step by step. */
export function attemptsOf(
  riskProfile: RiskProfile,
  solution: ProfileSolution,
  { shrinkage, ladder }: Moments,
): Attempt[] {
  // The ladder's own intensity says more of the custom covariance than that of its Ledoit-Wolf start.
  const intensity = ladder === undefined ? shrinkage : ladder.at(-1)?.intensity
  const used = intensity === undefined || intensity === null ? {} : { shrinkage: intensity }
  const told = (attempt: SolverAttempt): Attempt => ({
    riskProfile,
    solver: attempt.solver,
    reason: attempt.reason,
    ...(attempt.iterations === undefined ? {} : { iterations: attempt.iterations }),
    ...(Number.isFinite(attempt.certificate) ? { certificate: attempt.certificate } : {}),
    ...used,
  })
  switch (solution.kind) {
    case "solved":
      return solution.attempts.length > 0
        ? solution.attempts.map(told)
        : [{ riskProfile, solver: solution.solver, reason: "solved", ...used }]
    case "gaveUp":
      return solution.attempts.map(told)
    case "infeasible":
      return [{ riskProfile, solver: "none", reason: solution.infeasibility.conflict.join("; "), ...used }]
    case "refused":
      return [{ riskProfile, solver: "none", reason: solution.problem.what }]
    default:
      return assertNever(solution)
  }
}
