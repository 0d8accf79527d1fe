import { z } from "zod"
import type { ArtifactEntry } from "#shared/model/artifact"
import type { ExplainedRecord } from "#shared/model/explanation"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
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

/** The outcome of a step as a walk back needs it. */
export interface StepOutcome {
  readonly record: ExplainedRecord
  /** Hashes of the inputs it read, by origin. */
  readonly read: Readonly<Record<string, string>>
}

/** The records of a ledger whose chain holds. */
export class LedgerLines {
  readonly #records: readonly ReadRecord[]

  constructor(
    private readonly path: string,
    lines: readonly LedgerLine[],
  ) {
    this.#records = lines.flatMap(({ line, record }) => {
      const parsed = recordSchema.safeParse(record)
      return parsed.success ? [{ line, ...parsed.data }] : []
    })
  }

  /**
   * The step that wrote a file: the last one, since a run that was taken up again may have written it twice.
   * Fails with `artifact.changed` when the ledger knows no such file: then the index is not the run's own.
   */
  writerOf(entry: ArtifactEntry): Result<StepOutcome> {
    const writer = this.#writer(entry)
    if (writer === undefined) return failed(this.#unwritten(entry))
    return ok({ record: shown(writer), read: writer.outcome?.input_hashes ?? {} })
  }

  /** The intent and the outcome of the step that wrote a file. */
  stepOf(entry: ArtifactEntry): readonly ExplainedRecord[] {
    const writer = this.#writer(entry)
    if (writer === undefined) return []
    const intent = this.#records.findLast(
      (one) => one.line < writer.line && one.status === "intent" && isSameStep(one, writer),
    )
    return [...(intent === undefined ? [] : [intent]), writer].map(shown)
  }

  /** What was decided about a sleeve of a meta profile, or about the profile as a whole. */
  decisionsAbout(meta: string, risk: string, sleeve: string | null): readonly ExplainedRecord[] {
    return this.#records
      .filter(
        ({ type, context }) =>
          (type === "decision" || type === "meta_cache") &&
          context?.meta_profile === meta &&
          context.risk_profile === risk &&
          (context.sleeve === undefined || context.sleeve === sleeve),
      )
      .map(shown)
  }

  #writer(entry: ArtifactEntry): ReadRecord | undefined {
    return this.#records.findLast(({ outcome }) => outcome?.output_hashes[entry.path] === entry.sha256)
  }

  #unwritten(entry: ArtifactEntry) {
    return problem("artifact.changed", {
      what: `The ledger has no record of a step that wrote this file of kind ${entry.kind}.`,
      where: `${this.path}: ${entry.path}`,
      seen: `SHA-256 ${entry.sha256} in the index of artifacts only`,
      remedy: "Do not rely on this run; restore its directory from a backup, or run again.",
    })
  }
}

function isSameStep(one: ReadRecord, other: ReadRecord): boolean {
  return (
    one.step === other.step &&
    one.context?.meta_profile === other.context?.meta_profile &&
    one.context?.risk_profile === other.context?.risk_profile
  )
}

function shown({ line, seq, type, step, decision, status, hash }: ReadRecord): ExplainedRecord {
  return { line, seq, type, step: step ?? decision ?? type, status: status ?? null, hash }
}
