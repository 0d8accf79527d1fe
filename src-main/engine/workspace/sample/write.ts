import { dirname, join } from "node:path"
import { makeDirectory, placeAtomically, syncDirectory } from "#engine/artifacts/disk-write"
import { ok, type Result } from "#shared/problem/result"
import type { WorkspaceFile } from "./platform/run"
import { emptyWorkspaceFiles, sampleFiles } from "./sample"

/** What was written. */
export interface SampleSummary {
  readonly files: number
  readonly bytes: number
}

/**
 * Writes the sample workspace below `root`: its manifest last, so that a folder with a manifest is a whole
 * sample. Fails with `workspace.diskFull` or `workspace.notWritable`.
 */
export async function writeSample(
  root: string,
  { seed }: { readonly seed: number },
): Promise<Result<SampleSummary & { readonly seed: number }>> {
  const written = writeFiles(root, sampleFiles(seed))
  return written.ok ? ok({ seed, ...written.value }) : written
}

/** Writes a workspace that is still without profiles. Fails as `writeSample` does. */
export function writeEmptyWorkspace(root: string): Result<SampleSummary> {
  return writeFiles(root, emptyWorkspaceFiles())
}

function writeFiles(root: string, files: readonly WorkspaceFile[]): Result<SampleSummary> {
  const folders = new Set<string>()
  let bytes = 0
  for (const file of [...files].reverse()) {
    const target = join(root, file.path)
    const folder = dirname(target)
    if (!folders.has(folder)) {
      const made = makeDirectory(folder)
      if (!made.ok) return made
      folders.add(folder)
    }
    const placed = placeAtomically(target, file.bytes)
    if (!placed.ok) return placed
    bytes += file.bytes.length
  }
  for (const folder of folders) {
    const synced = syncDirectory(folder)
    if (!synced.ok) return synced
  }
  return ok({ files: files.length, bytes })
}
