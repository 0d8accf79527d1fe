import { z } from "zod"
import type { ArtifactEntry } from "#shared/model/artifact"
import type { ProvenanceRecord, ProvenanceRecords } from "#shared/model/provenance"
import { type Problem, problem } from "#shared/problem/problem"
import type { LedgerLine } from "#engine/ledger/read"

const hashesSchema = z.record(z.string(), z.string())

const recordSchema = z.looseObject({
  seq: z.number(),
  type: z.string(),
  hash: z.string(),
  status: z.string().optional(),
  step: z.string().optional(),
  decision: z.string().optional(),
  context: z
    .looseObject({
      meta_profile: z.string().nullable().optional(),
      risk_profile: z.string().nullable().optional(),
      sleeve: z.string().optional(),
    })
    .optional(),
  outcome: z
    .looseObject({
      output_hashes: hashesSchema,
      input_hashes: hashesSchema,
    })
    .optional(),
})

type ReadRecord = z.output<typeof recordSchema> & { readonly line: number }

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
    this.#records = lines.flatMap(({ line, record }) => {
      const parsed = recordSchema.safeParse(record)
      return parsed.success ? [{ line, ...parsed.data }] : []
    })
    for (const record of this.#records) {
      for (const [written, sha256] of Object.entries(record.outcome?.output_hashes ?? {})) {
        this.#writers.set(`${written}\n${sha256}`, record)
      }
    }
  }

  /** What the step that wrote a file had read that was not of the run's own making. */
  readBy(file: WrittenFile): HashByOrigin {
    return this.#writerOf(file)?.outcome?.input_hashes ?? this.ownRead
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

function told({ line, seq, type, step, decision, status, hash, context }: ReadRecord): ProvenanceRecord {
  return {
    line,
    seq,
    type,
    step: step ?? decision ?? type,
    status: status ?? null,
    hash,
    meta_profile: context?.meta_profile ?? null,
    risk_profile: context?.risk_profile ?? null,
    sleeve: context?.sleeve ?? null,
  }
}
