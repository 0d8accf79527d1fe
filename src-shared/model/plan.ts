import type { Problem } from "#shared/problem/problem"
import type { Alignment } from "./alignment"
import type { HealthVerdict, MetaDecisions, SleeveDecision } from "./decision"
import type { OptimizeOutcome } from "./optimize"
import type { SignTest } from "./sign-test"

/** What a run of a meta profile would meet, found without writing anything. */
export interface Plan {
  readonly meta_profile: string
  readonly sleeves: readonly PlannedSleeve[]
  /** null where no feature asks for the gate, or where the plan was not to ask it. */
  readonly sign_gate: PlannedSignGate | null
  readonly risk_profiles: readonly RiskPlan[]
  /** The call that would do it, ready to be copied. */
  readonly command: string
  /** The same plan under other settings, one for each, in the order asked for. */
  readonly what_if: readonly WhatIf[]
  /** Every sleeve's weight now and under each of `what_if`; empty where weights were not asked for. */
  readonly weights: readonly PlannedWeight[]
  /** Every level under every risk profile as it stands before the join; empty where not asked for. */
  readonly calendars: readonly NodeCalendar[]
}

export interface PlannedSleeve {
  /** Sleeve ids from the root's sleeve down. */
  readonly path: string
  readonly profile: string
  readonly run_id: string
  readonly chosen: "pinned" | "latest" | "executed"
  readonly completeness: "recorded" | "inferred"
}

/** The directional sign test as the run would ask it. */
export interface PlannedSignGate extends SignTest {
  readonly verdict: "PASS" | "FAIL"
  /** Of all sleeves, or of those only whose own profile has a gate. */
  readonly of: "every sleeve" | "gated sleeves"
  /** What the run would then do. */
  readonly consequence: string
}

export interface RiskPlan {
  readonly risk_profile: string
  /** Why it would fail or be stopped; empty when it would run. */
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
  /** null where weights were not asked for, or could not be solved. */
  readonly weights: NodeWeights | null
}

/** The weights that the run would give the sleeves of a meta profile, largest first. */
export interface NodeWeights {
  readonly kind: OptimizeOutcome["kind"]
  /** Another one than the plan's where a fallback would be taken. */
  readonly solved_as: string
  readonly rows: readonly {
    readonly id: string
    readonly weight: number
    readonly min_weight: number
    readonly max_weight: number
    readonly at_bound: boolean
  }[]
}

export interface WhatIf {
  readonly settings: Readonly<Record<string, string>>
  readonly risk_profiles: readonly RiskPlan[]
  /** "hrp / m/bad: vetoed -> included". */
  readonly changes: readonly string[]
  /** The call that would run it under these settings. */
  readonly command: string
}

/** null: left out, or the meta profile would have no weights. */
export interface PlannedWeight {
  readonly risk_profile: string
  readonly meta_profile: string
  readonly sleeve: string
  readonly now: number | null
  /** One for each of `what_if`. */
  readonly others: readonly (number | null)[]
}

/** The sleeves of a meta profile before the guardrails and the join: known where those would refuse it, too. */
export interface NodeCalendar {
  readonly risk_profile: string
  readonly meta_profile: string
  /** The first and the last day of any sleeve, vetoed ones among them. */
  readonly first: string
  readonly last: string
  /** The days that all included sleeves have; null when there is none. */
  readonly common: { readonly first: string; readonly last: string; readonly rows: number } | null
  /** Equal parts of first to last; a whole number of days each, the last one perhaps cut short. */
  readonly columns: number
  readonly daysPerColumn: number
  readonly sleeves: readonly SleeveCalendar[]
  /** What the bounds allow for all sleeves, for one less, and so on down to one. */
  readonly survivors: readonly SurvivorBounds[]
}

export interface SleeveCalendar {
  readonly id: string
  /** The meta profile behind a nested sleeve; null for an atomic one. */
  readonly meta_profile: string | null
  readonly status: SleeveDecision["status"]
  readonly note: string
  readonly health: {
    readonly verdict: HealthVerdict
    readonly success: number
    readonly expected: number
    readonly ratio: number | null
    readonly threshold: number
  } | null
  readonly first: string
  readonly last: string
  readonly rows: number
  /** Rows of each column that are common days, lost weekends, and other lost days. */
  readonly kept: readonly number[]
  readonly weekendLost: readonly number[]
  readonly otherLost: readonly number[]
}

/**
 * Sums of the bounds over so many sleeves, as fractions: the hardest choice of them, where sleeves have bounds of
 * their own. They hold when least <= 1 <= most.
 */
export interface SurvivorBounds {
  readonly sleeves: number
  readonly least: number
  readonly most: number
  readonly holds: boolean
}
