import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { Problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { optimize } from "#engine/portfolio/optimize"
import type { StageContext } from "../../context"
import { recordStep } from "../../record"
import type { NodeReturns } from "../returns/node-returns"
import { optimizeSettingsOf, withoutLimits } from "./node-settings"
import { keepWeights } from "./solve-node"

/**
 * Equal weights for a nested meta profile that could not be solved (design 5.3), written as its
 * `meta_optimized` with the outcome `proxyEqualWeight`, so that flatten uses the same weights. Bounds and
 * limits are left aside: they may be why it could not be solved.
 */
export async function proxyNode(
  context: StageContext,
  node: ResolvedMeta,
  risk: RiskProfile,
  { frame, vetoed }: NodeReturns,
  why: Problem,
): Promise<Result<Float64Array>> {
  const { fallback_profile: _, ...own } = optimizeSettingsOf(node, risk, frame.names)
  const settings = { ...withoutLimits(own), risk_profile: "equal_weight" as const }
  return recordStep(
    context,
    {
      step: `meta_optimize_${risk}`,
      stageId: "meta.optimize",
      node: node.profile,
      risk,
      params: { proxy: "equal_weight", instead_of: why.code },
      inputs: [],
    },
    async () => {
      const equal = await optimize(frame, settings, context.signal)
      const { weights } = equal
      if (weights === null) return failed(equal.problems[0] ?? why)
      const outcome = {
        ...equal.outcome,
        kind: "proxyEqualWeight" as const,
        attempts: [{ riskProfile: risk, solver: "none", reason: why.what }, ...equal.outcome.attempts],
      }
      const kept = keepWeights(context, node, risk, frame, { ...equal, outcome }, settings, vetoed)
      if (!kept.ok) return kept
      return ok({ outputs: kept.value, metrics: { n_assets: weights.length }, value: weights })
    },
  )
}
