import type { ArtifactKind } from "./artifact"
import type { ExplainedRecord } from "./explanation"
import type { Figure } from "./figure"
import type { HoldingPath } from "./holding"
import type { SettingLayer } from "./settings"

/**
 * What every figure of a run stands on, in shared tables. Rows refer to `files` by their place in it. With the
 * ledger lines in the report's header it is all that an explanation says (`src-shared/report`).
 */
export interface Provenance {
  readonly files: readonly ProvenanceFile[]
  /** The ways from the root down to a sleeve, that paths of holdings refer to by their place. */
  readonly chains: readonly Chain[]
  /** By the id that rows of figures name. */
  readonly formulas: Readonly<Record<string, Formula>>
  /** The effective settings of each meta profile, as far as a figure is computed with them. */
  readonly settings: Readonly<Record<string, readonly ProvenanceSetting[]>>
  /** Names of settings: those that a kind of file is made with under the kind, others under a formula's id. */
  readonly setting_names: Readonly<Record<string, readonly string[]>>
  /** In the order of a list of all figures: out of sample first. */
  readonly figures: readonly (FigureRow | FigureSetRow)[]
}

/** The weight of each sleeve in its parent, root first. */
export type Chain = Pick<HoldingPath, "sleeves" | "factors">

/** A path of a holding: `chain` is a place among the chains. */
export interface PathRow extends Omit<HoldingPath, keyof Chain> {
  readonly chain: number
}

export interface ProvenanceFile {
  readonly kind: ArtifactKind
  readonly meta_profile: string | null
  readonly risk_profile: string | null
  /** Relative to the run directory. */
  readonly path: string
  /** null for the report itself: no file holds its own hash. */
  readonly sha256: string | null
  readonly stage: string
  /** Where the copy of an input came from, relative to the workspace; null for what the run made itself. */
  readonly origin: string | null
  readonly made_from: readonly number[]
}

export interface Formula {
  readonly unit: Figure["unit"]
  readonly definition: string
  readonly undefined_when: string
  /** Names of the settings it is computed with: a key of `setting_names`. */
  readonly settings: string
  /** What stands beside the value, in the order of a row's `beside`. */
  readonly beside: readonly { readonly name: string; readonly unit: Figure["unit"] }[]
}

export interface ProvenanceSetting {
  /** Dotted, with its section: `meta_allocation.risk_free_rate`. */
  readonly path: string
  /** As JSON; null when nothing sets it and what it means is decided by the engine or the data. */
  readonly value: string | null
  readonly origin: SettingLayer
}

interface AnyRow {
  /** The file that holds the figures. */
  readonly file: number
  /** Absent for the root. */
  readonly meta_profile?: string
  /** What they were computed from; absent when that is what the whole file was made from. */
  readonly made_from?: readonly number[]
}

/** One figure that is not annualised. */
export interface FigureRow extends AnyRow {
  /** Its address: `hrp.weight.crypto`. */
  readonly figure: string
  readonly title: string
  readonly value: number | null
  /** Why there is no value; absent when there is one. */
  readonly why?: string
  readonly note?: string
  readonly formula: string
  /** JSON path in its file. */
  readonly at: string
  /** The sleeve whose decisions belong to it. */
  readonly decided_for?: string
  readonly paths?: readonly PathRow[]
  readonly beside?: readonly number[]
}

/** The figures of one series, which stand in the report with their values. */
export interface FigureSetRow extends AnyRow {
  /** JSON path of the figures in the report. */
  readonly set: string
  /** What their addresses begin with: `hrp.sleeve.crypto.` */
  readonly address: string
  /** What their titles end with. */
  readonly title: string
  /** JSON path of the figures in their file. */
  readonly at: string
  /** Why the factor of those that are annualised is what it is. */
  readonly calendar: string
  /** A key of `setting_names`; absent when each figure has its own: those under its key. */
  readonly settings?: string
}

/** The records of a ledger that figures refer to; the lines of a run are its own, so they stand in a header. */
export interface ProvenanceRecords {
  readonly records: readonly ProvenanceRecord[]
  /** By the path of a file, the line of the outcome of the step that wrote it. */
  readonly written: Readonly<Record<string, number>>
}

export interface ProvenanceRecord extends ExplainedRecord {
  readonly meta_profile: string | null
  readonly risk_profile: string | null
  readonly sleeve: string | null
}
