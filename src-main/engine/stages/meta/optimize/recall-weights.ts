import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { MetaOptimized } from "#shared/model/weights"
import { ok, type Result } from "#shared/problem/result"
import type { StageContext } from "../../context"
import { recordStep } from "../../record"
import { readJsonArtifact } from "../artifact-json"
import { fallbackWarnings } from "./fallback-warnings"
import type { SolvedNode } from "./solved-node"

/** The weights that a cache hit restored for this run; undefined when there was none. */
export function recallWeights(
  context: StageContext,
  node: ResolvedMeta,
  risk: RiskProfile,
  names: readonly string[],
): Promise<Result<SolvedNode>> | undefined {
  const state = context.cache?.stateOf(node.profile, risk)
  if (state?.hit !== true) return undefined
  const key = { metaProfile: node.profile, riskProfile: risk }
  return recordStep(
    context,
    {
      step: `meta_optimize_${risk}`,
      stageId: "meta.optimize",
      node: node.profile,
      risk,
      params: { cached: state.key },
      inputs: [],
    },
    async () => {
      const optimized = readJsonArtifact<MetaOptimized>(context.directory, { kind: "meta_optimized", ...key })
      if (!optimized.ok) return optimized
      const { weights: rows, outcome } = optimized.value
      const weightOf = new Map(rows.map((row) => [row.Symbol, row.Weight]))
      const outputs = (["meta_optimized", "meta_cluster_tree"] as const).flatMap(
        (kind) => context.directory.find(kind, node.profile, risk) ?? [],
      )
      context.progress({
        stage: "meta.optimize",
        node: node.profile,
        risk,
        state: "cached",
        done: 1,
        note: "",
      })
      return ok({
        outputs,
        metrics: { n_assets: names.length, cached: true },
        value: {
          weights: Float64Array.from(names, (name) => weightOf.get(name)!),
          outcome,
          warnings: fallbackWarnings(node, risk, outcome),
        },
      })
    },
  )
}
