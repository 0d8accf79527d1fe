import type { ProgressEvent } from "#shared/model/progress"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { RunState } from "#shared/model/run"
import type { ExitCode } from "#shared/problem/exit-code"
import type { Problem } from "#shared/problem/problem"
import type { Clock } from "#shared/quantity/clock"
import type { RunId } from "#shared/quantity/run-id"
import type { ProcessIdentity } from "#engine/artifacts/process-identity"
import type { StageWarning } from "#engine/stages/stage"
import type { Workspace } from "#engine/workspace/open"
import type { SettingLayers } from "#engine/workspace/settings"
import type { SleeveExecutor } from "./compute-engine"

/** What the process that executes a run brings along: nothing of it is read from globals. */
export interface RunHost {
  readonly clock: Clock
  /** A run id that no run has yet, made from a profile's name. */
  readonly newRunId: (profile: string) => RunId
  readonly process: ProcessIdentity
  readonly programVersion: string
  readonly onProgress: (event: ProgressEvent) => void
  readonly signal: AbortSignal
}

export interface MetaRunOptions extends RunHost {
  readonly workspace: Workspace
  readonly metaProfile: string
  /** Those of the settings when left out. */
  readonly riskProfiles?: readonly RiskProfile[]
  readonly runId?: string
  readonly layers: SettingLayers
  readonly executeSleeves?: boolean
  readonly executor?: SleeveExecutor
}

export interface RiskOutcome {
  readonly risk_profile: RiskProfile
  readonly state: RunState
  readonly problems: readonly Problem[]
  readonly warnings: readonly StageWarning[]
}

/** How a run of a meta profile ended. Without a run directory `runId` and `runDir` are null. */
export interface MetaOutcome {
  readonly runId: RunId | null
  /** Relative to the workspace, with forward slashes. */
  readonly runDir: string | null
  readonly state: RunState
  readonly exitCode: ExitCode
  readonly riskProfiles: readonly RiskOutcome[]
  readonly problems: readonly Problem[]
  /** What of the manifest and the pins is odd but not wrong. */
  readonly remarks: readonly Problem[]
}
