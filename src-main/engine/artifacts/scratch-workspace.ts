import { posix } from "node:path"
import { ok, type Result } from "#shared/problem/result"
import { makeDirectory, makeTemporaryDirectory, removeTree, writeUnsynced } from "./disk-write"
import { isInside, pathOutside } from "./path-inside"

/** A workspace in the system's folder for temporary files, for work that must leave nothing behind. */
export interface ScratchWorkspace {
  /** Absolute. */
  readonly root: string
  /** Writes a file, its path relative to the workspace. Fails with `file.pathOutside` or as any write. */
  write(path: string, bytes: Uint8Array): Result<void>
  remove(): Result<void>
}

/** Makes an empty one; the caller removes it. Fails with `workspace.diskFull` or `workspace.notWritable`. */
export function makeScratchWorkspace(): Result<ScratchWorkspace> {
  const made = makeTemporaryDirectory("nestfolio-scratch-")
  if (!made.ok) return made
  const root = made.value
  return ok({
    root,
    write: (path, bytes) => {
      if (!isInside(path)) return pathOutside(path, "a path that leaves the workspace")
      const folder = makeDirectory(`${root}/${posix.dirname(path)}`)
      return folder.ok ? writeUnsynced(`${root}/${path}`, bytes) : folder
    },
    remove: () => removeTree(root),
  })
}
