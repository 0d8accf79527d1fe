import { createQueryEngines, type QueryEngines } from "./query-engines"
import { createRunEngines, type RunEngines } from "./run-engines"
import { createSampleEngines, type SampleEngines } from "./sample-engines"
import type { SupervisorOptions } from "./supervisor-options"

/** Starts, watches and ends engine processes; knows no shell and no screen. */
export interface Supervisor {
  readonly query: QueryEngines
  readonly runs: RunEngines
  readonly samples: SampleEngines
  /** Ends all engines; runs are cancelled. Resolves when all exits were seen. */
  close(): Promise<void>
}

export function createSupervisor(options: SupervisorOptions): Supervisor {
  const query = createQueryEngines(options)
  const runs = createRunEngines(options)
  const samples = createSampleEngines(options)
  return {
    query,
    runs,
    samples,
    async close() {
      await Promise.all([query.close(), runs.close(), samples.close()])
    },
  }
}
