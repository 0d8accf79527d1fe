import type { LedgerState, RunTrace } from "#shared/contract/engine/run-rows"
import { ok, type Result } from "#shared/problem/result"
import { ZERO_SHA256 } from "#shared/quantity/sha256"
import { runFiles } from "#engine/artifacts/names"
import { chainStateOf } from "#engine/ledger/chain-state"
import { headOf, type LedgerContent, readLedger } from "#engine/ledger/read"
import { openWorkspace } from "#engine/workspace/open"
import { findRun, listRuns, type RunSummary } from "#engine/workspace/runs"
import { listedFiles } from "./listed-files"
import { durationOf } from "./run-detail"
import { traceEvents } from "./trace-events"
import { traceSteps } from "./trace-steps"

const REMEMBERED_RUNS = 9

/**
 * What a run's ledger tells of its steps so far: of one that goes on, that ended, or that was stopped. A run that has
 * no ledger yet has no steps. Fails as `findRun`, and with `file.unreadable`.
 */
export function runTrace(root: string, runId: string): Result<RunTrace> {
  const workspace = openWorkspace(root)
  if (!workspace.ok) return workspace
  const found = findRun(workspace.value, runId)
  if (!found.ok) return found
  const run = found.value
  const ledger = readLedger(`${run.path}/${runFiles.ledger}`)
  if (!ledger.ok && ledger.problems[0].code !== "ledger.missing") return ledger
  const content: LedgerContent = ledger.ok ? ledger.value : { records: [], unreadable: [], blank: [] }
  const runs = listRuns(workspace.value)
  return ok({
    runId,
    steps: traceSteps(content.records, listedFiles(run.path), run.path),
    events: traceEvents(content.records),
    ledger: ledgerState(content),
    usualDuration: runs.ok ? usualDuration(run, runs.value) : null,
  })
}

/** A last line that is still being written is no record yet, and breaks nothing. */
function ledgerState(content: LedgerContent): LedgerState {
  const last = content.records.at(-1)
  if (last === undefined) {
    return { records: 0, chain: "none", firstWrong: null, head: ZERO_SHA256, closed: false }
  }
  const { chain, firstWrong } = chainStateOf(content)
  const { hash, type } = headOf(last)
  return {
    records: content.records.length,
    chain,
    firstWrong,
    head: typeof hash === "string" ? hash : ZERO_SHA256,
    closed: type === "run.closed",
  }
}

/** The median of the newest earlier complete runs of the profile. */
function usualDuration(run: RunSummary, runs: readonly RunSummary[]): number | null {
  const durations = runs
    .filter(
      ({ runId, profile, kind, completeness }) =>
        runId !== run.runId && profile === run.profile && kind === run.kind && completeness === "recorded",
    )
    .slice(-REMEMBERED_RUNS)
    .flatMap(({ started, ended }) => durationOf(started, ended) ?? [])
    .sort((a, b) => a - b)
  return durations[(durations.length - 1) >> 1] ?? null
}
