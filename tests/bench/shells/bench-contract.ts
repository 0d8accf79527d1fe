import { z } from "zod"
import { call, stream } from "#shared/contract/call"
import { bytesSchema, doneSchema } from "#shared/contract/told"

/** What the bench's page asks, through the program, of the bench's engine process. */
export const benchContract = {
  /** A table of about so many bytes. */
  table: call(z.strictObject({ bytes: z.number() }), z.object({ bytes: bytesSchema })),
  /** So many events, one every 20 ms, each with when it was sent: milliseconds since 1970. */
  events: stream(z.strictObject({ count: z.number() }), z.object({ sent: z.number() }), doneSchema),
}
