import type { MetaDecisions } from "#shared/model/decision"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { MetaOptimized } from "#shared/model/weights"
import type { Problem } from "#shared/problem/problem"
import {
  beside,
  type FoundFigure,
  type FoundFigures,
  nothingMore,
  plainFigure,
  sleeveAddress,
} from "./explainable"
import { objectives } from "./objectives"
import { optimizerSettings } from "./settings"
import type { JsonFile, ProvenanceSource } from "./source"
import { everyMeta } from "../nodes"

/** The weight of each sleeve in its meta profile, the root's and the nested ones'; none for a vetoed sleeve. */
export function weightFigures(run: ProvenanceSource): FoundFigures {
  const problems: Problem[] = []
  const figures = run.riskProfiles.flatMap((risk) =>
    everyMeta(run.root).flatMap((node) => {
      const optimized = run.json<MetaOptimized>("meta_optimized", node.profile, risk)
      const decisions = run.json<MetaDecisions>("meta_decisions", node.profile, risk)
      if (!optimized.ok || !decisions.ok) {
        problems.push(...[optimized, decisions].flatMap((read) => (read.ok ? [] : read.problems)))
        return []
      }
      if (optimized.value === undefined) return []
      return weightsOf(run, node, risk, optimized.value, decisions.value?.json)
    }),
  )
  return { figures, problems }
}

function weightsOf(
  run: ProvenanceSource,
  node: ResolvedMeta,
  risk: string,
  { entry, json }: JsonFile<MetaOptimized>,
  decisions: MetaDecisions | undefined,
): FoundFigure[] {
  const { outcome, weights, metadata } = json
  const about = (id: string) => ({
    ...nothingMore,
    address: `${risk}.weight.${sleeveAddress(run.root.profile, node.profile, id)}`,
    entry,
    metaProfile: node.profile,
    settings: optimizerSettings,
    decidedFor: id,
  })
  const told = (id: string) => ({
    key: "weight",
    title: `Weight of ${id} in ${node.profile}`,
    unit: "fraction" as const,
    definition: definitionOf(json),
    undefinedWhen: "the sleeve was left out",
  })
  const given = weights.map(
    (row, i): FoundFigure => ({
      ...about(row.Symbol),
      figure: plainFigure({
        ...told(row.Symbol),
        value: row.Weight,
        note: outcome.bounds.binding.includes(row.Symbol) ? "on one of its bounds" : null,
      }),
      jsonPath: `$.weights[${i}].Weight`,
      beside: [
        beside("lower bound", row.Min_Weight, "fraction"),
        beside("upper bound", row.Max_Weight, "fraction"),
      ],
    }),
  )
  const leftOut = metadata.vetoed.map((id, i): FoundFigure => {
    const note = decisions?.sleeves.find((one) => one.id === id)?.note ?? ""
    return {
      ...about(id),
      figure: plainFigure({ ...told(id), value: null, why: `vetoed: ${note}` }),
      jsonPath: `$.metadata.vetoed[${i}]`,
    }
  })
  return [...given, ...leftOut]
}

function definitionOf({ outcome, metadata }: MetaOptimized): string {
  if (outcome.kind === "proxyEqualWeight") {
    return `1/n over the sleeves, in place of ${metadata.profile}, which could not be solved`
  }
  const { engine, riskProfile, solver, bounds } = outcome
  const by = `engine ${engine}${solver === null ? "" : `, solver ${solver}`}, bounds: ${bounds.rule}`
  const fallback = riskProfile === metadata.profile ? "" : `, the fallback of ${metadata.profile}`
  return `${riskProfile}${fallback}: ${objectives[riskProfile]} (${by}); the weights sum to 1`
}
