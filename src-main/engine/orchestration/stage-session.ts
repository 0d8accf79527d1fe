import type { ResolvedRun } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { RunState } from "#shared/model/run"
import { type ExitCode } from "#shared/problem/exit-code"
import { exitCodeOf, type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { RunId } from "#shared/quantity/run-id"
import { type OpenRun, reopenRun } from "#engine/artifacts/run-lifecycle"
import type { StageContext } from "#engine/stages/context"
import type { Stage, StageOutcome } from "#engine/stages/stage"
import { findRun } from "#engine/workspace/runs"
import type { Workspace } from "#engine/workspace/open"
import type { SettingLayers } from "#engine/workspace/settings"
import { programEnvironment } from "./environment"
import type { RunHost } from "./meta-run-options"
import { refuseNetwork } from "./network-guard"
import { openMetaRun } from "./open-meta-run"
import { prepareSleeves } from "./prepare-sleeves"
import { unexpectedProblem } from "./unexpected"

export interface StageSessionOptions extends RunHost {
  readonly workspace: Workspace
  readonly stage: Stage
  /** Parameters of the stage, already parsed against its schema. */
  readonly params: Readonly<Record<string, unknown>>
  /** An existing run to work in, or the id of a new one. */
  readonly runId?: string
  /** The meta profile of a new run. */
  readonly metaProfile?: string
  readonly layers: SettingLayers
}

export interface StageSessionOutcome {
  readonly runId: RunId | null
  readonly runDir: string | null
  readonly state: RunState
  readonly exitCode: ExitCode
  readonly outcome: StageOutcome | null
  readonly problems: readonly Problem[]
}

/**
 * Runs one stage by itself. In an existing run it takes up the run's own resolved tree (`run.reopened`
 * in the ledger, closed again at the end); otherwise it makes a run of `metaProfile` and resolves it first.
 */
export async function runStageInRun(options: StageSessionOptions): Promise<StageSessionOutcome> {
  refuseNetwork()
  const session = await openSession(options)
  if (!session.ok) return refused(session.problems)
  const { run, context } = session.value
  const result = await runGuarded(options.stage, context, options.params)
  const problems = result.ok ? [] : result.problems
  const exitCode = exitCodeOf(problems)
  const warned = result.ok && result.value.warnings.length > 0
  const state: RunState = !result.ok ? "failed" : warned ? "succeeded_with_warnings" : "succeeded"
  const closed = run.close({ state, exitCode, problems })
  const { id, relativePath } = run.directory
  if (!closed.ok) return { ...refused(closed.problems), runId: id, runDir: relativePath }
  return {
    runId: id,
    runDir: relativePath,
    state,
    exitCode,
    outcome: result.ok ? result.value : null,
    problems,
  }
}

interface Session {
  readonly run: OpenRun
  readonly context: StageContext
}

async function openSession(options: StageSessionOptions): Promise<Result<Session>> {
  const existing = options.runId === undefined ? undefined : findRun(options.workspace, options.runId)
  if (existing?.ok === true) return reopenSession(options, existing.value.runId)
  if (options.metaProfile === undefined) {
    if (existing !== undefined) return existing
    return failed(
      problem("usage.argument", {
        what: "A stage needs a run to work in.",
        where: options.stage.id,
        seen: "neither run_id nor meta_profile",
        remedy: "name an existing run with --run-id, or a meta profile with --param meta_profile=NAME",
      }),
    )
  }
  return newSession(options, options.metaProfile)
}

async function newSession(options: StageSessionOptions, metaProfile: string): Promise<Result<Session>> {
  const { runId, ...host } = options
  const risk = options.params["risk_profile"] as RiskProfile | undefined
  const runOptions = {
    ...host,
    metaProfile,
    ...(risk === undefined ? {} : { riskProfiles: [risk] }),
    ...(runId === undefined ? {} : { runId }),
  }
  const opened = openMetaRun(runOptions)
  if (!opened.ok) return opened
  const prepared = await prepareSleeves(runOptions, opened.value, new Map())
  if (prepared.ok && prepared.value.signTest.ok) {
    return ok({ run: opened.value.run, context: prepared.value.context })
  }
  const { problems } = prepared.ok
    ? (prepared.value.signTest as { problems: readonly [Problem, ...Problem[]] })
    : prepared
  opened.value.run.close({ state: "failed", exitCode: exitCodeOf(problems), problems })
  return failed(...problems)
}

function reopenSession(options: StageSessionOptions, runId: RunId): Result<Session> {
  const run = reopenRun(options.workspace.root, runId, { clock: options.clock, process: options.process })
  if (!run.ok) return run
  const { directory, ledger } = run.value
  const entry = directory.find("meta_resolved", null, null)
  const bytes = entry === undefined ? unresolved(runId) : directory.read(entry)
  if (!bytes.ok) {
    run.value.close({ state: "failed", exitCode: exitCodeOf(bytes.problems), problems: bytes.problems })
    return bytes
  }
  // Written by this program and checked against its hash a moment ago.
  const resolved = JSON.parse(new TextDecoder().decode(bytes.value)) as ResolvedRun
  return ok({
    run: run.value,
    context: {
      workspace: options.workspace,
      directory,
      ledger,
      resolved,
      clock: options.clock,
      signal: options.signal,
      programVersion: options.programVersion,
      environment: programEnvironment(),
      failures: new Map(),
      progress: (event) => options.onProgress({ run: runId, ...event }),
    },
  })
}

function unresolved(runId: RunId) {
  return failed(
    problem("artifact.missing", {
      what: "The run was never resolved, so no stage can go on in it.",
      where: `${runId}: config/meta_resolved.json`,
      seen: "not listed in the run's artifacts",
      remedy: "start a new run of the meta profile",
    }),
  )
}

async function runGuarded(
  stage: Stage,
  context: StageContext,
  params: Readonly<Record<string, unknown>>,
): Promise<Result<StageOutcome>> {
  try {
    return await stage.run(context, params)
  } catch (error) {
    return failed(unexpectedProblem(error, stage.id))
  }
}

function refused(problems: readonly Problem[]): StageSessionOutcome {
  return {
    runId: null,
    runDir: null,
    state: "failed",
    exitCode: exitCodeOf(problems),
    outcome: null,
    problems,
  }
}
