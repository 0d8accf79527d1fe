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
import { fallbackWarnings } from "./fallback-warnings"
import { optimizeSettingsOf, type SettingOverrides } from "./node-settings"
import { recallWeights } from "./recall-weights"
import type { SolvedNode } from "./solved-node"
import { weightRows } from "./weight-rows"

const STAGE = "meta.optimize"

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
  const recalled = Object.values(overrides).every((value) => value === undefined)
    ? recallWeights(context, node, risk, frame.names)
    : undefined
  if (recalled !== undefined) return recalled
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
      const warnings = fallbackWarnings(node, risk, result.outcome)
      const told = tellOutcome(context, node, risk, result.outcome, warnings)
      if (!told.ok) return told
      const stored = keepInCache(context, node, risk, overrides)
      if (!stored.ok) return stored
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
    weights: weightRows(
      frame.names,
      result.weights ?? new Float64Array(0),
      settings,
      result.outcome.aggressors,
    ),
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

/** Weights under a profile's own settings are worth keeping for later runs. */
function keepInCache(
  context: StageContext,
  node: ResolvedMeta,
  risk: RiskProfile,
  overrides: SettingOverrides,
): Result<void> {
  if (context.cache === undefined || Object.values(overrides).some((value) => value !== undefined))
    return ok(undefined)
  const remark = context.cache.keep(context.directory, node.profile, risk)
  if (remark === null) return ok(undefined)
  return recordDecision(context, "cache.not_written", { node: node.profile, risk }, { remark })
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
