import { z } from "zod"
import type { ArtifactEntry } from "#shared/model/artifact"
import type { LedgerLine } from "#engine/ledger/read"
import type { StageWarning } from "#engine/stages/stage"

/** The warnings that a stage of the run's own meta profile ended with; undefined when it has to be run. */
export type FinishedStages = (stageId: string, risk: string | null) => readonly StageWarning[] | undefined

/** A new run. */
export const nothingFinished: FinishedStages = () => undefined

const finishedSchema = z.looseObject({
  type: z.literal("stage.finished"),
  data: z.looseObject({
    stage: z.string(),
    risk_profile: z.string().nullable(),
    warnings: z.array(
      z.object({ code: z.string(), node: z.string(), risk: z.string().nullable(), note: z.string() }),
    ),
  }),
})

const hashesSchema = z.record(z.string(), z.string())

const actionSchema = z.looseObject({
  type: z.literal("action"),
  status: z.string(),
  context: z.looseObject({
    stage: z.string(),
    meta_profile: z.string(),
    risk_profile: z.string().nullable(),
  }),
  outcome: z
    .looseObject({
      output_hashes: hashesSchema,
      input_hashes: hashesSchema,
    })
    .optional(),
})

/**
 * The stages of a run that finished and whose artifacts are all still what they wrote, those of nested meta
 * profiles and the copies of their inputs included. `present` are the run's artifacts whose bytes are whole.
 */
export function finishedStagesOf(
  records: readonly LedgerLine[],
  metaProfile: string,
  present: readonly ArtifactEntry[],
): FinishedStages {
  const whole = new Map(present.map((entry) => [entry.path, entry.sha256]))
  const inputs = new Set(present.filter(({ kind }) => kind === "input").map(({ sha256 }) => sha256))
  return (stageId, risk) => {
    const end = records.findLastIndex(({ record }) => {
      const finished = finishedSchema.safeParse(record).data?.data
      return finished?.stage === stageId && finished.risk_profile === risk
    })
    if (end === -1) return undefined
    const start = records.slice(0, end).findLastIndex(({ record }) => {
      const action = actionSchema.safeParse(record).data
      return action?.status === "intent" && isOf(action.context, stageId, metaProfile, risk)
    })
    if (start === -1) return undefined
    const intact = records.slice(start, end).every(({ record }) => {
      if (record["type"] !== "action" || record["status"] === "intent") return true
      // An outcome that says what it wrote in another way than this program can't be trusted.
      const outcome = actionSchema.safeParse(record).data?.outcome
      if (outcome === undefined) return false
      const { output_hashes, input_hashes } = outcome
      return (
        Object.entries(output_hashes).every(([path, sha256]) => whole.get(path) === sha256) &&
        Object.values(input_hashes).every((sha256) => inputs.has(sha256))
      )
    })
    return intact ? finishedSchema.parse(records[end]!.record).data.warnings : undefined
  }
}

function isOf(
  context: { readonly stage: string; readonly meta_profile: string; readonly risk_profile: string | null },
  stageId: string,
  metaProfile: string,
  risk: string | null,
): boolean {
  return context.stage === stageId && context.meta_profile === metaProfile && context.risk_profile === risk
}
