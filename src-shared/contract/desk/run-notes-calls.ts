import { z } from "zod"
import { call } from "../call"
import { rootSchema, runIdSchema } from "../engine/inputs"
import { problemSchema } from "../message"

const tagSchema = z.string().trim().min(1).max(40)

/** What a person wrote to a run. */
export const runNoteSchema = z.object({
  runId: z.string(),
  tags: z.array(z.string()),
  note: z.string(),
})
export type RunNote = z.output<typeof runNoteSchema>

/** Everything that people keep about the runs of a workspace, beside the runs themselves. */
export const runNotesSchema = z.object({
  notes: z.array(runNoteSchema),
  /** The run that others of its profile are compared with. */
  baselines: z.array(z.object({ profile: z.string(), runId: z.string() })),
  /** Runs that lie in the trash, by name. */
  trash: z.array(z.string()),
  /** Of a file that was damaged and set aside. */
  problems: z.array(problemSchema),
})
export type RunNotes = z.output<typeof runNotesSchema>

const ofRun = { root: rootSchema, runId: runIdSchema }

/** What a person does with runs that changes none of their artifacts. Each answers with everything as it is then. */
export const runNotesCalls = {
  "notes.read": call(z.strictObject({ root: rootSchema }), runNotesSchema),
  /** Replaces the tags and the note of a run; none of both forgets it. */
  "notes.write": call(
    z.strictObject({ ...ofRun, tags: z.array(tagSchema).max(20), note: z.string().max(5000) }),
    runNotesSchema,
  ),
  /** Makes a run the baseline of its profile, in place of another, or takes that away. */
  "notes.pinBaseline": call(z.strictObject({ ...ofRun, isBaseline: z.boolean() }), runNotesSchema),
  /** Moves the folder of a run that has ended into the trash; refused where a manifest pins the run. */
  "notes.trash": call(z.strictObject(ofRun), runNotesSchema),
  /** Moves it back. */
  "notes.restore": call(z.strictObject(ofRun), runNotesSchema),
}
