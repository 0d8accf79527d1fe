import type { RiskProfile } from "#shared/model/risk-profile"
import type { Clock } from "#shared/quantity/clock"
import type { ProcessIdentity } from "#engine/artifacts/process-identity"
import type { LoadedManifest } from "../manifest"
import type { Workspace } from "../open"
import type { DateOrder } from "./date-format"

/** A file that is imported. */
export interface ImportFile {
  /** Absolute. */
  readonly path: string
  /** As problems and the ledger name it: relative to the workspace when inside it, else the bare name. */
  readonly shown: string
}

/** A sleeve to be made of two files. */
export interface ImportRequest {
  readonly workspace: Workspace
  readonly loaded: LoadedManifest
  /** Name of the atomic profile, made when the manifest lacks it. */
  readonly id: string
  readonly runId: string
  readonly engine: string
  readonly riskProfiles: readonly RiskProfile[]
  readonly returns: ImportFile
  readonly holdings: ImportFile
  /** The values are prices, not returns. */
  readonly prices: boolean
  readonly column?: string | undefined
  readonly dateOrder?: DateOrder | undefined
  readonly decimal?: "." | "," | undefined
  /** Share of the sleeve held in cash, 0 to 1. */
  readonly cash: number
  readonly clock: Clock
  readonly process: ProcessIdentity
  readonly programVersion: string
  readonly environment: Readonly<Record<string, string>>
}

/** The simulator's place in the names of imported streams: `custom_import_hrp`. */
export const importSimulator = "import"
