import type { ArtifactKind } from "#shared/model/artifact"
import type { ExplainedSetting, ExplainedSource } from "#shared/model/explanation"
import type { Figure } from "#shared/model/figure"
import { optimizeSettingsShape } from "#shared/model/optimize"
import type { ResolvedMeta } from "#shared/model/resolved"
import { alpha } from "#engine/measures/alpha"
import { relativeMeasures } from "#engine/measures/portfolio-figures"
import { riskFreeRate } from "#engine/measures/risk-free-rate"
import { sharpe } from "#engine/measures/sharpe"
import { sortino } from "#engine/measures/sortino"
import { dotted, leavesOf } from "#engine/workspace/layered-values"
import type { ExplainedRun } from "./explained-run"

export const optimizerSettings: readonly string[] = Object.keys(optimizeSettingsShape)

const overRiskFree = new Set([riskFreeRate, sharpe, sortino, alpha].map(({ key }) => key))
const overBenchmark = new Set(relativeMeasures.map(({ key }) => key))

/** The settings that a figure of a tear sheet is computed with. */
export function settingsOfFigure({ key, factor }: Figure): readonly string[] {
  return [
    ...(overRiskFree.has(key) ? ["risk_free_rate"] : []),
    ...(factor === null ? [] : ["periods_per_year"]),
    ...(overBenchmark.has(key) ? ["benchmark_sleeves"] : []),
  ]
}

const joinSettings = [
  "join",
  "min_common_rows",
  "stream",
  "stream_profiles",
  "allow_stream_substitution",
  "toxic_return_policy",
  "toxic_return_limits",
]

/** The settings of a meta profile that a file of it is made with. */
const settingsOfKind: Readonly<Partial<Record<ArtifactKind, readonly string[]>>> = {
  meta_optimized: optimizerSettings,
  meta_returns: joinSettings,
  meta_alignment: joinSettings,
  meta_decisions: ["health_policy", "health_overrides", "strict", "allow_single_sleeve", "parity_exceptions"],
  meta_health: ["health_threshold"],
}

/** The settings of the figure itself, then those of everything it was made from, each once. */
export function settingsBehind(
  run: ExplainedRun,
  own: { readonly metaProfile: string; readonly settings: readonly string[] },
  inputs: readonly ExplainedSource[],
): readonly ExplainedSetting[] {
  const found = new Map<string, ExplainedSetting>()
  const add = (metaProfile: string, names: readonly string[], direct: boolean): void => {
    const node = run.node(metaProfile)
    if (node === undefined) return
    for (const name of names) {
      for (const setting of valuesOf(node, name, direct)) {
        const key = `${metaProfile}\n${setting.path}`
        if (!found.has(key)) found.set(key, setting)
      }
    }
  }
  add(own.metaProfile, own.settings, true)
  const visit = (sources: readonly ExplainedSource[]): void => {
    for (const { kind, meta_profile: meta, inputs: below } of sources) {
      if (meta !== null) add(meta, settingsOfKind[kind] ?? [], false)
      visit(below)
    }
  }
  visit(inputs)
  return [...found.values()]
}

/** One setting, or each value below it when it is a section. */
function valuesOf(node: ResolvedMeta, name: string, direct: boolean): ExplainedSetting[] {
  const { allocation, origins } = node.settings
  const at = ["meta_allocation", name]
  const value = (allocation as Readonly<Record<string, unknown>>)[name]
  const leaves = value === undefined ? [{ path: at, value: undefined }] : leavesOf(value, at)
  return leaves.map((leaf) => ({
    meta_profile: node.profile,
    path: dotted(leaf.path),
    value: leaf.value === undefined ? null : JSON.stringify(leaf.value),
    origin: origins[dotted(leaf.path)] ?? "code",
    direct,
  }))
}
