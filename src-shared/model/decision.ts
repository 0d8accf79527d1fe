import type { Json } from "./ledger"

/** What became of one sleeve in one risk profile, in manifest order. */
export interface SleeveDecision {
  readonly id: string
  readonly kind: "atomic" | "meta"
  readonly status: "included" | "vetoed" | "missing"
  /** Why it is not simply included; null when nothing is to be said. */
  readonly reason: DecisionReason | null
  readonly note: string
  readonly health: {
    readonly verdict: HealthVerdict
    readonly success: number
    readonly expected: number
  } | null
  readonly stream: StreamChoice | null
}

export type DecisionReason =
  | "HEALTH_BELOW_THRESHOLD"
  | "HEALTH_DEGRADED"
  | "HEALTH_UNKNOWN"
  | "HEALTH_OVERRIDDEN"
  | "STREAM_SUBSTITUTED"
  | "TOXIC_DAYS_DROPPED"
  | "SUBMETA_PROXY"
  | "SUBMETA_FALLBACK"
  | "SINGLE_SLEEVE"

export type HealthVerdict = "healthy" | "degraded" | "vetoed" | "unknown"

/** `meta_decisions_<meta>_<risk>.json`: what was decided about the sleeves, alone and among each other. */
export interface MetaDecisions {
  readonly meta_profile: string
  readonly risk_profile: string
  readonly sleeves: readonly SleeveDecision[]
  readonly near_identical: readonly NearIdentical[]
  readonly parity: readonly ParityBreak[]
}

/** Two sleeves whose joined returns are (nearly) one another's copy or mirror. */
export interface NearIdentical {
  readonly a: string
  readonly b: string
  readonly correlation: number
}

/** A setting in which the runs of sleeves differ although they should not (reference 1.1.7). */
export interface ParityBreak {
  readonly setting: string
  /** The value in each sleeve's run, as JSON text; sleeves that do not tell are left out. */
  readonly values: Readonly<Record<string, string>>
}

/** Which return stream of a sleeve's run was read, of which candidates. */
export interface StreamChoice {
  readonly requested: string
  readonly used: string
  readonly engine: string
  readonly simulator: string
  /** Relative to the sleeve's run directory. */
  readonly file: string
  readonly sha256: string
  readonly candidates: readonly string[]
  readonly rows: number
  readonly first: string
  readonly last: string
  readonly dayRule: DayRule
}

/** How stamps became UTC days (design 5.3). */
export type DayRule = "dates" | "utc-date" | "local-midnight"

/** `meta_health_<meta>_<risk>.json`: the evidence behind each verdict. */
export interface SleeveHealth {
  readonly id: string
  readonly verdict: HealthVerdict
  readonly engine: string
  readonly riskProfile: string
  readonly threshold: number
  readonly success: number
  readonly expected: number
  /** Where the number of expected windows comes from. */
  readonly expectedFrom: "declared" | "intents" | "outcomes" | "none"
  readonly ratio: number | null
  readonly unreadableLines: number
  readonly ledger: LedgerChain
  readonly windows: readonly WindowEvidence[]
}

/**
 * Whether a sleeve's ledger is the one that was written. `unchained` is one without any hashes, of which nothing
 * can be proved.
 */
export interface LedgerChain {
  readonly chain: "whole" | "broken" | "unchained"
  /** Line of the first record that is not the one that was written, 1-based; null unless broken. */
  readonly firstWrong: number | null
}

export interface WindowEvidence {
  readonly index: number
  readonly outcome: "success" | "fallback" | "failure" | "missing"
  readonly attempts: number
  readonly regime: string | null
  /** The risk profile that the window ended as, where its outcome names one. */
  readonly actual_profile: string | null
  /** What the deciding outcome measured, as its ledger line has it; null without an outcome. */
  readonly metrics: Readonly<Record<string, Json>> | null
  /** Why the window failed; null unless it did and told. */
  readonly error: string | null
  /** Line of the sleeve's ledger that decided, 1-based; null when no line exists. */
  readonly line: number | null
}
