import { join } from "node:path"
import { z } from "zod"
import { type Problem, problem } from "#shared/problem/problem"
import { ok, type Result } from "#shared/problem/result"
import type { Clock } from "#shared/quantity/clock"
import { readText } from "#engine/artifacts/disk-read"
import { makeDirectory, moveAway, writeAtomically } from "#engine/artifacts/disk-write"
import { jsonBytes } from "#engine/artifacts/formats/json"

const folder = "data/nestfolio"

/** Where a workspace keeps them, relative to its root. */
export const notesPath = `${folder}/run-notes.json`

const fileSchema = z.object({
  schema: z.literal(1),
  /** By run id. */
  runs: z.record(z.string(), z.object({ tags: z.array(z.string()), note: z.string() })),
  /** By profile: a run id. */
  baselines: z.record(z.string(), z.string()),
})

/** What stands in the file. */
export interface NoteFile {
  readonly runs: Readonly<Record<string, { readonly tags: readonly string[]; readonly note: string }>>
  readonly baselines: Readonly<Record<string, string>>
}

const empty: NoteFile = { runs: {}, baselines: {} }

/**
 * Reads the notes of a workspace. A file that can't be understood is moved aside, and the problem says where to. Fails
 * with `file.unreadable` for a file that can't be read at all: it may be whole, so nothing takes its place.
 */
export function readNotes(
  root: string,
  clock: Clock,
): Result<{ readonly file: NoteFile; readonly problems: readonly Problem[] }> {
  const text = readText(join(root, notesPath))
  if (!text.ok) {
    return text.problems[0].code === "file.missing" ? ok({ file: empty, problems: [] }) : text
  }
  const parsed = fileSchema.safeParse(parseJson(text.value))
  if (parsed.success) return ok({ file: parsed.data, problems: [] })
  const aside = `${folder}/run-notes.damaged-${clock().replace(/\D/g, "")}.json`
  const moved = moveAway(join(root, notesPath), join(root, aside))
  return moved.ok ? ok({ file: empty, problems: [damaged(aside)] }) : moved
}

/** Writes the notes anew, names in order. Fails with `workspace.notWritable` or `workspace.diskFull`. */
export function writeNotes(root: string, { runs, baselines }: NoteFile): Result<void> {
  const made = makeDirectory(join(root, folder))
  if (!made.ok) return made
  const content = {
    schema: 1,
    runs: Object.fromEntries(byName(runs).map(([id, { tags, note }]) => [id, { tags: [...tags], note }])),
    baselines: Object.fromEntries(byName(baselines)),
  }
  return writeAtomically(join(root, notesPath), jsonBytes(content))
}

function byName<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
}

function damaged(aside: string): Problem {
  return problem("file.format", {
    what: "The tags, notes and baselines of the runs could not be understood, and begin anew.",
    where: notesPath,
    seen: `something else than notes; it was moved to ${aside}`,
    remedy: "put right what was moved aside and move it back, or leave it",
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
