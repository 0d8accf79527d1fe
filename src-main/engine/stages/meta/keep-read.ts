import type { ArtifactEntry } from "#shared/model/artifact"
import type { ResolvedAtomic } from "#shared/model/resolved"
import { ok, type Result } from "#shared/problem/result"
import { fileExists, readBytes } from "#engine/artifacts/disk-read"
import { jsonBytes } from "#engine/artifacts/formats/json"
import { listStreams } from "#engine/workspace/streams"
import { streamFolder } from "#engine/workspace/stream-names"
import type { StageContext } from "../context"

/** What a sleeve's run offers: an input too, since the choice among streams and its refusal depend on it. */
export interface StreamListing {
  /** Relative to the sleeve's run directory. */
  readonly streams: readonly string[]
}

/** The origin of the listing of a run's streams: a folder, as its slash says. */
export function listingOrigin(runPath: string): string {
  return `${runPath}/${streamFolder}/`
}

/** Keeps the names of the streams that a sleeve's run has. */
export function keepListing(
  context: StageContext,
  sleeve: ResolvedAtomic,
  stage: string,
): Result<ArtifactEntry> {
  const streams = listStreams(`${context.workspace.root}/${sleeve.runPath}`).map(({ file }) => file)
  const listing: StreamListing = { streams }
  return context.directory.keepInput({
    bytes: jsonBytes(listing),
    extension: "json",
    origin: listingOrigin(sleeve.runPath),
    stage,
  })
}

/**
 * Keeps a copy of a file of a sleeve's run that was read beside or before what a stage uses, so that even a
 * refusal can be replayed. A file that is not there, or can't be read, has nothing to keep.
 */
export function keepFile(
  context: StageContext,
  sleeve: ResolvedAtomic,
  file: string,
  stage: string,
): Result<void> {
  const path = `${context.workspace.root}/${sleeve.runPath}/${file}`
  const bytes = fileExists(path) ? readBytes(path) : undefined
  if (bytes?.ok !== true) return ok(undefined)
  const kept = context.directory.keepInput({
    bytes: bytes.value,
    extension: file.slice(file.lastIndexOf(".") + 1),
    origin: `${sleeve.runPath}/${file}`,
    stage,
  })
  return kept.ok ? ok(undefined) : kept
}
