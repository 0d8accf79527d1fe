import type { Timers } from "#shared/contract/coalesce"
import type { Clock } from "#shared/quantity/clock"
import type { RunId } from "#shared/quantity/run-id"
import type { EngineHost } from "./engine-host"
import type { SupervisorLimits } from "./limits"

/** What a supervisor brings along: nothing of it is read from globals. */
export interface SupervisorOptions {
  readonly host: EngineHost
  readonly clock: Clock
  /** A run id that no run has yet, made from a profile's name. */
  readonly newRunId: (profile: string) => RunId
  readonly timers: Timers
  readonly limits: SupervisorLimits
  /** Where the engine of a run logs what it prints (`engine.log`); absolute. null: nowhere. */
  readonly logFolder: (root: string, runId: string) => string | null
}
