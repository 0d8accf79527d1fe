import { readText } from "#engine/artifacts/disk-read"
import { parseSoundJson } from "#engine/artifacts/formats/sound-json"
import { runFiles } from "#engine/artifacts/names"
import { hashOfRunContent } from "#engine/artifacts/run-record"
import type { RunRecord } from "#shared/model/run"
import { type Problem, problem } from "#shared/problem/problem"
import type { LedgerContent } from "./read"

type Fields = Readonly<Record<string, unknown>>

/**
 * Compares run.json with the ledger: a run that was closed with the hash of its content, any other with what its
 * genesis record names. `record` is run.json as it was read, `closed` the data of the last `run.closed`.
 */
export function wrongRunRecord(
  runPath: string,
  content: LedgerContent,
  record: RunRecord,
  closed: Fields | undefined,
): Problem[] {
  const path = `${runPath}/${runFiles.run}`
  const genesis = content.records.find((line) => line.record["type"] === "genesis")?.record
  const other = [
    ...["run_id", "kind", "profile"].map((name) => unlike(record, name, genesis?.[name])),
    ...["state", "exit_code"].map((name) => unlike(record, name, closed?.[name])),
  ].filter((difference) => difference !== undefined)
  if (other.length > 0) return [changed(path, other.join(", "))]
  if (closed === undefined) return []
  const sha256 = hashOfFile(path)
  if (closed["run_sha256"] === sha256) return []
  return [
    changed(path, `content with SHA-256 ${sha256}, the ledger closed on ${String(closed["run_sha256"])}`),
  ]
}

function unlike(record: RunRecord, name: string, recorded: unknown): string | undefined {
  const stated = (record as Fields)[name]
  if (recorded === undefined || stated === recorded) return undefined
  return `${name} ${JSON.stringify(stated)}, the ledger has ${JSON.stringify(recorded)}`
}

/** Of the file as it stands, so that a field too many is seen as well. */
function hashOfFile(path: string): string {
  const text = readText(path)
  if (!text.ok) return "unknown"
  try {
    return hashOfRunContent(parseSoundJson(text.value) as RunRecord)
  } catch (error) {
    if (error instanceof SyntaxError) return "unknown"
    throw error
  }
}

function changed(where: string, seen: string): Problem {
  return problem("artifact.changed", {
    what: "run.json is not the one that the run wrote.",
    where,
    seen,
    remedy: "Do not rely on this run; restore its directory from a backup, or run again.",
  })
}
