import { z } from "zod"
import { runStates } from "#shared/model/run"
import { call, stream } from "../call"
import { problemSchema } from "../message"

const rootSchema = z.string().min(1).max(4096)
const runIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(200)

/** What the set-up form asks a run for; the command line's flags by other names. */
export const runRequestSchema = z.strictObject({
  root: rootSchema,
  profile: z.string().min(1).max(200),
  /** null: those of the profile. */
  riskProfiles: z.array(z.string().min(1).max(100)).max(50).nullable(),
  /** Settings of meta_allocation, as `--param name=value` gives them. */
  parameters: z.record(z.string().max(300), z.string().max(10_000)),
  executeSleeves: z.boolean(),
  /** The tab or window that asked, so that a repeated message does not start a second run. */
  requestId: z.string().min(1).max(100),
})
export type RunRequest = z.output<typeof runRequestSchema>

/** The newest state of one step: of a stage at a node under a risk profile. */
export const stepSchema = z.object({
  stage: z.string(),
  /** The meta profile or sleeve being worked on. */
  node: z.string(),
  risk: z.string().nullable(),
  state: z.enum(runStates),
  /** 0 to 1. */
  done: z.number(),
  note: z.string(),
  /** UTC, ISO 8601: when the step was first and last heard of. */
  started: z.string(),
  changed: z.string(),
})
export type Step = z.output<typeof stepSchema>

/** A run that the program supervises: waiting, running or ended since the program started. */
export const supervisedRunSchema = z.object({
  runId: z.string(),
  root: z.string(),
  profile: z.string(),
  kind: z.enum(["run", "resume", "replay"]),
  state: z.enum(runStates),
  /** UTC, ISO 8601. */
  queued: z.string(),
  started: z.string().nullable(),
  ended: z.string().nullable(),
  exitCode: z.number().int().nullable(),
  /** Why it ended as it did; for a crash with the process's code, signal and last lines. */
  problems: z.array(problemSchema),
  /** The engine process, while there is one. */
  pid: z.number().int().nullable(),
  /** Seconds without a sign of life, when it is more than expected; null while all is well. */
  silentFor: z.number().nullable(),
})
export type SupervisedRun = z.output<typeof supervisedRunSchema>

/**
 * What a watcher gets: first everything so far, then what changed, at most 30 times a second. `steps` replace those
 * with the same stage, node and risk. A watcher that comes late, or again, misses nothing.
 */
export const runUpdateSchema = z.object({ run: supervisedRunSchema, steps: z.array(stepSchema) })
export type RunUpdate = z.output<typeof runUpdateSchema>

export const runCalls = {
  /** Puts a run into the queue; its id is known at once, and its end is told to watchers. */
  "run.start": call(runRequestSchema, supervisedRunSchema),
  /** Takes an unfinished run of the workspace up again from its last completed stage. */
  "run.resume": call(z.strictObject({ root: rootSchema, runId: runIdSchema }), supervisedRunSchema),
  /** Ends a run; answered when its process was seen to end. */
  "run.cancel": call(z.strictObject({ root: rootSchema, runId: runIdSchema }), supervisedRunSchema),
  /** Ends with the run's last state. */
  "run.watch": stream(
    z.strictObject({ root: rootSchema, runId: runIdSchema }),
    runUpdateSchema,
    supervisedRunSchema,
  ),
  /** The runs of all workspaces that the program supervises, whenever one of them changes state. */
  "run.watchAll": stream(
    z.strictObject({}),
    z.object({ runs: z.array(supervisedRunSchema) }),
    z.strictObject({}),
  ),
}
