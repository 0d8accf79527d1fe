import type { InputOf, OutputOf } from "#shared/contract/call"
import type { queryCalls } from "#shared/contract/engine/query-calls"
import { cancelledCall } from "#shared/contract/serve"
import type { Result } from "#shared/problem/result"
import { type QueryEngine, queryEngine } from "./query-engine"
import type { QueryName } from "./query-name"
import type { SupervisorOptions } from "./supervisor-options"

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

/** Query engines by workspace; `close` ends all. Nothing is answered after it. */
export function createQueryEngines(options: SupervisorOptions): QueryEngines & { close(): Promise<void> } {
  const engines = new Map<string, QueryEngine>()
  let isClosed = false
  const engineOf = (root: string): QueryEngine => {
    const engine = engines.get(root) ?? queryEngine(root, options)
    engines.set(root, engine)
    return engine
  }
  const release = async (root: string) => {
    const engine = engines.get(root)
    engines.delete(root)
    await engine?.end()
  }
  return {
    warm(root) {
      if (!isClosed) engineOf(root).warm()
    },
    ask(root, name, input, { asker = "", signal } = {}) {
      if (isClosed) return Promise.resolve(cancelledCall(name))
      // The contract ties the answer's type to the name.
      return engineOf(root).ask({ name, input, asker, signal }) as Promise<Result<never>>
    },
    release,
    async close() {
      isClosed = true
      await Promise.all([...engines.keys()].map(release))
    },
  }
}
