import type { Infeasibility, OptimizeSettings } from "#shared/model/optimize"
import type { RiskProfile } from "#shared/model/risk-profile"
import { type Problem, problem } from "#shared/problem/problem"
import { isoDay } from "#shared/quantity/day"
import { type ReturnFrame, rowCount } from "#engine/numerics/frame"
import type { WeightBounds } from "#engine/portfolio/bounds/bounds"
import type { SolverAttempt } from "#engine/portfolio/convex/solution"

/** Why nothing can be estimated from a frame; undefined when it can. */
export function unfitFrame(frame: ReturnFrame, settings: OptimizeSettings): Problem | undefined {
  const rows = rowCount(frame)
  if (frame.names.length > 0 && rows >= 2) return impossibleReturn(frame)
  return problem("optimize.data", {
    what: `The risk profile ${settings.risk_profile} needs at least one column and two days of returns.`,
    where: "the joined returns",
    seen: `${frame.names.length} columns, ${rows} days`,
    remedy: "Give more sleeves or sleeves with more common days.",
  })
}

/** Far beyond any return, and far below where sums of squares overflow. */
const LARGEST_RETURN = 1e6

function impossibleReturn({ days, names, values }: ReturnFrame): Problem | undefined {
  // A plain loop: a call per value would take longer than the weights do.
  let at = 0
  while (at < values.length && Math.abs(values[at]!) <= LARGEST_RETURN) at++
  if (at === values.length) return undefined
  return problem("optimize.data", {
    what: "A daily return is beyond any that can be.",
    where: `${names[Math.floor(at / days.length)]} on ${isoDay(days[at % days.length]!)}`,
    seen: `${values[at]}`,
    remedy: "Give returns as fractions: 0.01 is one per cent.",
  })
}

/** No weights sum to 1 within the bounds. */
export function infeasibleBounds({ lower }: WeightBounds, infeasibility: Infeasibility): Problem {
  return problem("bounds.infeasible", {
    what: `No weights of ${lower.length} items sum to 1 within the bounds.`,
    where: "min_weight, max_weight, bounds",
    seen: infeasibility.conflict.join("; "),
    remedy: sentence(infeasibility.relaxation),
  })
}

/** The risk profile has no solution on these returns. */
export function infeasibleObjective(riskProfile: RiskProfile, infeasibility: Infeasibility): Problem {
  return problem("optimize.infeasible", {
    what: `The risk profile ${riskProfile} has no solution here (${infeasibility.reason}).`,
    where:
      infeasibility.reason === "constraints"
        ? "groups, turnover, min_weight, max_weight, bounds"
        : "meta_allocation.profile",
    seen: infeasibility.conflict.join("; "),
    remedy: `${sentence(infeasibility.relaxation)} Or name a fallback_profile.`,
  })
}

/** Every solver ended without a result that is good enough. */
export function gaveUp(riskProfile: RiskProfile, attempts: readonly SolverAttempt[]): Problem {
  return problem("optimize.gaveUp", {
    what: `No solver reached a certified result for ${riskProfile}.`,
    where: "meta_allocation.profile",
    seen: attempts.map(({ solver, reason }) => `${solver}: ${reason}`).join("; "),
    remedy: "Use a covariance with shrinkage, looser bounds, or name a fallback_profile.",
  })
}

/** Ended by whoever asked for it. */
export function cancelled(): Problem {
  return problem("cancelled", {
    what: "The optimisation was cancelled.",
    where: "meta.optimize",
    seen: "a request to stop",
    remedy: "Start it again.",
  })
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}
