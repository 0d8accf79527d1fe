import type { SleeveAlignment } from "#shared/model/alignment"
import type { HealthVerdict, LedgerChain, StreamChoice, WindowEvidence } from "#shared/model/decision"
import type { SignFinding } from "#shared/model/sign-test"
import type { RunRow } from "./rows"

/** A sleeve of any level of a run under one risk profile, with what was decided about it. */
export interface SleeveHealthRow {
  readonly metaProfile: string
  readonly riskProfile: string
  readonly sleeve: string
  readonly kind: "atomic" | "meta"
  readonly profile: string
  /** The run it was read from; null for a nested profile. */
  readonly runId: string | null
  readonly status: "included" | "vetoed" | "missing"
  readonly reason: string | null
  readonly note: string
  /** Who decided: the guardrail, a person's override, or nobody had to. */
  readonly decidedBy: "guardrail" | "override" | "none"
  readonly verdict: HealthVerdict | null
  readonly success: number | null
  readonly expected: number | null
  readonly ratio: number | null
  readonly threshold: number | null
  /** The windows of its walk-forward in their order, one letter each: o(k), f(ailed), b(ack-up), m(issing). */
  readonly strip: string
  readonly ledger: LedgerChain | null
  readonly alignment: SleeveAlignment | null
  readonly stream: StreamChoice | null
  readonly weight: number | null
  readonly anomalies: readonly { readonly figure: string; readonly value: number; readonly limit: number }[]
  readonly signFindings: readonly SignFinding[]
  /** The sleeve's run as it is now; null for a nested profile or a run that is gone. */
  readonly run: RunRow | null
}

/** Why a sleeve was judged as it was. */
export interface HealthEvidence {
  readonly metaProfile: string
  readonly riskProfile: string
  readonly sleeve: string
  readonly engine: string
  readonly verdict: HealthVerdict
  readonly threshold: number
  readonly success: number
  readonly expected: number
  readonly expectedFrom: "declared" | "intents" | "outcomes" | "none"
  readonly ratio: number | null
  readonly unreadableLines: number
  readonly ledger: LedgerChain
  readonly windows: readonly WindowView[]
}

export interface WindowView extends WindowEvidence {
  /** Every record of the sleeve's kept ledger about this window, in order. */
  readonly records: readonly EvidenceLine[]
}

export interface EvidenceLine {
  /** Of the sleeve's own `audit.jsonl`, 1-based. */
  readonly line: number
  readonly status: string
  readonly text: string
}
