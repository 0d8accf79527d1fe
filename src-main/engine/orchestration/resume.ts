import { z } from "zod"
import type { ArtifactEntry } from "#shared/model/artifact"
import type { ResolvedRun } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import { isComplete, type RunRecord } from "#shared/model/run"
import { exitCodeOf, type Problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { RunId } from "#shared/quantity/run-id"
import { type OpenRun, reopenRun } from "#engine/artifacts/run-lifecycle"
import { lostEntries, recoverEntries } from "#engine/artifacts/artifact-index"
import { readListed } from "#engine/artifacts/listed-artifact"
import { runFiles } from "#engine/artifacts/names"
import { readRunRecord } from "#engine/artifacts/run-record"
import { type LedgerLine, readLedger } from "#engine/ledger/read"
import type { StageContext } from "#engine/stages/context"
import { findRun } from "#engine/workspace/runs"
import type { Workspace } from "#engine/workspace/open"
import type { SettingLayers } from "#engine/workspace/settings"
import type { SleeveExecutor } from "./compute-engine"
import { programEnvironment } from "./environment"
import { changedEnvironment } from "./environment-change"
import { type FinishedStages, finishedStagesOf } from "./finished-stages"
import { concludeRun } from "./meta-pipeline"
import type { MetaOutcome, RunHost } from "./meta-run-options"
import { refuseNetwork } from "./network-guard"
import { prepareSleeves } from "./prepare-sleeves"
import { recallOpening } from "./recall-opening"
import { notResumable } from "./resume-refusal"
import { askSignGate, recallSignGate, SIGN_TEST } from "./sign-gate"

export interface ResumeOptions extends RunHost {
  readonly workspace: Workspace
  readonly runId: string
  /** For a run that ended before its settings were resolved; they must still give the same settings. */
  readonly layers: Omit<SettingLayers, "command">
  readonly executor?: SleeveExecutor
}

/**
 * Takes up a run that crashed, failed or was cancelled, in its own directory: what finished and is still whole
 * is kept, the rest is run with the run's own settings and resolved sleeves. The result is that of a run that
 * was never interrupted. A refusal leaves the run as it is: `run.missing`, `run.locked`, `ledger.broken`, or
 * `run.notResumable` for one that succeeded, never began, or was begun by another version of the program.
 */
export async function resumeMeta(options: ResumeOptions): Promise<MetaOutcome> {
  refuseNetwork()
  const record = resumable(options)
  if (!record.ok) return refused(record.problems)
  const run = reopenRun(options.workspace.root, options.runId, {
    clock: options.clock,
    process: options.process,
  })
  if (!run.ok) return refused(run.problems)
  const ledger = readLedger(`${run.value.directory.path}/${runFiles.ledger}`)
  if (!ledger.ok) return refused(ledger.problems)

  const { records } = ledger.value
  const told = tellEnvironment(run.value, records, options.programVersion)
  if (!told.ok) return refused(told.problems)
  const riskProfiles = record.value.risk_profiles as RiskProfile[]
  // Not every file that a stage looked at is among the hashes of its outcome.
  const lost = new Set(inputsOf(lostEntries(run.value.directory.path)).map(({ stage }) => stage))
  const wasFinished = finishedStagesOf(records, record.value.profile, run.value.directory.entries())
  const finished: FinishedStages = (stageId, risk) =>
    lost.has(stageId) ? undefined : wasFinished(stageId, risk)
  const signs = lost.has(SIGN_TEST) ? undefined : recallSignGate(run.value.directory, records)
  return concludeRun(options, run.value, {
    riskProfiles,
    // A sign test that has to be run again may change what the report says.
    finished: (stageId, risk) =>
      risk === null && signs === undefined && isGated(records) ? undefined : finished(stageId, risk),
    prepare: async (failures) => {
      const resolved = recallResolved(run.value)
      if (!resolved.ok) return prepareAnew(options, run.value, record.value, failures)
      const context = contextOf(options, run.value, resolved.value, failures)
      return ok({ context, signTest: signs ?? (await askSignGate(context, riskProfiles)) })
    },
  })
}

function inputsOf(entries: readonly ArtifactEntry[]): readonly ArtifactEntry[] {
  return entries.filter(({ kind }) => kind === "input")
}

function resumable(options: ResumeOptions): Result<RunRecord> {
  const { workspace, runId } = options
  const found = findRun(workspace, runId)
  if (!found.ok) return found
  const record = readRunRecord(found.value.path)
  if (!record.ok) return failed(notResumable(runId, "no run.json of this program"))
  if (record.value.kind !== "meta") return failed(notResumable(runId, `a run of kind ${record.value.kind}`))
  if (isComplete(record.value.state)) return failed(notResumable(runId, `state ${record.value.state}`))
  const { program_version: version } = record.value
  if (version !== options.programVersion) {
    return failed(notResumable(runId, `begun by version ${version} of the program`))
  }
  const wrong = wrongOpening(found.value.path, record.value)
  return wrong === undefined ? record : failed(notResumable(runId, wrong))
}

const openedWithSchema = z.object({ profile: z.string(), risk_profiles: z.array(z.string()) })

function openedWith(bytes: Uint8Array): z.infer<typeof openedWithSchema> | undefined {
  try {
    return openedWithSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return undefined
  }
}

/** What is not as the run was opened; run.json has no hash, but what was resolved then has. */
function wrongOpening(runPath: string, { profile, risk_profiles }: RunRecord): string | undefined {
  const whole = recoverEntries(runPath)
  const otherCopies = "its copies of the manifest and the settings are not what it wrote"
  if (!keptItsOpening(whole)) return otherCopies
  const entry = whole.find(({ kind, stage }) => kind === "resolved_manifest" && stage === OPENING)
  const bytes = entry === undefined ? undefined : readListed(runPath, entry)
  if (bytes?.ok !== true) return undefined
  const opened = openedWith(bytes.value)
  if (opened === undefined) return otherCopies
  const same = opened.profile === profile && opened.risk_profiles.join() === risk_profiles.join()
  return same ? undefined : "run.json names another profile or other risk profiles than it was opened with"
}

/** Stages can be run again, but what a resolved run was opened with is written once, and replay begins with it. */
function keptItsOpening(whole: readonly ArtifactEntry[]): boolean {
  const has = (kind: ArtifactEntry["kind"], stage: string) =>
    whole.some((entry) => entry.kind === kind && entry.stage === stage)
  return (
    !whole.some(({ kind }) => kind === "meta_resolved") ||
    (has("resolved_manifest", OPENING) && has("input", OPENING))
  )
}

/** The stage that the artifacts of a run's opening are listed under. */
const OPENING = "resolve"

/** Half a run on one machine and half on another is worth a word: figures may differ in their last bits. */
function tellEnvironment(
  { directory, ledger }: OpenRun,
  records: readonly LedgerLine[],
  programVersion: string,
): Result<unknown> {
  const changes = changedEnvironment(records[0], programVersion)
  if (changes.length === 0) return ok(undefined)
  return ledger.append({
    type: "decision",
    decision: "resume.environment_changed",
    context: { run_id: directory.id },
    data: changes.map((change) => ({ ...change })),
  })
}

/** The resolved tree, when stage 0 came to its end. */
function recallResolved({ directory }: OpenRun): Result<ResolvedRun> {
  const entry = directory.find("meta_resolved", null, null)
  if (entry === undefined) return failed(notResumable(directory.id, "never resolved"))
  const bytes = directory.read(entry)
  // Written by this program and checked against its hash a moment ago.
  return bytes.ok ? ok(JSON.parse(new TextDecoder().decode(bytes.value)) as ResolvedRun) : bytes
}

/** A run that ended before its sleeves were resolved goes through all that comes before the stages again. */
async function prepareAnew(
  options: ResumeOptions,
  run: OpenRun,
  record: RunRecord,
  failures: StageContext["failures"],
) {
  const recalled = recallOpening(options, run, record.profile)
  if (!recalled.ok) return recalled
  const { loaded, layers, executeSleeves } = recalled.value
  const riskProfiles = record.risk_profiles as RiskProfile[]
  return prepareSleeves(
    { ...options, metaProfile: record.profile, layers, executeSleeves },
    { run, loaded, profile: record.profile, riskProfiles },
    failures,
  )
}

function contextOf(
  options: ResumeOptions,
  run: OpenRun,
  resolved: ResolvedRun,
  failures: StageContext["failures"],
): StageContext {
  return {
    workspace: options.workspace,
    directory: run.directory,
    ledger: run.ledger,
    resolved,
    clock: options.clock,
    signal: options.signal,
    programVersion: options.programVersion,
    environment: programEnvironment(),
    failures,
    progress: (event) => options.onProgress({ run: run.directory.id, ...event }),
  }
}

function isGated(records: readonly LedgerLine[]): boolean {
  return records.some(({ record }) => record["step"] === "directional_sign_test")
}

function refused(problems: readonly [Problem, ...Problem[]]): MetaOutcome {
  return {
    runId: null as RunId | null,
    runDir: null,
    state: "failed",
    exitCode: exitCodeOf(problems),
    riskProfiles: [],
    remarks: [],
    problems,
  }
}
