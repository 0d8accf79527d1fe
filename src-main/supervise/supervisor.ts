import type { Timers } from "#shared/contract/coalesce"
import type { Clock } from "#shared/quantity/clock"
import type { RunId } from "#shared/quantity/run-id"
import type { EngineHost } from "./engine-host"
import type { SupervisorLimits } from "./limits"
import type { QueryEngines } from "./query-engines"
import type { RunEngines } from "./run-engines"

/** Starts, watches and ends engine processes; knows no shell and no screen. */
export interface Supervisor {
  readonly query: QueryEngines
  readonly runs: RunEngines
  /** Ends all engines; runs are cancelled. Resolves when all exits were seen. */
  close(): Promise<void>
}

export interface SupervisorOptions {
  readonly host: EngineHost
  readonly clock: Clock
  /** A run id that no run has yet, made from a profile's name. */
  readonly newRunId: (profile: string) => RunId
  readonly timers: Timers
  readonly limits: SupervisorLimits
  /** Where the engine of a run logs what it prints; absolute. null: nowhere. */
  readonly logFolder: (root: string, runId: string) => string | null
}
