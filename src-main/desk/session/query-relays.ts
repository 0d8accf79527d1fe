import type { Answering, Answers } from "#shared/contract/call"
import { queryCalls } from "#shared/contract/engine/query-calls"
import type { Result } from "#shared/problem/result"
import type { QueryEngines } from "#main/supervise/query-engines"
import type { QueryName } from "#main/supervise/query-name"
import type { OpenWorkspaces } from "./open-workspaces"

/** Questions of which a window only wants the newest answered: forms ask them at every stroke. */
const newestOnly: ReadonlySet<QueryName> = new Set<QueryName>(["plan.preview"])

/**
 * Questions about opened workspaces, put to their query engines. A window may have several open; only where the same
 * is asked again, or the question is one of `newestOnly`, a newer one ends the older.
 */
export function queryRelays(
  query: QueryEngines,
  workspaces: OpenWorkspaces,
  windowName: string,
): Answers<typeof queryCalls> {
  const relay =
    (name: QueryName) =>
    async (input: { readonly root: string }, { signal }: Answering): Promise<Result<unknown>> => {
      const found = workspaces.find(input.root)
      if (!found.ok) return found
      const asker = newestOnly.has(name) ? windowName : `${windowName} ${JSON.stringify(input)}`
      return query.ask(input.root, name, input, { asker, signal })
    }
  const names = Object.keys(queryCalls) as QueryName[]
  // Each relay takes and gives what its call says: the supervisor's `ask` has the same types by name.
  return Object.fromEntries(names.map((name) => [name, relay(name)])) as unknown as Answers<typeof queryCalls>
}
