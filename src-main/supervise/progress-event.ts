import { z } from "zod"
import type { ProgressEvent } from "#shared/model/progress"
import { runStates } from "#shared/model/run"

const text = z.string().max(2000)

/** What a process says of its progress is looked at: one that goes wrong must not take the program with it. */
export const progressEventSchema: z.ZodType<ProgressEvent> = z.object({
  run: text,
  stage: text,
  node: text,
  risk: text.nullable(),
  state: z.enum(runStates),
  done: z.number().min(0).max(1),
  note: text,
})
