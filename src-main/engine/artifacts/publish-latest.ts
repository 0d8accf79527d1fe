import type { RunRecord } from "#shared/model/run"
import { ok, type Result } from "#shared/problem/result"
import { makeDirectory, placeAtomically, removeTree, replaceDirectory, syncDirectory } from "./disk-write"
import { jsonBytes } from "./formats/json"
import type { RunDirectory } from "./run-directory"

/** The folder of `latest.json` and `latest/`, relative to the workspace. */
export const summariesFolder = "data/artifacts/summaries"

/** A file to publish, with a plain name. */
export interface PublishedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Publishes a finished run: the folder `summaries/latest/`, a real one that is filled aside and then put in
 * place by renaming, and after it `summaries/latest.json`, which names the run and the files. Temporary files
 * live in the run's `logs/`. Fails with `workspace.diskFull` or `workspace.notWritable`; the former
 * publication then stays.
 */
export function publishLatest(
  workspace: { readonly root: string },
  run: RunDirectory,
  record: RunRecord,
  files: readonly PublishedFile[],
): Result<void> {
  const summaries = `${workspace.root}/${summariesFolder}`
  const filled = `${run.path}/logs/latest.partial`
  const published = fill(filled, files)
  const replaced = published.ok
    ? replaceDirectory(filled, `${summaries}/latest`, `${run.path}/logs/latest-replaced`)
    : published
  if (!replaced.ok) {
    removeTree(filled)
    return replaced
  }
  const pointer = jsonBytes({
    schema: 1,
    run_id: record.run_id,
    run_dir: run.relativePath,
    kind: record.kind,
    profile: record.profile,
    state: record.state,
    ended: record.ended,
    files: files.map((file) => `latest/${file.name}`),
  })
  const through = `${run.path}/logs/latest.json.partial`
  const pointed = placeAtomically(`${summaries}/latest.json`, pointer, through)
  return pointed.ok ? syncDirectory(summaries) : pointed
}

function fill(folder: string, files: readonly PublishedFile[]): Result<void> {
  const emptied = removeTree(folder)
  if (!emptied.ok) return emptied
  const made = makeDirectory(folder)
  if (!made.ok) return made
  for (const { name, bytes } of files) {
    const written = placeAtomically(`${folder}/${name}`, bytes)
    if (!written.ok) return written
  }
  return ok(undefined)
}
