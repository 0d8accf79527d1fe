import { z } from "zod"
import type { ProgressEvent } from "#shared/model/progress"
import { runStates } from "#shared/model/run"
import { stream } from "../call"
import { problemSchema } from "../message"
import { told } from "../told"

/** How a run's pipeline ended, as its engine process tells it. */
export const engineOutcomeSchema = z.object({
  runId: z.string().nullable(),
  state: z.enum(runStates),
  exitCode: z.number().int(),
  problems: z.array(problemSchema),
})
export type EngineOutcome = z.output<typeof engineOutcomeSchema>

const place = { root: z.string(), manifest: z.string().nullable(), runId: z.string() }

/** What the program asks of a run engine: one run per process. */
export const runEngineCalls = {
  "engine.run": stream(
    z.strictObject({
      ...place,
      profile: z.string(),
      riskProfiles: z.array(z.string()).nullable(),
      parameters: z.record(z.string(), z.string()),
      executeSleeves: z.boolean(),
    }),
    told<ProgressEvent>(),
    engineOutcomeSchema,
  ),
  "engine.resume": stream(z.strictObject(place), told<ProgressEvent>(), engineOutcomeSchema),
}
