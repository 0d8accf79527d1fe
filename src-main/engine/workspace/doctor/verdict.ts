import type { FileVerdict } from "#shared/model/diagnosis"

export type {
  Diagnosis,
  FileVerdict,
  MetaDiagnosis,
  RunDiagnosis,
  Verdict,
} from "#shared/model/diagnosis"

/** Whether a file keeps those who need it from running; a stale one is there, and is used. */
export function blocks({ verdict, needed_by: roots }: FileVerdict): boolean {
  return roots.length > 0 && verdict !== "found" && verdict !== "stale"
}
