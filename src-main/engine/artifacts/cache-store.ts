import { z } from "zod"
import { type ArtifactKind, artifactKinds } from "#shared/model/artifact"
import { problem } from "#shared/problem/problem"
import { type Failed, failed, ok, type Result } from "#shared/problem/result"
import type { Sha256 } from "#shared/quantity/sha256"
import { fileExists, readBytes, readText } from "./disk-read"
import { makeDirectory, moveAway, removeTree, writeUnsynced } from "./disk-write"
import { jsonBytes } from "./formats/json"
import { sha256Of } from "./hash"

/** A file of a cache entry. It names no run, time or path, so that every run may use it. */
export interface CachedFile {
  readonly kind: ArtifactKind
  readonly rows: number | null
  readonly bytes: Uint8Array
}

const entrySchema = z.object({
  schema: z.literal(1),
  key: z.string(),
  files: z.array(
    z.object({
      kind: z.enum(artifactKinds),
      rows: z.number().int().nullable(),
      name: z.string(),
      sha256: z.string(),
    }),
  ),
})

const ENTRY = "entry.json"

/** What a look into the cache gave: the files, nothing, or an entry that is not what its hashes say. */
export type CacheLookup =
  | { readonly kind: "hit"; readonly files: readonly CachedFile[] }
  | { readonly kind: "miss" }
  | { readonly kind: "corrupted"; readonly why: string }

/** Looks an entry up and checks every byte of it against the hashes it was stored with. */
export function lookUp(cacheDirectory: string, key: Sha256): CacheLookup {
  const folder = folderOf(cacheDirectory, key)
  if (!fileExists(`${folder}/${ENTRY}`)) return { kind: "miss" }
  const text = readText(`${folder}/${ENTRY}`)
  const entry = text.ok ? parseEntry(text.value) : undefined
  if (entry === undefined || entry.key !== key) return { kind: "corrupted", why: `${ENTRY} is not readable` }
  const files: CachedFile[] = []
  for (const { kind, rows, name, sha256 } of entry.files) {
    const bytes = /^[\w.-]+$/.test(name) ? readBytes(`${folder}/${name}`) : undefined
    if (bytes === undefined || !bytes.ok || sha256Of(bytes.value) !== sha256) {
      return { kind: "corrupted", why: `${name} is not what was stored` }
    }
    files.push({ kind, rows, bytes: bytes.value })
  }
  return { kind: "hit", files }
}

/**
 * Stores an entry: filled aside, then put in place by one rename; one that is there already is replaced.
 * Nothing is synced: what a power cut spoils is found by its hash and made again. Fails with
 * `workspace.notWritable` or `workspace.diskFull`, which is a remark to a run and never its failure.
 */
export function store(
  cacheDirectory: string,
  key: Sha256,
  files: readonly CachedFile[],
  owner: string,
): Result<void> {
  const folder = folderOf(cacheDirectory, key)
  const filled = `${cacheDirectory}/.partial-${owner}-${key.slice(0, 16)}`
  const made = makeDirectory(filled)
  if (!made.ok) return made
  const written = fill(filled, key, files)
  const parent = written.ok ? makeDirectory(folder.slice(0, folder.lastIndexOf("/"))) : written
  const cleared = parent.ok ? removeTree(folder) : parent
  if (!cleared.ok) return discarded(filled, cleared)
  const placed = moveAway(filled, folder)
  if (!placed.ok) return discarded(filled, placed)
  return placed.value ? ok(undefined) : failed(notPlaced(folder))
}

function discarded(filled: string, why: Failed): Failed {
  removeTree(filled)
  return why
}

function fill(folder: string, key: Sha256, files: readonly CachedFile[]): Result<void> {
  const listed = files.map(({ kind, rows, bytes }) => ({
    kind,
    rows,
    name: `${kind}.${kind === "meta_returns" ? "parquet" : "json"}`,
    sha256: sha256Of(bytes),
  }))
  for (const [i, { name }] of listed.entries()) {
    const written = writeUnsynced(`${folder}/${name}`, files[i]!.bytes)
    if (!written.ok) return written
  }
  return writeUnsynced(`${folder}/${ENTRY}`, jsonBytes({ schema: 1, key, files: listed }))
}

function parseEntry(text: string): z.output<typeof entrySchema> | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function folderOf(cacheDirectory: string, key: Sha256): string {
  return `${cacheDirectory}/${key.slice(0, 2)}/${key}`
}

function notPlaced(folder: string) {
  return problem("workspace.notWritable", {
    what: "A cache entry could not be put in place.",
    where: folder,
    seen: "its folder went away while it was filled",
    remedy: "nothing: the next run stores it again",
  })
}
