import type { OptimizeSettings } from "#shared/model/optimize"
import type { SleeveWeightRow } from "#shared/model/weights"

/**
 * Weights as the platform's rows (reference 1.6.8): by weight descending, ties in manifest order, every
 * included sleeve present even at weight 0. A sleeve's stream is a synthetic long, hence LONG.
 */
export function weightRows(
  names: readonly string[],
  weights: Float64Array,
  settings: OptimizeSettings,
  aggressors: readonly string[] = [],
): readonly SleeveWeightRow[] {
  return names
    .map(
      (id, i): SleeveWeightRow => ({
        Symbol: id,
        Weight: weights[i]!,
        Net_Weight: weights[i]!,
        Direction: "LONG",
        Cluster_ID: id,
        Type: aggressors.includes(id) ? "AGGRESSOR" : "CORE",
        Description: "N/A",
        Sector: "N/A",
        Market: "UNKNOWN",
        Min_Weight: settings.bounds[id]?.min ?? settings.min_weight,
        Max_Weight: settings.bounds[id]?.max ?? settings.max_weight,
      }),
    )
    .sort((a, b) => b.Weight - a.Weight)
}
