import type { ArtifactEntry } from "#shared/model/artifact"
import type { ProvenanceRecord, ProvenanceRecords } from "#shared/model/provenance"
import { type Problem, problem } from "#shared/problem/problem"
import type { LedgerLine } from "#engine/ledger/read"

/** What a walk back needs of a record. */
interface ReadRecord {
  readonly line: number
  readonly seq: number
  readonly type: string
  readonly hash: string
  readonly status: string | null
  readonly step: string
  readonly meta: string | null
  readonly risk: string | null
  readonly sleeve: string | null
  readonly wrote: HashByOrigin
  readonly read: HashByOrigin
}

/** Types of the records that figures refer to; the others are of the run as a whole. */
const toldTypes = new Set(["action", "decision", "meta_cache"])

/** Hashes of what a step read, by origin. */
export type HashByOrigin = Readonly<Record<string, string>>

/** A file by where it lies and what it should be. */
export type WrittenFile = Pick<ArtifactEntry, "kind" | "path" | "sha256">

/** The records of a ledger whose chain holds. */
export class LedgerLines {
  readonly #records: readonly ReadRecord[]
  /** The last step that wrote each file: a run that was taken up again may have written it twice. */
  readonly #writers = new Map<string, ReadRecord>()

  /** `ownRead` is what a step without an outcome yet has read: that of the report that is being written. */
  constructor(
    private readonly path: string,
    lines: readonly LedgerLine[],
    private readonly ownRead: HashByOrigin = {},
  ) {
    this.#records = lines.flatMap((line) => readRecord(line) ?? [])
    for (const record of this.#records) {
      for (const [written, sha256] of Object.entries(record.wrote)) {
        this.#writers.set(`${written}\n${sha256}`, record)
      }
    }
  }

  /** What the step that wrote a file had read that was not of the run's own making. */
  readBy(file: WrittenFile): HashByOrigin {
    return this.#writerOf(file)?.read ?? this.ownRead
  }

  /** `artifact.changed` when the ledger knows no such file: then the index is not the run's own. */
  unwritten(file: WrittenFile): readonly Problem[] {
    if (this.#writerOf(file) !== undefined) return []
    return [
      problem("artifact.changed", {
        what: `The ledger has no record of a step that wrote this file of kind ${file.kind}.`,
        where: `${this.path}: ${file.path}`,
        seen: `SHA-256 ${file.sha256} in the index of artifacts only`,
        remedy: "Do not rely on this run; restore its directory from a backup, or run again.",
      }),
    ]
  }

  /** Steps and decisions, and which of them wrote which of these files. */
  tell(files: readonly WrittenFile[]): ProvenanceRecords {
    const written = files.flatMap((file) => {
      const line = this.#writerOf(file)?.line
      return line === undefined ? [] : [[file.path, line] as const]
    })
    return {
      records: this.#records.filter(({ type }) => toldTypes.has(type)).map(told),
      written: Object.fromEntries(written),
    }
  }

  #writerOf({ path, sha256 }: WrittenFile): ReadRecord | undefined {
    return this.#writers.get(`${path}\n${sha256}`)
  }
}

function told({ wrote: _wrote, read: _read, meta, risk, ...record }: ReadRecord): ProvenanceRecord {
  return { ...record, meta_profile: meta, risk_profile: risk }
}

/** A line of a ledger; undefined for one that no program of ours wrote. */
function readRecord({ line, record }: LedgerLine): ReadRecord | undefined {
  const { seq, type, hash } = record
  if (typeof seq !== "number" || typeof type !== "string" || typeof hash !== "string") return undefined
  const [context, outcome] = [fieldsOf(record["context"]), fieldsOf(record["outcome"])]
  return {
    line,
    seq,
    type,
    step: textOf(record["step"]) ?? textOf(record["decision"]) ?? type,
    status: textOf(record["status"]),
    hash,
    meta: textOf(context["meta_profile"]),
    risk: textOf(context["risk_profile"]),
    sleeve: textOf(context["sleeve"]),
    wrote: hashesOf(outcome["output_hashes"]),
    read: hashesOf(outcome["input_hashes"]),
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {}
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null
}

function hashesOf(value: unknown): HashByOrigin {
  const fields = Object.entries(fieldsOf(value))
  return Object.fromEntries(
    fields.flatMap(([path, hash]) => (typeof hash === "string" ? [[path, hash]] : [])),
  )
}
