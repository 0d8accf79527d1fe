import { isAbsolute, join, relative, resolve, sep } from "node:path"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { fileExists, isDirectory } from "#engine/artifacts/disk-read"
import { runsFolder } from "#engine/artifacts/names"

/** An opened workspace: three absolute paths, nothing read yet. */
export interface Workspace {
  readonly root: string
  readonly manifestPath: string
  readonly runsPath: string
}

/** Where a workspace keeps its manifest, relative to its root. */
export const manifestFile = "configs/manifest.json"

/**
 * Opens a workspace. A relative `manifestPath` counts from the root. Reads no file, so that it costs the
 * same for one run or thousands; fails with `workspace.missing` when the root is not a folder.
 */
export function openWorkspace(
  root: string,
  options: { readonly manifestPath?: string } = {},
): Result<Workspace> {
  const absolute = resolve(root)
  if (!isDirectory(absolute)) {
    return failed(
      problem("workspace.missing", {
        what: "The workspace is not a folder.",
        where: absolute,
        seen: fileExists(absolute) ? "a file" : "nothing there",
        remedy:
          "Name a folder that holds configs/manifest.json, or make one with `nestfolio init DIR --sample`.",
      }),
    )
  }
  return ok({
    root: absolute,
    manifestPath: resolve(absolute, options.manifestPath ?? manifestFile),
    runsPath: join(absolute, runsFolder),
  })
}

/** A path as artifacts and problems name it: relative to the workspace, with forward slashes. */
export function workspaceRelative(workspace: Workspace, path: string): string {
  return relative(workspace.root, path).split(sep).join("/")
}

/** Whether a path, once made absolute, is the folder itself or below it. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}
