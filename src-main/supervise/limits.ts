/** Deadlines in milliseconds and other bounds. The defaults never end a computation that only takes long. */
export interface SupervisorLimits {
  readonly parallelRuns: number
  readonly queryMemoryMegabytes: number
  readonly runMemoryMegabytes: number
  /** How often an engine is asked for a sign of life. */
  readonly pingEvery: number
  /** Silence from which on a screen should say so. */
  readonly silentAfter: number
  /** Silence after which an engine is ended as hung. */
  readonly hungAfter: number
  /** How long an engine may take to follow a request to cancel or to end. */
  readonly endWithin: number
  /** How long a query engine may stay inside a question nobody waits for while others wait. */
  readonly supersededWithin: number
  /** A query engine without a question is ended after so long; null: never. */
  readonly queryIdleAfter: number | null
  /** Batches of progress a second to each watcher. */
  readonly updatesPerSecond: number
  /** Ended runs that are remembered. */
  readonly keptRuns: number
}

export const defaultLimits: SupervisorLimits = {
  parallelRuns: 2,
  queryMemoryMegabytes: 2048,
  runMemoryMegabytes: 4096,
  pingEvery: 5_000,
  silentAfter: 20_000,
  hungAfter: 600_000,
  endWithin: 5_000,
  supersededWithin: 2_000,
  queryIdleAfter: 900_000,
  updatesPerSecond: 30,
  keptRuns: 100,
}
