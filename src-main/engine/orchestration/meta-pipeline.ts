import type { RiskProfile } from "#shared/model/risk-profile"
import { ExitCode } from "#shared/problem/exit-code"
import { describeProblem, exitCodeOf, type Problem } from "#shared/problem/problem"
import { ok, type Result } from "#shared/problem/result"
import { isComplete, type RunState } from "#shared/model/run"
import type { OpenRun } from "#engine/artifacts/run-lifecycle"
import type { StageWarning } from "#engine/stages/stage"
import type { Workspace } from "#engine/workspace/open"
import { type FinishedStages, nothingFinished } from "./finished-stages"
import type { MetaOutcome, MetaRunOptions, RiskOutcome, RunHost } from "./meta-run-options"
import { refuseNetwork } from "./network-guard"
import { openMetaRun } from "./open-meta-run"
import { type PreparedRun, prepareSleeves } from "./prepare-sleeves"
import { publishReport } from "./publish-report"
import { StageRunner } from "./stage-runner"
import { unexpectedProblem } from "./unexpected"

export type { MetaOutcome, MetaRunOptions, RiskOutcome } from "./meta-run-options"

/** Stages that run per risk profile, in order; backtest and report follow once for all (design 5.9). */
const perRiskProfile = ["meta.returns", "meta.optimize", "meta.flatten"] as const

/**
 * The one runner of a meta profile: (sleeves, if asked) -> resolve -> sign test -> returns -> optimize ->
 * flatten -> (backtest, if the settings ask) -> report. Screen, command line and tests all come through here.
 * Risk profiles are independent: the rest completes when one fails. Never throws for what a user can cause.
 */
export async function executeMeta(options: MetaRunOptions): Promise<MetaOutcome> {
  refuseNetwork()
  const opened = openMetaRun(options)
  if (!opened.ok) return notStarted(opened.problems)
  const { run, riskProfiles } = opened.value
  return concludeRun(options, run, {
    riskProfiles,
    finished: nothingFinished,
    prepare: (failures) => prepareSleeves(options, opened.value, failures),
  })
}

/** A run that is open for writing, before its first stage: new, or taken up again. */
export interface Pipeline {
  readonly riskProfiles: readonly RiskProfile[]
  readonly finished: FinishedStages
  /** Resolves the sleeves and asks the sign gate. */
  prepare(failures: ReadonlyMap<RiskProfile, readonly Problem[]>): Promise<Result<PreparedRun>>
}

/** Runs what is left of a pipeline, closes the run whatever happens, and publishes a report that succeeded. */
export async function concludeRun(
  host: RunHost & { readonly workspace: Workspace },
  run: OpenRun,
  pipeline: Pipeline,
): Promise<MetaOutcome> {
  const ending = await runToEnd(host.signal, run, pipeline)
  const { state, exitCode, problems } = ending
  const closed = run.close({ state, exitCode, problems })
  const { id, relativePath } = run.directory
  const ended = { ...ending, runId: id, runDir: relativePath }
  if (!closed.ok) return { ...ended, state: "failed", ...endingOf(closed.problems) }
  if (!isComplete(state)) return ended
  const published = publishReport(host.workspace, run.directory, closed.value)
  return published.ok ? ended : { ...ended, ...endingOf(published.problems) }
}

type Ending = Omit<MetaOutcome, "runId" | "runDir">

async function runToEnd(signal: AbortSignal, run: OpenRun, pipeline: Pipeline): Promise<Ending> {
  try {
    return await runStages(signal, pipeline)
  } catch (error) {
    const bug = unexpectedProblem(error, run.directory.relativePath)
    return { state: "failed", riskProfiles: [], remarks: [], ...endingOf([bug]) }
  }
}

async function runStages(signal: AbortSignal, pipeline: Pipeline): Promise<Ending> {
  const { riskProfiles } = pipeline
  const failures = new Map<RiskProfile, readonly Problem[]>()
  const warnings: StageWarning[] = []
  const prepared = await pipeline.prepare(failures)
  if (!prepared.ok) return endedBefore(riskProfiles, prepared.problems)
  const { context, signTest } = prepared.value

  const runner = new StageRunner(context, pipeline.finished)
  if (!signTest.ok) {
    for (const risk of riskProfiles) failures.set(risk, signTest.problems)
  }
  for (const stageId of perRiskProfile) {
    for (const risk of riskProfiles) {
      if (failures.has(risk)) continue
      const outcome = await runner.run(stageId, { risk_profile: risk })
      if (outcome.ok) warnings.push(...outcome.value)
      else failures.set(risk, outcome.problems)
      await breathe()
    }
  }
  const solved = riskProfiles.filter((risk) => !failures.has(risk))
  const isTested = context.resolved.root.settings.allocation.backtest.enabled && solved.length > 0
  const backtest = isTested ? await runner.run("meta.backtest", { risk_profiles: solved }) : ok([])
  if (backtest.ok) warnings.push(...backtest.value)
  const cancelled = signal.aborted
  const report = cancelled ? ok([]) : await runner.run("meta.report", { risk_profiles: [...riskProfiles] })
  const ending = endingAfter(riskProfiles, failures, warnings, [backtest, report])
  return { ...ending, remarks: context.resolved.remarks }
}

/** Lets a request to cancel arrive between two steps. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function endingAfter(
  riskProfiles: readonly RiskProfile[],
  failures: ReadonlyMap<RiskProfile, readonly Problem[]>,
  warnings: readonly StageWarning[],
  forAll: readonly Result<unknown>[],
): Omit<Ending, "remarks"> {
  const outcomes = riskProfiles.map((risk): RiskOutcome => {
    const problems = failures.get(risk) ?? []
    const own = warnings.filter((warning) => warning.risk === risk)
    return { risk_profile: risk, state: stateOf(problems, own.length > 0), problems, warnings: own }
  })
  // The exit code is that of the first failure in request order.
  const problems = outcomes.flatMap((outcome) => outcome.problems)
  for (const outcome of forAll) if (!outcome.ok) problems.push(...outcome.problems)
  return { state: stateOf(problems, warnings.length > 0), riskProfiles: outcomes, ...endingOf(problems) }
}

function stateOf(problems: readonly Problem[], warned: boolean): RunState {
  const exitCode = exitCodeOf(problems)
  if (exitCode === ExitCode.ok) return warned ? "succeeded_with_warnings" : "succeeded"
  if (exitCode === ExitCode.guardrail) return "aborted_by_guardrail"
  return exitCode === ExitCode.interrupted ? "cancelled" : "failed"
}

/** What several risk profiles met alike is told once. */
function endingOf(problems: readonly Problem[]) {
  const distinct = new Map(problems.map((one) => [describeProblem(one), one]))
  return { exitCode: exitCodeOf(problems), problems: [...distinct.values()] }
}

function endedBefore(riskProfiles: readonly RiskProfile[], problems: readonly Problem[]): Ending {
  const state = stateOf(problems, false)
  return {
    state,
    riskProfiles: riskProfiles.map((risk) => ({ risk_profile: risk, state, problems, warnings: [] })),
    remarks: [],
    ...endingOf(problems),
  }
}

function notStarted(problems: readonly Problem[]): MetaOutcome {
  return { runId: null, runDir: null, state: "failed", riskProfiles: [], remarks: [], ...endingOf(problems) }
}
