import { z } from "zod"

/**
 * The schema of an answer whose type is one of the model's interfaces. Both ends are the same build, so only its
 * being data is looked at; what comes from files was parsed where it was read.
 */
export function told<T extends object>(): z.ZodType<T> {
  return z.custom<T>((value) => typeof value === "object" && value !== null)
}

/** Bytes: a file, or a table as an Arrow IPC stream. */
export const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** An answer that says only that it was done. */
export const doneSchema = z.strictObject({})
