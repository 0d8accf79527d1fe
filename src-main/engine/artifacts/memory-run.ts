import type { ArtifactEntry } from "#shared/model/artifact"
import { ok } from "#shared/problem/result"
import type { Clock } from "#shared/quantity/clock"
import type { RunId } from "#shared/quantity/run-id"
import { emptyChain, type Ledger } from "#engine/ledger/ledger"
import { parseLedger } from "#engine/ledger/read"
import { lineOfRecord, sealRecord } from "#engine/ledger/record"
import { sha256Of } from "./hash"
import { artifactPath } from "./names"
import { type RunDirectory, sortEntries } from "./run-directory"

/**
 * A run directory that keeps everything in memory: a preview goes through the very stages of a run and
 * leaves nothing behind.
 */
export function memoryRunDirectory(id: RunId): RunDirectory {
  const contents = new Map<string, { readonly entry: ArtifactEntry; readonly bytes: Uint8Array }>()
  const keep = (entry: ArtifactEntry, bytes: Uint8Array) => {
    contents.set(`${entry.path}\n${entry.origin ?? ""}`, { entry, bytes })
    return ok(entry)
  }
  const entries = () => [...contents.values()].map(({ entry }) => entry)
  return {
    id,
    path: "",
    relativePath: `(preview ${id})`,
    put: ({ kind, metaProfile, riskProfile, bytes, rows, stage, path }) =>
      keep(
        {
          kind,
          meta_profile: metaProfile,
          risk_profile: riskProfile,
          path: path ?? artifactPath(kind, metaProfile, riskProfile),
          sha256: sha256Of(bytes),
          bytes: bytes.length,
          rows,
          stage,
        },
        bytes,
      ),
    keepInput: ({ bytes, extension, origin, stage }) => {
      const sha256 = sha256Of(bytes)
      const path = `inputs/${sha256}.${extension}`
      const known = contents.get(`${path}\n${origin}`)
      if (known !== undefined) return ok(known.entry)
      return keep(
        {
          kind: "input",
          meta_profile: null,
          risk_profile: null,
          path,
          sha256,
          bytes: bytes.length,
          rows: null,
          stage,
          origin,
        },
        bytes,
      )
    },
    placeInputs: () => Promise.resolve(ok(undefined)),
    find: (kind, metaProfile, riskProfile) =>
      entries().find(
        (entry) =>
          entry.kind === kind && entry.meta_profile === metaProfile && entry.risk_profile === riskProfile,
      ),
    read: (entry) => ok(contents.get(`${entry.path}\n${entry.origin ?? ""}`)!.bytes),
    entries: () => sortEntries(entries()),
  }
}

/** A ledger whose records are chained like any other's, kept as long as itself. */
export function memoryLedger(clock: Clock): Ledger {
  let { head, count } = emptyChain
  const lines: string[] = []
  return {
    append: (entry) => {
      const record = sealRecord(entry, count, clock(), head)
      head = record.hash as typeof head
      count += 1
      lines.push(lineOfRecord(record))
      return ok(record)
    },
    records: () => ok(parseLedger(lines.map((line) => `${line}\n`).join("")).records),
    sync: () => ok(undefined),
    get head() {
      return head
    },
    get count() {
      return count
    },
    close: () => {},
  }
}
