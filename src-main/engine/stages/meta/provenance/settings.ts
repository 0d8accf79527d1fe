import type { ArtifactKind } from "#shared/model/artifact"
import { optimizeSettingsShape } from "#shared/model/optimize"
import type { ProvenanceSetting } from "#shared/model/provenance"
import type { ResolvedMeta } from "#shared/model/resolved"
import { alpha } from "#engine/measures/alpha"
import { relativeMeasures } from "#engine/measures/portfolio-figures"
import { riskFreeRate } from "#engine/measures/risk-free-rate"
import { sharpe } from "#engine/measures/sharpe"
import { sortino } from "#engine/measures/sortino"
import { dotted, leavesOf } from "#engine/workspace/layered-values"

export const noSettings: readonly string[] = []

export const optimizerSettings: readonly string[] = Object.keys(optimizeSettingsShape)

export const backtestSettings: readonly string[] = ["backtest", ...optimizerSettings]

const overRiskFree = new Set([riskFreeRate, sharpe, sortino, alpha].map(({ key }) => key))
const overBenchmark = new Set(relativeMeasures.map(({ key }) => key))

/** The settings that the formula of a tear sheet's figure takes, by the figure's key. */
export function settingsOfKey(key: string): readonly string[] {
  return [
    ...(overRiskFree.has(key) ? ["risk_free_rate"] : []),
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
export const settingsOfKind: Readonly<Partial<Record<ArtifactKind, readonly string[]>>> = {
  meta_optimized: optimizerSettings,
  meta_returns: joinSettings,
  meta_alignment: joinSettings,
  meta_decisions: ["health_policy", "health_overrides", "strict", "allow_single_sleeve", "parity_exceptions"],
  meta_health: ["health_threshold"],
}

/** The values of settings in a meta profile, each once, with the layer that set them. */
export function settingsIn(node: ResolvedMeta, names: Iterable<string>): readonly ProvenanceSetting[] {
  return [...new Set(names)].flatMap((name) => valuesOf(node, name))
}

/** One setting, or each value below it when it is a section. */
function valuesOf({ settings: { allocation, origins } }: ResolvedMeta, name: string): ProvenanceSetting[] {
  const at = ["meta_allocation", name]
  const value = (allocation as Readonly<Record<string, unknown>>)[name]
  const leaves = value === undefined ? [{ path: at, value: undefined }] : leavesOf(value, at)
  return leaves.map((leaf) => ({
    path: dotted(leaf.path),
    value: leaf.value === undefined ? null : JSON.stringify(leaf.value),
    origin: origins[dotted(leaf.path)] ?? "code",
  }))
}
