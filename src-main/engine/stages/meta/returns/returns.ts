import { ok, type Result } from "#shared/problem/result"
import type { StageContext } from "../../context"
import type { StageOutcome } from "../../stage"
import { readJsonArtifact } from "../artifact-json"
import { everyMeta, findNode } from "../nodes"
import type { NodeParams } from "../params"
import type { MetaDecisions } from "#shared/model/decision"
import type { StageWarning } from "../../stage"
import { buildNode } from "./build-node"
import { decisionWarnings } from "./decision-warnings"

/** meta.returns: the joined returns of a meta profile, nested ones first. */
export async function joinReturns(
  context: StageContext,
  { meta_profile, risk_profile: risk }: NodeParams,
): Promise<Result<StageOutcome>> {
  const node = findNode(context.resolved.root, meta_profile)
  if (!node.ok) return node
  const built = await buildNode(context, node.value, risk)
  if (!built.ok) return built
  const warnings: StageWarning[] = []
  for (const meta of everyMeta(node.value)) {
    const decisions = readJsonArtifact<MetaDecisions>(context.directory, {
      kind: "meta_decisions",
      metaProfile: meta.profile,
      riskProfile: risk,
    })
    if (!decisions.ok) return decisions
    warnings.push(...decisionWarnings(decisions.value))
  }
  return ok({ warnings, metrics: { rows: built.value.frame.days.length } })
}
