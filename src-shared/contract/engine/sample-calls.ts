import { z } from "zod"
import { call } from "../call"

/** What the program asks of a run engine that is to make a workspace instead of a run. */
export const sampleCalls = {
  /** Writes the sample workspace into a new or empty folder. */
  "engine.sample": call(
    z.strictObject({ root: z.string(), seed: z.int() }),
    z.object({ files: z.int(), bytes: z.int() }),
  ),
}
