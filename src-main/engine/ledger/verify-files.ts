import { readIndex } from "#engine/artifacts/artifact-index"
import { listFilesBelow, readBytes } from "#engine/artifacts/disk-read"
import { sha256Of } from "#engine/artifacts/hash"
import { runFiles } from "#engine/artifacts/names"
import { readListed } from "#engine/artifacts/listed-artifact"
import type { ArtifactEntry } from "#shared/model/artifact"
import { type Problem, problem } from "#shared/problem/problem"

export interface FilesCheck {
  readonly findings: readonly Problem[]
  /** Entries of `artifacts.json`. */
  readonly artifacts: number
}

/**
 * Compares the files of a run with its index, and the index with the hash that the ledger closed on
 * (undefined when the run was never closed). Logs, `run.json` and set-aside ledger tails need not be listed.
 */
export function checkFiles(runPath: string, closedOn: unknown): FilesCheck {
  const findings: Problem[] = []
  const indexPath = `${runPath}/${runFiles.index}`
  const bytes = readBytes(indexPath)
  const sha256 = bytes.ok ? sha256Of(bytes.value) : "none: the file is gone"
  if (closedOn !== undefined && closedOn !== sha256) findings.push(changedIndex(indexPath, sha256, closedOn))

  const index = readIndex(runPath)
  if (!index.ok && bytes.ok) findings.push(...index.problems)
  const entries = index.ok ? index.value : []
  findings.push(...changedArtifacts(runPath, entries))
  // A run without an index was not closed, which is a finding already: what it wrote can't be listed.
  if (index.ok) findings.push(...unlistedFiles(runPath, entries))
  return { findings, artifacts: entries.length }
}

/** Equal inputs are stored once and listed once per origin; each file is looked at once. */
function changedArtifacts(runPath: string, entries: readonly ArtifactEntry[]): Problem[] {
  const files = new Map(entries.map((entry) => [`${entry.path}\n${entry.sha256}`, entry]))
  return [...files.values()].flatMap((entry) => {
    const read = readListed(runPath, entry)
    return read.ok ? [] : read.problems
  })
}

function unlistedFiles(runPath: string, entries: readonly ArtifactEntry[]): Problem[] {
  const listed = new Set(entries.map((entry) => entry.path))
  return listFilesBelow(runPath)
    .filter((path) => !listed.has(path) && !needsNoEntry(path))
    .map((path) =>
      problem("artifact.unlisted", {
        what: "A file lies in the run directory that the run did not write.",
        where: `${runPath}/${path}`,
        seen: "no entry in artifacts.json",
        remedy: "Move it out of the run directory.",
      }),
    )
}

function needsNoEntry(path: string): boolean {
  const own: readonly string[] = [runFiles.run, runFiles.index, runFiles.ledger]
  return own.includes(path) || path.startsWith("logs/") || /^audit\.torn-\d+$/.test(path)
}

function changedIndex(path: string, sha256: string, closedOn: unknown): Problem {
  return problem("artifact.changed", {
    what: "The index of artifacts is not the one that the run was closed with.",
    where: path,
    seen: `SHA-256 ${sha256}, the ledger closed on ${String(closedOn)}`,
    remedy: "Do not rely on this run; restore its directory from a backup, or run again.",
  })
}
