import type { Problem } from "#shared/problem/problem"
import type { RunRow } from "./rows"

/** One run with what it wrote. */
export interface RunDetail {
  readonly run: RunRow
  /** Relative to the workspace. */
  readonly folder: string
  /** Why it is incomplete; empty when it is not. */
  readonly missing: readonly string[]
  readonly problems: readonly Problem[]
  readonly exitCode: number | null
  readonly programVersion: string | null
  /** In milliseconds; null while it goes on or where its times are not known. */
  readonly duration: number | null
  readonly hasReport: boolean
  readonly artifacts: readonly ArtifactRow[]
}

/** A file of a run, as its index tells it. */
export interface ArtifactRow {
  readonly kind: string
  readonly metaProfile: string | null
  readonly riskProfile: string | null
  /** Relative to the run directory. */
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  readonly rows: number | null
  readonly stage: string
  /** Inputs only: where the copy came from, relative to the workspace. */
  readonly origin: string | null
}

/** A part of a file of a run. */
export interface ArtifactPart {
  readonly path: string
  readonly sha256: string
  /** Of the whole file. */
  readonly size: number
  readonly offset: number
  /** At most 1 MB, from `offset` on. */
  readonly bytes: Uint8Array
}

/** What a run's ledger tells of its steps; asked again while the run goes on. */
export interface RunTrace {
  readonly runId: string
  readonly steps: readonly TraceStep[]
  /** Decisions, cache hits and what happened to the run, in ledger order. */
  readonly events: readonly TraceEvent[]
  readonly ledger: LedgerState
  /** Of earlier complete runs of the profile, in milliseconds; null without any. */
  readonly usualDuration: number | null
}

export interface LedgerState {
  readonly records: number
  readonly chain: "whole" | "broken" | "unchained" | "none"
  /** Line of the first record that is not the one that was written; null unless broken. */
  readonly firstWrong: number | null
  readonly head: string
  /** Whether its last record is the close of the run. */
  readonly closed: boolean
}

/** A stage at a node under a risk profile: its intent joined with its outcome. */
export interface TraceStep {
  readonly step: string
  /** The stage that ran; "" where the ledger does not tell. */
  readonly stage: string
  readonly node: string | null
  readonly risk: string | null
  readonly status: "running" | "success" | "failure" | "skipped"
  /** UTC, ISO 8601. */
  readonly started: string
  readonly ended: string | null
  /** In milliseconds; null while it goes on. */
  readonly duration: number | null
  /** Lines of `audit.jsonl`, 1-based. */
  readonly intentLine: number | null
  readonly outcomeLine: number | null
  readonly inputs: readonly TraceFile[]
  readonly outputs: readonly TraceFile[]
  /** As JSON: what the stage was called with, and what it measured. */
  readonly params: string
  readonly metrics: string
  /** Solver attempts in their order; empty for stages that solve nothing. */
  readonly attempts: readonly string[]
}

export interface TraceFile {
  /** As the ledger names it: relative to the run for outputs, to the workspace for inputs. */
  readonly name: string
  readonly sha256: string
  readonly kind: string | null
  readonly rows: number | null
  readonly bytes: number | null
  /** Relative to the run directory, where the run keeps it; null otherwise. */
  readonly path: string | null
}

export interface TraceEvent {
  readonly line: number
  readonly seq: number
  readonly ts: string
  readonly type: string
  /** The decision, or the record's type. */
  readonly name: string
  readonly node: string | null
  readonly risk: string | null
  readonly sleeve: string | null
  /** As JSON. */
  readonly data: string
}

/** Whether a run is what its ledger says. */
export interface VerificationView {
  readonly verified: boolean
  readonly judgedBy: "ledger and artifacts" | "ledger"
  readonly records: number
  readonly artifacts: number
  readonly head: string
  readonly findings: readonly Problem[]
}

/** A meta run against the platform's own checks. */
export interface ValidationView {
  readonly status: "PASS" | "FAIL"
  readonly metaProfile: string
  readonly checks: readonly {
    readonly ok: boolean
    readonly code: string
    readonly riskProfile: string | null
    readonly where: string
    readonly message: string
  }[]
}
