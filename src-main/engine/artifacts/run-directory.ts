import { join, posix } from "node:path"
import type { ArtifactEntry, ArtifactKind } from "#shared/model/artifact"
import { ok, type Result } from "#shared/problem/result"
import type { RunId } from "#shared/quantity/run-id"
import { realPath } from "./disk-read"
import { makeDirectory, PARTIAL_SUFFIX, placeAtomically, syncDirectory } from "./disk-write"
import { sha256Of } from "./hash"
import { readListed } from "./listed-artifact"
import { artifactPath } from "./names"
import { isInside, pathOutside } from "./path-inside"

/** An artifact that a stage wants to keep. */
export interface NewArtifact {
  readonly kind: ArtifactKind
  readonly metaProfile: string | null
  readonly riskProfile: string | null
  readonly bytes: Uint8Array
  /** Rows of a table; null for what is not one. */
  readonly rows: number | null
  /** Id of the stage that made it. */
  readonly stage: string
  /** Relative to the run directory; by default the name of design 5.2. */
  readonly path?: string
}

/** A copy of something that the run read. */
export interface KeptInput {
  readonly bytes: Uint8Array
  /** Without the dot. */
  readonly extension: string
  /** Where it came from, relative to the workspace. */
  readonly origin: string
  readonly stage: string
}

/** The one place through which stages write and find files of their run (design 5.2). */
export interface RunDirectory {
  readonly id: RunId
  /** Absolute. */
  readonly path: string
  /** Relative to the workspace, with forward slashes. */
  readonly relativePath: string
  /**
   * Writes an artifact and lists it; one of the same path replaces the older. Fails with `file.pathOutside`,
   * `workspace.diskFull` or `workspace.notWritable`.
   */
  put(artifact: NewArtifact): Result<ArtifactEntry>
  /** Keeps a copy under `inputs/<sha256>.<extension>`; equal bytes are stored once, each origin is listed. */
  keepInput(input: KeptInput): Result<ArtifactEntry>
  find(kind: ArtifactKind, metaProfile: string | null, riskProfile: string | null): ArtifactEntry | undefined
  /** The bytes of a listed artifact. Fails with `artifact.missing`, or `artifact.changed` when the hash differs. */
  read(entry: ArtifactEntry): Result<Uint8Array>
  /** Sorted by path, then origin. */
  entries(): readonly ArtifactEntry[]
}

/** A run directory as its lifecycle sees it. */
export interface WritableRunDirectory extends RunDirectory {
  /** Makes the names of all files written so far outlast a power cut: one fsync per folder, not per file. */
  settle(): Result<void>
}

/**
 * Opens a run directory that exists.
 *
 * @param listed entries already known, of a run that is taken up again
 * @param announce called with each entry before its file is written, so that a killed run's artifacts are known
 */
export function openRunDirectory(
  place: { readonly id: RunId; readonly path: string; readonly relativePath: string },
  listed: readonly ArtifactEntry[],
  announce: (entry: ArtifactEntry) => Result<void>,
): WritableRunDirectory {
  const entries = new Map(listed.map((entry) => [keyOf(entry), entry]))
  const checkedFolders = new Set<string>()
  const unsettledFolders = new Set<string>()

  const folderInside = (folder: string): Result<void> => {
    if (checkedFolders.has(folder)) return ok(undefined)
    const made = makeDirectory(`${place.path}/${folder}`)
    if (!made.ok) return made
    const root = realPath(place.path)
    if (!root.ok) return root
    const real = realPath(`${place.path}/${folder}`)
    if (!real.ok) return real
    if (real.value !== join(root.value, folder)) return pathOutside(folder, real.value)
    checkedFolders.add(folder)
    return ok(undefined)
  }

  const write = (entry: ArtifactEntry, bytes: Uint8Array): Result<ArtifactEntry> => {
    if (!isInside(entry.path)) return pathOutside(entry.path, "a path that leaves the run directory")
    const folder = posix.dirname(entry.path)
    for (const needed of [folder, "logs"]) {
      const inside = folderInside(needed)
      if (!inside.ok) return inside
    }
    // Announced first, so that no file can be there unknown; what was announced is believed only if its bytes
    // are there. Half-written bytes lie among the logs, where nothing is an artifact.
    const announced = announce(entry)
    if (!announced.ok) return announced
    const placed = placeAtomically(
      `${place.path}/${entry.path}`,
      bytes,
      `${place.path}/logs/artifact${PARTIAL_SUFFIX}`,
    )
    if (!placed.ok) return placed
    unsettledFolders.add(folder)
    entries.set(keyOf(entry), entry)
    return ok(entry)
  }

  const listAgain = (entry: ArtifactEntry): Result<ArtifactEntry> => {
    const announced = announce(entry)
    if (!announced.ok) return announced
    entries.set(keyOf(entry), entry)
    return ok(entry)
  }

  return {
    ...place,
    put: (artifact) =>
      write(
        {
          kind: artifact.kind,
          meta_profile: artifact.metaProfile,
          risk_profile: artifact.riskProfile,
          path: artifact.path ?? artifactPath(artifact.kind, artifact.metaProfile, artifact.riskProfile),
          sha256: sha256Of(artifact.bytes),
          bytes: artifact.bytes.length,
          rows: artifact.rows,
          stage: artifact.stage,
        },
        artifact.bytes,
      ),
    keepInput: ({ bytes, extension, origin, stage }) => {
      const sha256 = sha256Of(bytes)
      const entry: ArtifactEntry = {
        kind: "input",
        meta_profile: null,
        risk_profile: null,
        path: `inputs/${sha256}.${extension}`,
        sha256,
        bytes: bytes.length,
        rows: null,
        stage,
        origin,
      }
      const known = entries.get(keyOf(entry))
      if (known !== undefined) return ok(known)
      const stored = [...entries.values()].some((other) => other.path === entry.path)
      return stored ? listAgain(entry) : write(entry, bytes)
    },
    find: (kind, metaProfile, riskProfile) =>
      [...entries.values()].find(
        (entry) =>
          entry.kind === kind && entry.meta_profile === metaProfile && entry.risk_profile === riskProfile,
      ),
    read: (entry) => readListed(place.path, entry),
    entries: () => sortEntries([...entries.values()]),
    settle: () => {
      for (const folder of ["", ...unsettledFolders]) {
        const synced = syncDirectory(`${place.path}/${folder}`)
        if (!synced.ok) return synced
      }
      unsettledFolders.clear()
      return ok(undefined)
    },
  }
}

/** The order of `artifacts.json`. */
export function sortEntries(entries: readonly ArtifactEntry[]): ArtifactEntry[] {
  return [...entries].sort((a, b) => compare(a.path, b.path) || compare(a.origin ?? "", b.origin ?? ""))
}

function keyOf(entry: ArtifactEntry): string {
  return `${entry.path}\n${entry.origin ?? ""}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
