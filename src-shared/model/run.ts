import { z } from "zod"

/** States of a run (design 5.9). */
export const runStates = [
  "queued",
  "running",
  "cached",
  "succeeded",
  "succeeded_with_warnings",
  "vetoed",
  "aborted_by_guardrail",
  "failed",
  "crashed",
  "cancelling",
  "cancelled",
] as const

export type RunState = (typeof runStates)[number]

/** `run.json`: what a run is and how it stands. */
export const runRecordSchema = z.object({
  schema: z.literal(1),
  run_id: z.string(),
  kind: z.enum(["meta", "atomic"]),
  profile: z.string(),
  state: z.enum(runStates),
  risk_profiles: z.array(z.string()),
  /** UTC, ISO 8601. */
  started: z.string(),
  ended: z.string().nullable(),
  exit_code: z.number().int().nullable(),
  program_version: z.string(),
  /** The writing process, to tell a running run from a crashed one. */
  process: z.object({ pid: z.number().int(), started: z.string() }),
  /** Nothing else: it is the one part that the close of the ledger can't prove. */
  ledger: z.strictObject({ head: z.string(), count: z.number().int() }),
  problems: z.array(
    z.object({ code: z.string(), what: z.string(), where: z.string(), seen: z.string(), remedy: z.string() }),
  ),
})

export type RunRecord = z.output<typeof runRecordSchema>

/** States in which a run's artifacts can be used by another run. */
export function isComplete(state: RunState): boolean {
  return state === "succeeded" || state === "succeeded_with_warnings"
}
