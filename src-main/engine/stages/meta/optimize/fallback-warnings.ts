import type { OptimizeOutcome } from "#shared/model/optimize"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { StageWarning } from "../../stage"

/** A fallback makes a run succeed with warnings. */
export function fallbackWarnings(
  node: ResolvedMeta,
  risk: RiskProfile,
  outcome: OptimizeOutcome,
): StageWarning[] {
  if (outcome.riskProfile === risk) return []
  return [
    {
      code: "optimize.fallback",
      node: node.profile,
      risk,
      note: `the weights are those of ${outcome.riskProfile}: ${outcome.attempts.map((attempt) => `${attempt.riskProfile} by ${attempt.solver}: ${attempt.reason}`).join("; ")}`,
    },
  ]
}
