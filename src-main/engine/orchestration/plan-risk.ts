import type { Alignment } from "#shared/model/alignment"
import type { MetaDecisions } from "#shared/model/decision"
import type { NodePlan, NodeWeights, RiskPlan } from "#shared/model/plan"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { MetaOptimized } from "#shared/model/weights"
import type { Problem } from "#shared/problem/problem"
import type { Result } from "#shared/problem/result"
import type { RunDirectory } from "#engine/artifacts/run-directory"
import { describeBounds } from "#engine/portfolio/bounds/describe"
import { boundsFromSettings } from "#engine/portfolio/bounds/from-settings"
import type { StageContext } from "#engine/stages/context"
import { readJsonArtifact } from "#engine/stages/meta/artifact-json"
import { everyMeta } from "#engine/stages/meta/nodes"
import { optimizeSettingsOf } from "#engine/stages/meta/optimize/node-settings"
import { solveNode } from "#engine/stages/meta/optimize/solve-node"
import { buildNode } from "#engine/stages/meta/returns/build-node"

/**
 * A risk profile of a plan: the tree is joined, and the root solved where weights are asked for, by the very
 * stages of a run. `closed` is why a gate would stop the run before them; the plan looks behind it all the same.
 */
export async function planRisk(
  context: StageContext,
  risk: RiskProfile,
  closed: readonly Problem[],
  withWeights: boolean,
): Promise<RiskPlan> {
  const { root } = context.resolved
  const built = await buildNode(context, root, risk)
  const solved: Result<unknown> =
    built.ok && withWeights ? await solveNode(context, root, risk, built.value) : built
  return {
    risk_profile: risk,
    problems: [...closed, ...(solved.ok ? [] : solved.problems)],
    nodes: everyMeta(root).flatMap((node) => nodePlan(context.directory, node, risk, withWeights) ?? []),
  }
}

/** Undefined for a meta profile that did not come as far as the join. */
function nodePlan(
  directory: RunDirectory,
  node: ResolvedMeta,
  risk: RiskProfile,
  withWeights: boolean,
): NodePlan | undefined {
  const key = { metaProfile: node.profile, riskProfile: risk }
  if (directory.find("meta_decisions", node.profile, risk) === undefined) return undefined
  const decisions = readJsonArtifact<MetaDecisions>(directory, { kind: "meta_decisions", ...key })
  const alignment = readJsonArtifact<Alignment>(directory, { kind: "meta_alignment", ...key })
  if (!decisions.ok || !alignment.ok) return undefined
  const included = decisions.value.sleeves.filter(({ status }) => status === "included").map(({ id }) => id)
  const bounds = boundsFromSettings(included, optimizeSettingsOf(node, risk, included))
  return {
    meta_profile: node.profile,
    decisions: decisions.value,
    alignment: alignment.value,
    feasibility: bounds.ok ? describeBounds(bounds.value) : bounds.problems[0].what,
    weights: withWeights ? nodeWeights(directory, node, risk) : null,
  }
}

function nodeWeights(directory: RunDirectory, node: ResolvedMeta, risk: RiskProfile): NodeWeights | null {
  if (directory.find("meta_optimized", node.profile, risk) === undefined) return null
  const key = { kind: "meta_optimized", metaProfile: node.profile, riskProfile: risk } as const
  const optimized = readJsonArtifact<MetaOptimized>(directory, key)
  if (!optimized.ok) return null
  const { outcome, weights } = optimized.value
  return {
    kind: outcome.kind,
    solved_as: outcome.riskProfile,
    rows: weights.map(({ Symbol: id, Weight, Min_Weight, Max_Weight }) => ({
      id,
      weight: Weight,
      min_weight: Min_Weight,
      max_weight: Max_Weight,
      at_bound: outcome.bounds.binding.includes(id),
    })),
  }
}
