import { z } from "zod"
import { call } from "../call"
import { doneSchema } from "../told"

/** What every engine process answers, whatever its role. */
export const lifeCalls = {
  /** A sign of life: answered whenever the engine is not inside one long computation. */
  "engine.ping": call(z.strictObject({}), doneSchema),
  /** Asks the process to end itself; the answer is its exit. */
  "engine.end": call(z.strictObject({}), doneSchema),
}
