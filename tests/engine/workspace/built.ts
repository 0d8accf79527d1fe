import { afterEach } from "vitest"
import type { Result } from "#shared/problem/result"
import { type LoadedManifest, loadManifest } from "#engine/workspace/manifest"
import { openWorkspace, type Workspace } from "#engine/workspace/open"
import type { WorkspaceBuilder, WrittenWorkspace } from "../../workspaces/workspace"

export interface Built {
  readonly written: WrittenWorkspace
  readonly workspace: Workspace
  readonly loaded: LoadedManifest
}

const toRemove: WrittenWorkspace[] = []

afterEach(() => {
  for (const one of toRemove.splice(0)) one.remove()
})

/** Writes a workspace that the test's end removes, and opens it. */
export async function built(builder: WorkspaceBuilder): Promise<Built> {
  const written = await builder.write()
  toRemove.push(written)
  const workspace = valueOf(openWorkspace(written.root))
  return { written, workspace, loaded: valueOf(loadManifest(workspace)) }
}

/** The value of a result that has to be one. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problems[0].code}: ${result.problems[0].seen}`)
  return result.value
}

/** The problems of a result that has to have some. */
export function problemsOf(result: Result<unknown>) {
  if (result.ok) throw new Error("expected problems")
  return result.problems
}
