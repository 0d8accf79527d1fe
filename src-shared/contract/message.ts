import { z } from "zod"
import { problemCodes } from "#shared/problem/catalogue"

/** What the asking end of a wire sends. */
export const askSchema = z.discriminatedUnion("t", [
  z.object({ t: z.literal("ask"), id: z.int().positive(), name: z.string(), input: z.unknown() }),
  z.object({ t: z.literal("cancel"), id: z.int().positive() }),
])

export const problemSchema = z.object({
  code: z.enum(problemCodes),
  what: z.string(),
  where: z.string(),
  seen: z.string(),
  remedy: z.string(),
})

/** What the answering end sends: items numbered from 1 per question, then one of `done` and `failed`. */
export const replySchema = z.discriminatedUnion("t", [
  z.object({ t: z.literal("item"), id: z.int(), seq: z.int().positive(), item: z.unknown() }),
  z.object({ t: z.literal("done"), id: z.int(), output: z.unknown() }),
  z.object({ t: z.literal("failed"), id: z.int(), problems: z.array(problemSchema).nonempty() }),
])
