import type { ExplainedRecord } from "#shared/model/explanation"
import type { ProvenanceFile, ProvenanceRecord, ProvenanceRecords } from "#shared/model/provenance"
import { ensure } from "#shared/problem/ensure"

/** The records of a ledger as a walk back asks for them. */
export class RunRecords {
  constructor(private readonly told: ProvenanceRecords) {}

  /** The outcome of the step that wrote a file; its intent for a report that is being written. */
  writerOf(file: ProvenanceFile): ExplainedRecord {
    const writer = this.stepOf(file).at(-1)
    ensure(writer !== undefined, `the records tell of the step that wrote ${file.path}`)
    return writer
  }

  /** The intent and the outcome of the step that wrote a file. */
  stepOf(file: ProvenanceFile): readonly ExplainedRecord[] {
    const line = this.told.written[file.path]
    const outcome = this.told.records.find((one) => one.line === line)
    if (outcome === undefined) {
      // Only the report's own step has no outcome yet while its records are told.
      const own = this.told.records.findLast(
        ({ step, status }) => step === "meta_report" && status === "intent",
      )
      return file.sha256 === null && own !== undefined ? [shown(own)] : []
    }
    const intent = this.told.records.findLast(
      (one) => one.line < outcome.line && one.status === "intent" && isSameStep(one, outcome),
    )
    return [...(intent === undefined ? [] : [intent]), outcome].map(shown)
  }

  /** What was decided about a sleeve of a meta profile, or about the profile as a whole. */
  decisionsAbout(meta: string, risk: string, sleeve: string): readonly ExplainedRecord[] {
    return this.told.records
      .filter(
        (one) =>
          (one.type === "decision" || one.type === "meta_cache") &&
          one.meta_profile === meta &&
          one.risk_profile === risk &&
          (one.sleeve === null || one.sleeve === sleeve),
      )
      .map(shown)
  }
}

function isSameStep(one: ProvenanceRecord, other: ProvenanceRecord): boolean {
  return (
    one.step === other.step &&
    one.meta_profile === other.meta_profile &&
    one.risk_profile === other.risk_profile
  )
}

function shown({ line, seq, type, step, status, hash }: ProvenanceRecord): ExplainedRecord {
  return { line, seq, type, step, status, hash }
}
