import { emptyChain, type Ledger, openLedger } from "#engine/ledger/ledger"
import { reopenLedger } from "#engine/ledger/reopen"
import type { RunRecord, RunState } from "#shared/model/run"
import type { Problem } from "#shared/problem/problem"
import { ok, type Result } from "#shared/problem/result"
import type { Clock } from "#shared/quantity/clock"
import { indexBytes, openJournal, recoverEntries } from "./artifact-index"
import { makeDirectory, makeNewDirectory, placeAtomically, removeTree, writeAtomically } from "./disk-write"
import { jsonBytes } from "./formats/json"
import { sha256Of } from "./hash"
import { runFiles, runFolders, runsFolder } from "./names"
import { isProcessAlive, type ProcessIdentity } from "./process-identity"
import { openRunDirectory, type RunDirectory, type WritableRunDirectory } from "./run-directory"
import { placeOf, type RunPlace, runExists, runMissing } from "./run-place"
import { hashOfRunContent, readRunRecord } from "./run-record"
import { releaseLock, takeLock } from "./writer-lock"

export { readRunState } from "./run-record"

export interface NewRun {
  /** Absolute. */
  readonly workspaceRoot: string
  readonly runId: string
  readonly kind: "meta" | "atomic"
  readonly profile: string
  readonly riskProfiles: readonly string[]
  readonly programVersion: string
  readonly clock: Clock
  /** The process that will write the run (`currentProcess()`). */
  readonly process: ProcessIdentity
}

export interface RunEnding {
  readonly state: RunState
  readonly exitCode: number
  readonly problems: readonly Problem[]
}

/** A run that this process is writing. */
export interface OpenRun {
  readonly directory: RunDirectory
  readonly ledger: Ledger
  /**
   * Ends the run: `artifacts.json`, the record `run.closed`, `run.json`, and the lock is given back, in this
   * order, so that a run that says it succeeded has everything else on the disk.
   */
  close(ending: RunEnding): Result<RunRecord>
}

/**
 * Makes the directory of a new run, takes its writer lock, writes `run.json` (state running) and opens its
 * ledger. Fails with `run.badId`, `run.exists`, `workspace.diskFull` or `workspace.notWritable`.
 */
export function createRun(run: NewRun): Result<OpenRun> {
  const place = placeOf(run.workspaceRoot, run.runId)
  if (!place.ok) return place
  const parent = makeDirectory(`${run.workspaceRoot}/${runsFolder}`)
  if (!parent.ok) return parent
  const made = makeNewDirectory(place.value.path)
  if (!made.ok) return made
  if (!made.value) return runExists(place.value.path)

  const opened = beginRun(run, place.value)
  // A run that could not begin leaves its id free.
  if (!opened.ok) removeTree(place.value.path)
  return opened
}

function beginRun(run: NewRun, place: RunPlace): Result<OpenRun> {
  for (const folder of runFolders) {
    const created = makeDirectory(`${place.path}/${folder}`)
    if (!created.ok) return created
  }
  const locked = takeLock(`${place.path}/${runFiles.lock}`, run.process, isProcessAlive)
  if (!locked.ok) return locked

  const record: RunRecord = {
    schema: 1,
    run_id: run.runId,
    kind: run.kind,
    profile: run.profile,
    state: "running",
    risk_profiles: [...run.riskProfiles],
    started: run.clock(),
    ended: null,
    exit_code: null,
    program_version: run.programVersion,
    process: { pid: run.process.pid, started: run.process.started },
    ledger: { head: emptyChain.head, count: 0 },
    problems: [],
  }
  const ledger = openLedger(`${place.path}/${runFiles.ledger}`, run.clock, emptyChain)
  if (!ledger.ok) return ledger
  return openRun(place, record, ledger.value, run.clock, [])
}

export interface Reopening {
  readonly clock: Clock
  readonly process: ProcessIdentity
  readonly isAlive?: (process: ProcessIdentity) => boolean
}

/**
 * Takes up a run that ended, was killed or crashed: repairs a torn ledger, knows again every artifact whose
 * bytes are whole, and appends `run.reopened`. Fails with `run.missing`, `run.locked` or `ledger.broken`.
 */
export function reopenRun(workspaceRoot: string, runId: string, reopening: Reopening): Result<OpenRun> {
  const place = placeOf(workspaceRoot, runId)
  if (!place.ok) return place
  const before = readRunRecord(place.value.path)
  if (!before.ok) return before.problems[0].code === "file.missing" ? runMissing(place.value.path) : before
  const lock = `${place.value.path}/${runFiles.lock}`
  const locked = takeLock(lock, reopening.process, reopening.isAlive ?? isProcessAlive)
  if (!locked.ok) return locked

  const opened = takeUp(place.value, before.value, reopening)
  if (!opened.ok) releaseLock(lock)
  return opened
}

function takeUp(place: RunPlace, before: RunRecord, { clock, process }: Reopening): Result<OpenRun> {
  const ledger = reopenLedger(`${place.path}/${runFiles.ledger}`, clock)
  if (!ledger.ok) return ledger
  const appended = ledger.value.append({ type: "run.reopened", data: { state_before: before.state } })
  if (!appended.ok) return appended
  const record: RunRecord = {
    ...before,
    state: "running",
    ended: null,
    exit_code: null,
    process: { pid: process.pid, started: process.started },
    problems: [],
  }
  return openRun(place, record, ledger.value, clock, recoverEntries(place.path))
}

function openRun(
  place: RunPlace,
  record: RunRecord,
  ledger: Ledger,
  clock: Clock,
  listed: Parameters<typeof openRunDirectory>[1],
): Result<OpenRun> {
  const written = placeAtomically(`${place.path}/${runFiles.run}`, jsonBytes(record))
  if (!written.ok) return written
  const journal = openJournal(place.path)
  if (!journal.ok) return journal
  const directory = openRunDirectory(place, listed, (entry) => journal.value.note(entry))
  const close = (ending: RunEnding) => {
    journal.value.close()
    return closeRun(place.path, record, directory, ledger, ending, clock)
  }
  return ok({ directory, ledger, close })
}

function closeRun(
  path: string,
  record: RunRecord,
  directory: WritableRunDirectory,
  ledger: Ledger,
  { state, exitCode, problems }: RunEnding,
  clock: Clock,
): Result<RunRecord> {
  const index = indexBytes(directory.entries())
  const indexed = placeAtomically(`${path}/${runFiles.index}`, index)
  if (!indexed.ok) return indexed
  const settled = directory.settle()
  if (!settled.ok) return settled

  const content: RunRecord = {
    ...record,
    state,
    ended: clock(),
    exit_code: exitCode,
    problems: [...problems],
  }
  const data = {
    state,
    exit_code: exitCode,
    artifacts_sha256: sha256Of(index),
    run_sha256: hashOfRunContent(content),
  }
  const closing = ledger.append({ type: "run.closed", data })
  ledger.close()
  if (!closing.ok) return closing

  const ended: RunRecord = { ...content, ledger: { head: ledger.head, count: ledger.count } }
  const written = writeAtomically(`${path}/${runFiles.run}`, jsonBytes(ended))
  if (!written.ok) return written
  const released = releaseLock(`${path}/${runFiles.lock}`)
  return released.ok ? ok(ended) : released
}
