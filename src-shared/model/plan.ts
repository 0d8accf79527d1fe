import type { Problem } from "#shared/problem/problem"
import type { Alignment } from "./alignment"
import type { MetaDecisions } from "./decision"

/** What a run of a meta profile would meet, found without writing anything. */
export interface Plan {
  readonly meta_profile: string
  readonly sleeves: readonly PlannedSleeve[]
  readonly risk_profiles: readonly RiskPlan[]
  /** The call that would do it, ready to be copied. */
  readonly command: string
  /** Only with `what_if`: the same plan under other settings, and what changes. */
  readonly what_if: WhatIf | null
}

export interface PlannedSleeve {
  /** Sleeve ids from the root's sleeve down. */
  readonly path: string
  readonly profile: string
  readonly run_id: string
  readonly chosen: "pinned" | "latest" | "executed"
  readonly completeness: "recorded" | "inferred"
}

export interface RiskPlan {
  readonly risk_profile: string
  /** Why it would fail; empty when it would run. */
  readonly problems: readonly Problem[]
  /** The meta profiles that could be joined, the root first. */
  readonly nodes: readonly NodePlan[]
}

export interface NodePlan {
  readonly meta_profile: string
  readonly decisions: MetaDecisions
  readonly alignment: Alignment
  /** "4 sleeves: 4 x 5 % = 20 % <= 100 % <= 4 x 50 % = 200 %". */
  readonly feasibility: string
}

export interface WhatIf {
  readonly settings: Readonly<Record<string, string>>
  readonly risk_profiles: readonly RiskPlan[]
  /** "hrp / m/bad: vetoed -> included". */
  readonly changes: readonly string[]
  /** The call that would run it under these settings. */
  readonly command: string
}
