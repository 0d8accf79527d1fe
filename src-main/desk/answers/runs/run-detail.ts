import type { ArtifactRow, RunDetail } from "#shared/contract/engine/run-rows"
import type { ArtifactEntry } from "#shared/model/artifact"
import { problemCodes, type ProblemCode } from "#shared/problem/catalogue"
import type { Problem } from "#shared/problem/problem"
import { ok, type Result } from "#shared/problem/result"
import { readRunRecord } from "#engine/artifacts/run-record"
import { openRun } from "../opened"
import { listedFiles } from "./listed-files"
import { runRow } from "./run-row"

/** One run: how it stands and what it wrote. Fails as `openRun`. */
export function runDetail(root: string, runId: string): Result<RunDetail> {
  const found = openRun(root, runId)
  if (!found.ok) return found
  const run = found.value
  const record = readRunRecord(run.path)
  const entries = listedFiles(run.path)
  return ok({
    run: runRow(run),
    folder: run.relativePath,
    missing: run.missing,
    problems: record.ok ? record.value.problems.map(knownProblem) : [],
    exitCode: record.ok ? record.value.exit_code : null,
    programVersion: record.ok ? record.value.program_version : null,
    duration: durationOf(run.started, run.ended),
    hasReport: entries.some(({ kind }) => kind === "meta_report"),
    artifacts: entries.map(artifactRow),
  })
}

/** Milliseconds between two stamps; null without both. */
export function durationOf(started: string | null, ended: string | null): number | null {
  if (started === null || ended === null) return null
  const duration = Date.parse(ended) - Date.parse(started)
  return Number.isNaN(duration) ? null : duration
}

/** An artifact as lists show it. */
export function artifactRow(entry: ArtifactEntry): ArtifactRow {
  return {
    kind: entry.kind,
    metaProfile: entry.meta_profile,
    riskProfile: entry.risk_profile,
    path: entry.path,
    sha256: entry.sha256,
    bytes: entry.bytes,
    rows: entry.rows,
    stage: entry.stage,
    origin: entry.origin ?? null,
  }
}

/** A run of a later version may tell of problems that this one has no code for. */
function knownProblem(told: Omit<Problem, "code"> & { readonly code: string }): Problem {
  const known = (problemCodes as readonly string[]).includes(told.code)
  if (known) return { ...told, code: told.code as ProblemCode }
  return { ...told, code: "internal", what: `${told.what} [${told.code}]` }
}
