import { z } from "zod"
import type { Problem } from "#shared/problem/problem"

const stepSchema = z.union([z.string().min(1).max(200), z.int().min(0).max(10_000)])
const pathSchema = z.array(stepSchema).min(1).max(20)
const nameSchema = z.string().trim().min(1).max(200)

/** One change of a manifest's text; what it does not name keeps every byte. Paths are those before the edit. */
export const manifestEditSchema = z.discriminatedUnion("kind", [
  /** Writes a value, as JSON, in place of the one at the path, or adds it to the object or list above. */
  z.strictObject({ kind: z.literal("set"), path: pathSchema, value: z.string().max(100_000) }),
  z.strictObject({ kind: z.literal("remove"), path: pathSchema }),
  /** Puts the members of a list in another order: the index that each place takes its member from. */
  z.strictObject({ kind: z.literal("arrange"), path: pathSchema, order: z.array(z.int().min(0)).max(1000) }),
  /** Gives a profile another name, there and wherever the manifest refers to it. */
  z.strictObject({ kind: z.literal("rename"), from: nameSchema, to: nameSchema }),
  /** Adds a profile with the text of another behind all others. */
  z.strictObject({ kind: z.literal("copy"), from: nameSchema, to: nameSchema }),
])
export type ManifestEdit = z.output<typeof manifestEditSchema>

export const manifestEditsSchema = z.array(manifestEditSchema).max(5000)

/** A line of what an edit changes, with the lines around it. Numbers count from 1. */
export interface DiffLine {
  readonly kind: "same" | "gone" | "new"
  readonly before: number | null
  readonly after: number | null
  readonly text: string
}

/** What a manifest would be after edits; nothing is written. */
export interface ManifestProposal {
  /** Of the file as it stands: what writing the edits is bound to. */
  readonly sha256: string
  /** Changed lines with three around them; a jump in the numbers is a part left out. Empty: nothing changes. */
  readonly diff: readonly DiffLine[]
  /** What the edits would break; while there is any nothing is written. */
  readonly problems: readonly Problem[]
  /** Who names a profile that gets another name, as JSON paths. */
  readonly referrers: readonly string[]
}
