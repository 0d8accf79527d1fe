import { dirname, join, resolve } from "node:path"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { fileExists } from "#engine/artifacts/disk-read"
import type { LoadedManifest } from "#engine/workspace/manifest"
import { manifestFile, openWorkspace, type Workspace } from "#engine/workspace/open"
import type { Invocation } from "./invocation"

/**
 * The workspace a command works on: the one that was named, else `NESTFOLIO_WORKSPACE`, else the current
 * folder or its nearest parent with a manifest. Fails with `workspace.missing`.
 */
export function locateWorkspace(invocation: Invocation): Result<Workspace> {
  const { cwd, environment, workspaceFlag, manifestFlag } = invocation
  const named = workspaceFlag ?? environment["NESTFOLIO_WORKSPACE"]
  const root = named === undefined ? nearestWorkspace(cwd) : resolve(cwd, named)
  const options = manifestFlag === undefined ? {} : { manifestPath: resolve(cwd, manifestFlag) }
  if (root !== undefined) return openWorkspace(root, options)
  if (manifestFlag !== undefined) return openWorkspace(cwd, options)
  return failed(
    problem("workspace.missing", {
      what: "There is no workspace here.",
      where: cwd,
      seen: `no ${manifestFile} in this folder or above it`,
      remedy: "name one with --workspace DIR, or make one with `nestfolio init DIR --sample`",
    }),
  )
}

function nearestWorkspace(folder: string): string | undefined {
  if (fileExists(join(folder, manifestFile))) return folder
  const parent = dirname(folder)
  return parent === folder ? undefined : nearestWorkspace(parent)
}

/** The workspace with its manifest read. */
export async function locateManifest(
  invocation: Invocation,
): Promise<Result<{ readonly workspace: Workspace; readonly loaded: LoadedManifest }>> {
  const workspace = locateWorkspace(invocation)
  if (!workspace.ok) return workspace
  const { loadManifest } = await import("#engine/workspace/manifest")
  const loaded = loadManifest(workspace.value)
  return loaded.ok ? ok({ workspace: workspace.value, loaded: loaded.value }) : loaded
}
