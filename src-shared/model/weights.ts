import type { OptimizeOutcome } from "./optimize"

/** A sleeve's row of `meta_optimized_<meta>_<risk>.json`, with the platform's keys (reference 1.6.8). */
export interface SleeveWeightRow {
  readonly Symbol: string
  readonly Weight: number
  readonly Net_Weight: number
  readonly Direction: "LONG"
  readonly Cluster_ID: string
  readonly Type: "CORE" | "AGGRESSOR"
  readonly Description: string
  readonly Sector: string
  readonly Market: string
  /** Ours: the bounds it was solved under. */
  readonly Min_Weight: number
  readonly Max_Weight: number
}

export interface MetaOptimized {
  readonly metadata: {
    readonly meta_profile: string
    readonly engine: string
    readonly profile: string
    readonly n_sleeves: number
    /** Sleeves left out by a guardrail. */
    readonly vetoed: readonly string[]
  }
  readonly weights: readonly SleeveWeightRow[]
  readonly outcome: OptimizeOutcome
}
