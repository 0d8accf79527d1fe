import type { ArtifactKind } from "./artifact"
import type { Figure } from "./figure"
import type { HoldingPath } from "./holding"
import type { SettingLayer } from "./settings"
import type { Problem } from "#shared/problem/problem"

/** A figure of a run, walked back to the files, records and settings that it came from. */
export interface Explanation {
  readonly run_id: string
  /** The address it was asked for by: `hrp.sharpe`, `hrp.weight.crypto`. */
  readonly figure: string
  readonly title: string
  /** null when it is undefined; `why` then says the reason. */
  readonly value: number | null
  readonly why: string | null
  /** As every rendering shows it. */
  readonly shown: string
  readonly unit: Figure["unit"]
  readonly note: string | null
  readonly definition: string
  /** The cases in which there is no value. */
  readonly undefined_when: string
  readonly annualisation: Annualisation | null
  /** The multiplications down to a holding, which add up to its value; empty for other figures. */
  readonly paths: readonly HoldingPath[]
  /** What stands beside the value in its artifact: the terms of a ratio, bounds, exposures. */
  readonly beside: readonly BesideValue[]
  readonly artifact: HoldingArtifact
  /** The records that wrote the artifact, and the decisions about what the figure is of; in ledger order. */
  readonly ledger: readonly ExplainedRecord[]
  readonly inputs: readonly ExplainedSource[]
  readonly settings: readonly ExplainedSetting[]
}

export interface Annualisation {
  /** Periods per year. */
  readonly factor: number
  readonly reason: string
}

export interface BesideValue {
  readonly name: string
  readonly value: number
  readonly shown: string
}

/** A file of the run, with a hash that was compared with the file, the index and the ledger. */
export interface CheckedFile {
  readonly kind: ArtifactKind
  readonly meta_profile: string | null
  readonly risk_profile: string | null
  /** Relative to the run directory. */
  readonly path: string
  /** null only for a report as it tells of itself. */
  readonly sha256: string | null
  readonly stage: string
}

/** The file that holds the figure. */
export interface HoldingArtifact extends CheckedFile {
  /** `$.risk_profiles[0].in_sample.figures[3].value` */
  readonly json_path: string
}

/** Something a file was made from, and what that was made from in turn. */
export interface ExplainedSource extends CheckedFile {
  /** Where the copy of an input came from, relative to the workspace; null for what the run made itself. */
  readonly origin: string | null
  /** The record that wrote it; for an input the one that read it, which is an intent in the report's own words. */
  readonly record: ExplainedRecord
  /** Empty where `above` is true. */
  readonly inputs: readonly ExplainedSource[]
  /** Whether its own inputs stand at an earlier mention of the same file. */
  readonly above: boolean
}

export interface ExplainedRecord {
  /** Of `audit.jsonl`, 1-based. */
  readonly line: number
  readonly seq: number
  readonly type: string
  /** The step of an action, the name of a decision. */
  readonly step: string
  readonly status: string | null
  readonly hash: string
}

export interface ExplainedSetting {
  readonly meta_profile: string
  /** Dotted, with its section: `meta_allocation.risk_free_rate`. */
  readonly path: string
  /** As JSON; null when nothing sets it and what it means is decided by the engine or the data. */
  readonly value: string | null
  readonly origin: SettingLayer
  /** Whether the figure is computed with it, or something that the figure was made from. */
  readonly direct: boolean
}

/** What can be explained of a run. */
export interface ExplainableFigures {
  readonly run_id: string
  readonly figures: readonly ExplainableFigure[]
  /** Why the figures of some files are not listed. */
  readonly problems: readonly Problem[]
}

export interface ExplainableFigure {
  readonly figure: string
  readonly title: string
  readonly value: number | null
  readonly shown: string
}
