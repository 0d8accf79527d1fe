import type { ArtifactEntry, ArtifactKind } from "#shared/model/artifact"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { Result } from "#shared/problem/result"
import type { LedgerLines } from "./ledger-lines"

/** A JSON artifact as it was written, with its entry of the index. */
export interface JsonFile<T> {
  readonly entry: ArtifactEntry
  readonly json: T
}

/** A run whose figures are walked back: one that is being written, or one that lies on a disk. */
export interface ProvenanceSource {
  readonly root: ResolvedMeta
  readonly riskProfiles: readonly string[]
  readonly ledger: LedgerLines
  find(kind: ArtifactKind, meta: string | null, risk: string | null): ArtifactEntry | undefined
  /** The copy of an input, by the hash of what was read and where it was read. */
  input(origin: string, sha256: string): ArtifactEntry | undefined
  /**
   * A JSON artifact; undefined when the run did not write it. Fails with `artifact.missing` or
   * `artifact.changed` when it is not the one of the index and the ledger.
   */
  json<T>(kind: ArtifactKind, meta: string | null, risk: string | null): Result<JsonFile<T> | undefined>
}

/** Finds entries among those of a run by what they are; of several the first. */
export function entryFinder(entries: readonly ArtifactEntry[]): Pick<ProvenanceSource, "find" | "input"> {
  const keyOf = (kind: string, meta: string | null, risk: string | null) => JSON.stringify([kind, meta, risk])
  const found = new Map<string, ArtifactEntry>()
  for (const entry of entries) {
    const key =
      entry.kind === "input"
        ? keyOf("input", entry.origin ?? null, entry.sha256)
        : keyOf(entry.kind, entry.meta_profile, entry.risk_profile)
    if (!found.has(key)) found.set(key, entry)
  }
  return {
    find: (kind, meta, risk) => found.get(keyOf(kind, meta, risk)),
    input: (origin, sha256) => found.get(keyOf("input", origin, sha256)),
  }
}
