import type { Json } from "#shared/model/ledger"
import type { OptimizeOutcome, OptimizeResult, OptimizeSettings } from "#shared/model/optimize"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { MetaOptimized } from "#shared/model/weights"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { ReturnFrame } from "#engine/numerics/frame"
import { optimize } from "#engine/portfolio/optimize"
import type { StageContext } from "../../context"
import { recordDecision, recordStep, recordWarning } from "../../record"
import type { StageWarning } from "../../stage"
import { jsonArtifact } from "../artifact-json"
import type { NodeReturns } from "../returns/node-returns"
import { optimizeSettingsOf, type SettingOverrides } from "./node-settings"
import { weightRows } from "./weight-rows"

const STAGE = "meta.optimize"

/** A meta profile that was solved, by frame column. */
export interface SolvedNode {
  readonly weights: Float64Array
  readonly outcome: OptimizeOutcome
  readonly warnings: readonly StageWarning[]
}

/**
 * Solves the sleeve weights of one meta profile under its own settings and writes `meta_optimized` and
 * `meta_cluster_tree`. A solver's refusal is the result's problems; nothing is written then.
 */
export async function solveNode(
  context: StageContext,
  node: ResolvedMeta,
  risk: RiskProfile,
  { frame, vetoed }: NodeReturns,
  overrides: SettingOverrides = {},
): Promise<Result<SolvedNode>> {
  const settings = optimizeSettingsOf(node, risk, frame.names, overrides)
  const source = context.directory.find("meta_returns", node.profile, risk)
  return recordStep(
    context,
    {
      step: `meta_optimize_${risk}`,
      stageId: STAGE,
      node: node.profile,
      risk,
      params: { ...settings } as Json,
      inputs: source === undefined ? [] : [source],
    },
    async () => {
      const result = await optimize(frame, settings, context.signal)
      if (result.weights === null) return refused(node, risk, result)
      const kept = keepWeights(context, node, risk, frame, result, settings, vetoed)
      if (!kept.ok) return kept
      const warnings = warningsOf(node, risk, result.outcome)
      const told = tellOutcome(context, node, risk, result.outcome, warnings)
      if (!told.ok) return told
      let total = 0
      for (const weight of result.weights) total += weight
      return ok({
        outputs: kept.value,
        metrics: {
          n_assets: frame.names.length,
          total_weight: total,
          solver: result.outcome.solver,
          certificate: result.outcome.certificate?.value ?? null,
        },
        value: { weights: result.weights, outcome: result.outcome, warnings },
      })
    },
  )
}

/** Writes the weights of a node, solved or proxy, with the tree they came from. */
export function keepWeights(
  context: StageContext,
  node: ResolvedMeta,
  risk: RiskProfile,
  frame: ReturnFrame,
  result: Pick<OptimizeResult, "outcome" | "clusterTree"> & { readonly weights: Float64Array | null },
  settings: OptimizeSettings,
  vetoed: readonly string[],
) {
  const content: MetaOptimized = {
    metadata: {
      meta_profile: node.profile,
      engine: result.outcome.engine,
      profile: risk,
      n_sleeves: frame.names.length,
      vetoed,
    },
    weights: weightRows(frame.names, result.weights ?? new Float64Array(0), settings),
    outcome: result.outcome,
  }
  const key = { metaProfile: node.profile, riskProfile: risk }
  const optimized = context.directory.put(jsonArtifact({ kind: "meta_optimized", ...key }, STAGE, content))
  if (!optimized.ok) return optimized
  const tree = context.directory.put(
    jsonArtifact({ kind: "meta_cluster_tree", ...key }, STAGE, {
      ...content.metadata,
      tree: result.clusterTree,
      weights: content.weights,
    }),
  )
  return tree.ok ? ok([optimized.value, tree.value]) : tree
}

function refused(node: ResolvedMeta, risk: RiskProfile, result: OptimizeResult) {
  const [first, ...rest] = result.problems
  return failed(
    first ??
      problem("optimize.gaveUp", {
        what: "No solver reached weights.",
        where: `${node.profile} / ${risk}`,
        seen: `${result.outcome.attempts.length} attempts`,
        remedy: "name a fallback_profile, or another risk profile",
      }),
    ...rest,
  )
}

function warningsOf(node: ResolvedMeta, risk: RiskProfile, outcome: OptimizeOutcome): StageWarning[] {
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

function tellOutcome(
  context: StageContext,
  node: ResolvedMeta,
  risk: RiskProfile,
  outcome: OptimizeOutcome,
  warnings: readonly StageWarning[],
): Result<void> {
  if (outcome.bounds.rule !== "none") {
    const bounds = recordDecision(
      context,
      `bounds.${outcome.bounds.rule}`,
      { node: node.profile, risk },
      { binding: outcome.bounds.binding },
    )
    if (!bounds.ok) return bounds
  }
  for (const warning of warnings) {
    const told = recordWarning(context, warning, {
      attempts: outcome.attempts.map((attempt) => ({ ...attempt })),
    })
    if (!told.ok) return told
  }
  return ok(undefined)
}
