import { join, posix } from "node:path"
import type { ArtifactEntry, ArtifactKind } from "#shared/model/artifact"
import { ok, type Result } from "#shared/problem/result"
import type { RunId } from "#shared/quantity/run-id"
import { realPath } from "./disk-read"
import {
  beginPlacing,
  makeDirectory,
  PARTIAL_SUFFIX,
  placeAtomically,
  type Placing,
  syncDirectory,
} from "./disk-write"
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
  /**
   * Keeps a copy under `inputs/<sha256>.<extension>`; equal bytes are stored once, each origin is listed. The copy
   * is on the disk and in its place after `placeInputs`.
   */
  keepInput(input: KeptInput): Result<ArtifactEntry>
  /** Waits for the copies of what was read: to be called before the record that relies on them. */
  placeInputs(): Promise<Result<void>>
  find(kind: ArtifactKind, metaProfile: string | null, riskProfile: string | null): ArtifactEntry | undefined
  /** The bytes of a listed artifact. Fails with `artifact.missing`, or `artifact.changed` when the hash differs. */
  read(entry: ArtifactEntry): Result<Uint8Array>
  /** Sorted by path, then origin. */
  entries(): readonly ArtifactEntry[]
}

/** A run directory as its lifecycle sees it. */
export interface WritableRunDirectory extends RunDirectory {
  /**
   * Puts what is still on its way in its place, and makes the names of all files written so far outlast a power cut:
   * one fsync per folder, not per file.
   */
  settle(): Result<void>
}

/** Copies on their way to the disk at a time; each holds a file open. */
const MOST_PLACINGS = 64

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
  const placings = new Map<string, Placing>()

  /** What could not be put in its place is not listed either. */
  const ended = (path: string, placed: Result<void>): Result<void> => {
    placings.delete(path)
    if (placed.ok) return placed
    for (const [key, entry] of entries) if (entry.path === path) entries.delete(key)
    return placed
  }

  const placeNow = (path: string): Result<void> => {
    const placing = placings.get(path)
    return placing === undefined ? ok(undefined) : ended(path, placing.placeNow())
  }

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

  const write = (entry: ArtifactEntry, placeIn: (path: string) => Result<unknown>): Result<ArtifactEntry> => {
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
    const placed = placeIn(`${place.path}/${entry.path}`)
    if (!placed.ok) return placed
    unsettledFolders.add(folder)
    entries.set(keyOf(entry), entry)
    return ok(entry)
  }

  const aside = (name: string) => `${place.path}/logs/${name}${PARTIAL_SUFFIX}`

  const beginInput = (entry: ArtifactEntry, bytes: Uint8Array): Result<void> => {
    const [oldest] = placings.keys()
    if (oldest !== undefined && placings.size >= MOST_PLACINGS) {
      const placed = placeNow(oldest)
      if (!placed.ok) return placed
    }
    const begun = beginPlacing(`${place.path}/${entry.path}`, bytes, aside(entry.sha256))
    if (!begun.ok) return begun
    placings.set(entry.path, begun.value)
    return ok(undefined)
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
        (path) => placeAtomically(path, artifact.bytes, aside("artifact")),
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
      return stored ? listAgain(entry) : write(entry, () => beginInput(entry, bytes))
    },
    placeInputs: async () => {
      for (const [path, placing] of placings) {
        const placed = ended(path, await placing.place())
        if (!placed.ok) return placed
      }
      return ok(undefined)
    },
    find: (kind, metaProfile, riskProfile) =>
      [...entries.values()].find(
        (entry) =>
          entry.kind === kind && entry.meta_profile === metaProfile && entry.risk_profile === riskProfile,
      ),
    read: (entry) => {
      const placed = placeNow(entry.path)
      return placed.ok ? readListed(place.path, entry) : placed
    },
    entries: () => sortEntries([...entries.values()]),
    settle: () => {
      for (const path of placings.keys()) {
        const placed = placeNow(path)
        if (!placed.ok) return placed
      }
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
