import { type RunRecord, runRecordSchema } from "#shared/model/run"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { Sha256 } from "#shared/quantity/sha256"
import { readText } from "./disk-read"
import { canonicalJson } from "./formats/canonical-json"
import { sha256Of } from "./hash"
import { runFiles } from "./names"
import type { ProcessIdentity } from "./process-identity"

/** `run.json` as it was written. Fails with `file.missing`, `file.unreadable` or `file.format`. */
export function readRunRecord(runPath: string): Result<RunRecord> {
  const path = `${runPath}/${runFiles.run}`
  const text = readText(path)
  if (!text.ok) return text
  const parsed = runRecordSchema.safeParse(parseJson(text.value))
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]
  return failed(
    problem("file.format", {
      what: "A run's run.json does not say what a run.json must say.",
      where: path,
      seen: issue === undefined ? "no run record" : `${issue.path.join(".") || "the file"}: ${issue.message}`,
      remedy: "Restore the file, or delete the run directory and run again.",
    }),
  )
}

/**
 * SHA-256 of the RFC 8785 form of a run record without `ledger`, which is known only after the record
 * `run.closed` that holds this hash.
 */
export function hashOfRunContent(record: RunRecord): Sha256 {
  const { ledger: _end, ...content } = record
  return sha256Of(canonicalJson(content))
}

/**
 * `run.json` with the state as it is now: a record that says the run goes on although its process is gone is
 * given the state `crashed`. The file is left as it is. Fails as `readRunRecord`.
 */
export function readRunState(
  runPath: string,
  isAlive: (process: ProcessIdentity) => boolean,
): Result<RunRecord> {
  const record = readRunRecord(runPath)
  if (!record.ok) return record
  const goesOn = ["queued", "running", "cancelling"].includes(record.value.state)
  return goesOn && !isAlive(record.value.process) ? ok({ ...record.value, state: "crashed" }) : record
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
