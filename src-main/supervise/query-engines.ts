import type { InputOf, OutputOf } from "#shared/contract/call"
import type { queryCalls } from "#shared/contract/engine/query-calls"
import type { Result } from "#shared/problem/result"

export type QueryName = keyof typeof queryCalls & string

export interface QueryOptions {
  /** Who asks: a newer question of the same name by the same asker ends the older. Default: everyone is one. */
  readonly asker?: string
  readonly signal?: AbortSignal
}

/** The resident engines that answer questions about workspaces: one process for each, started when needed. */
export interface QueryEngines {
  /** Starts the workspace's engine ahead of its first question. */
  warm(root: string): void
  /**
   * Asks the engine of a workspace. Fails with what the engine says, and with `engine.superseded`, `cancelled`,
   * `engine.crashed`, `engine.outOfMemory`, `engine.hung`.
   */
  ask<Name extends QueryName>(
    root: string,
    name: Name,
    input: InputOf<(typeof queryCalls)[Name]>,
    options?: QueryOptions,
  ): Promise<Result<OutputOf<(typeof queryCalls)[Name]>>>
  /** Ends the engine of a workspace that was closed; resolves when its exit was seen. */
  release(root: string): Promise<void>
}
