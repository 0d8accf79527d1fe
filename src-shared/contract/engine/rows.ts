import type { RiskProfile } from "#shared/model/risk-profile"
import type { RunState } from "#shared/model/run"

/** A line of the list of profiles. */
export interface ProfileRow {
  readonly name: string
  readonly kind: "meta" | "atomic"
  /** Atomic 0, meta 1 + the deepest sleeve; null when a cycle or an unknown sleeve leaves it without one. */
  readonly depth: number | null
  readonly sleeves: readonly string[]
  readonly riskProfiles: readonly RiskProfile[]
  readonly aliasOf: string | null
  readonly description: string | null
  /** Line of the manifest, from 1. */
  readonly line: number
  readonly lastRun: RunRow | null
}

/** A line of the list of runs. */
export interface RunRow {
  readonly runId: string
  readonly profile: string
  readonly kind: "meta" | "atomic"
  readonly state: RunState
  readonly completeness: "recorded" | "inferred" | "incomplete"
  /** UTC, ISO 8601; null where the run does not say. */
  readonly started: string | null
  readonly ended: string | null
  readonly riskProfiles: readonly string[]
}
