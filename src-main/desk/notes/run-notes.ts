import type { RunNotes } from "#shared/contract/desk/run-notes-calls"
import { ok, type Result } from "#shared/problem/result"
import type { Clock } from "#shared/quantity/clock"
import { openRun } from "../answers/opened"
import { type NoteFile, readNotes, writeNotes } from "./note-file"
import { trashedRuns } from "./trash"

/** Everything that people keep about the runs of a workspace. Fails as `readNotes`. */
export function runNotes(root: string, clock: Clock): Result<RunNotes> {
  const read = readNotes(root, clock)
  if (!read.ok) return read
  const { file, problems } = read.value
  return ok({
    notes: Object.entries(file.runs).map(([runId, { tags, note }]) => ({ runId, tags: [...tags], note })),
    baselines: Object.entries(file.baselines).map(([profile, runId]) => ({ profile, runId })),
    trash: [...trashedRuns(root)],
    problems: problems.map((one) => ({ ...one })),
  })
}

/** Replaces a run's tags, each once, and its note; empty ones forget the run. Fails as `openRun` and `writeNotes`. */
export function writeNote(
  root: string,
  runId: string,
  { tags, note }: { readonly tags: readonly string[]; readonly note: string },
  clock: Clock,
): Result<RunNotes> {
  const own = { tags: [...new Set(tags)], note: note.trim() }
  return changed(root, runId, clock, (file) => {
    const { [runId]: _before, ...others } = file.runs
    const isEmpty = own.tags.length === 0 && own.note === ""
    return { ...file, runs: isEmpty ? others : { ...others, [runId]: own } }
  })
}

/** Makes a run the one that others of its profile are compared with, or takes that away. Fails as `writeNote`. */
export function pinBaseline(
  root: string,
  runId: string,
  isBaseline: boolean,
  clock: Clock,
): Result<RunNotes> {
  return changed(root, runId, clock, (file, profile) => {
    const others = Object.fromEntries(
      Object.entries(file.baselines).filter(([name, run]) => name !== profile && run !== runId),
    )
    return { ...file, baselines: isBaseline ? { ...others, [profile]: runId } : dropped(file, runId) }
  })
}

function dropped({ baselines }: NoteFile, runId: string): NoteFile["baselines"] {
  return Object.fromEntries(Object.entries(baselines).filter(([, run]) => run !== runId))
}

function changed(
  root: string,
  runId: string,
  clock: Clock,
  change: (file: NoteFile, profile: string) => NoteFile,
): Result<RunNotes> {
  const run = openRun(root, runId)
  if (!run.ok) return run
  const read = readNotes(root, clock)
  if (!read.ok) return read
  const written = writeNotes(root, change(read.value.file, run.value.profile))
  if (!written.ok) return written
  const now = runNotes(root, clock)
  return now.ok ? ok({ ...now.value, problems: read.value.problems.map((one) => ({ ...one })) }) : now
}
