import { type ArtifactEntry, artifactEntrySchema, artifactIndexSchema } from "#shared/model/artifact"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { readText } from "./disk-read"
import { openForAppend } from "./disk-write"
import { jsonBytes } from "./formats/json"
import { sha256Of } from "./hash"
import { runFiles } from "./names"
import { readListed } from "./listed-artifact"
import { sortEntries } from "./run-directory"

/** The bytes of `artifacts.json`. */
export function indexBytes(entries: readonly ArtifactEntry[]): Uint8Array {
  return jsonBytes({ schema: 1, artifacts: sortEntries(entries) })
}

/** The entries of a run's `artifacts.json`. Fails with `file.missing`, `file.unreadable` or `file.format`. */
export function readIndex(runPath: string): Result<readonly ArtifactEntry[]> {
  const path = `${runPath}/${runFiles.index}`
  const text = readText(path)
  if (!text.ok) return text
  const parsed = artifactIndexSchema.safeParse(parseJson(text.value))
  if (parsed.success) return ok(parsed.data.artifacts)
  const issue = parsed.error.issues[0]
  return failed(
    problem("file.format", {
      what: "A run's artifacts.json is not an index of artifacts.",
      where: path,
      seen: issue === undefined ? "no index" : `${issue.path.join(".") || "the file"}: ${issue.message}`,
      remedy: "Restore the file from a backup, or run again.",
    }),
  )
}

/** Notes entries while a run goes on, each before its file is written: read only after the run was killed. */
export interface Journal {
  note(entry: ArtifactEntry): Result<void>
  close(): void
}

/** Opens the journal of a run directory that exists. */
export function openJournal(runPath: string): Result<Journal> {
  const file = openForAppend(`${runPath}/${runFiles.journal}`)
  if (!file.ok) return file
  return ok({
    // No fsync: after a power cut a lost line only means that the artifact is made again. The line feed in
    // front keeps a line that a killed writer left unfinished apart from the next one.
    note: (entry) => file.value.append(new TextEncoder().encode(`\n${journalLine(entry)}\n`)),
    close: () => file.value.close(),
  })
}

/** Entries of the last index and of the journal since, where the file has exactly the listed bytes. */
export function recoverEntries(runPath: string): readonly ArtifactEntry[] {
  return listedEntries(runPath).filter((entry) => readListed(runPath, entry).ok)
}

/** Entries of the last index and of the journal since of files that are gone or hold other bytes than any that was listed. */
export function lostEntries(runPath: string): readonly ArtifactEntry[] {
  const whole = new Set(recoverEntries(runPath).map(({ path }) => path))
  return listedEntries(runPath).filter(({ path }) => !whole.has(path))
}

function listedEntries(runPath: string): readonly ArtifactEntry[] {
  const index = readIndex(runPath)
  return [...(index.ok ? index.value : []), ...readJournal(runPath)]
}

/** The entries of a run's journal in the order of their writing; lines that are torn or were changed are left out. */
export function readJournal(runPath: string): readonly ArtifactEntry[] {
  const journal = readText(`${runPath}/${runFiles.journal}`)
  return (journal.ok ? journal.value.split("\n") : []).flatMap((line) => {
    const entry = artifactEntrySchema.safeParse(parseJson(checkedPart(line)))
    return entry.success ? [entry.data] : []
  })
}

/** An entry behind its own hash: what it says beside the file's hash is proved by nothing else. */
function journalLine(entry: ArtifactEntry): string {
  const text = JSON.stringify(entry)
  return `${sha256Of(text)} ${text}`
}

/** The entry of a journal's line; empty for a line that is not the one that was written. */
function checkedPart(line: string): string {
  const text = line.slice(65)
  return line.slice(0, 65) === `${sha256Of(text)} ` ? text : ""
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
