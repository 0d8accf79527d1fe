import type { RunId } from "#shared/quantity/run-id"

/** One atomic sleeve to be run before a meta profile can use it. */
export interface SleeveTask {
  /** Sleeve ids from the root's sleeve down, for example `branch/s0`. */
  readonly sleeve: string
  readonly profile: string
  readonly runId: RunId
}

export interface SleeveResult {
  readonly profile: string
  readonly runId: RunId
  readonly status: "success" | "error"
  readonly seconds: number
  readonly error: string | null
}

/**
 * Where sleeves are executed: the local process pool, or workers on other machines. Results come in the
 * order of the tasks. A sleeve that fails is a result with status `error`, never an exception.
 */
export interface SleeveExecutor {
  execute(tasks: readonly SleeveTask[], signal: AbortSignal): Promise<readonly SleeveResult[]>
}
