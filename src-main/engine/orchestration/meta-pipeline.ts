import type { RiskProfile } from "#shared/model/risk-profile"
import { ExitCode } from "#shared/problem/exit-code"
import { exitCodeOf, type Problem } from "#shared/problem/problem"
import { ok, type Result } from "#shared/problem/result"
import { isComplete, type RunState } from "#shared/model/run"
import type { StageContext } from "#engine/stages/context"
import { stages } from "#engine/stages/register"
import type { StageWarning } from "#engine/stages/stage"
import type { MetaOutcome, MetaRunOptions, RiskOutcome } from "./meta-run-options"
import { refuseNetwork } from "./network-guard"
import { type OpenedMetaRun, openMetaRun } from "./open-meta-run"
import { prepareSleeves } from "./prepare-sleeves"
import { publishReport } from "./publish-report"
import { StageRegistry } from "./registry"
import { unexpectedProblem } from "./unexpected"

export type { MetaOutcome, MetaRunOptions, RiskOutcome } from "./meta-run-options"

/** Stages that run per risk profile, in order; the report follows once for all (design 5.9). */
const perRiskProfile = ["meta.returns", "meta.optimize", "meta.flatten"] as const

/**
 * The one runner of a meta profile: (sleeves, if asked) -> resolve -> sign test -> returns -> optimize ->
 * flatten -> report. Screen, command line and tests all come through here. Risk profiles are independent:
 * the rest completes when one fails. Never throws for what a user can cause.
 */
export async function executeMeta(options: MetaRunOptions): Promise<MetaOutcome> {
  refuseNetwork()
  const opened = openMetaRun(options)
  if (!opened.ok) return notStarted(opened.problems)
  const ending = await runToEnd(options, opened.value)
  const closed = opened.value.run.close({
    state: ending.state,
    exitCode: ending.exitCode,
    problems: ending.problems,
  })
  const { id, relativePath } = opened.value.run.directory
  const ended = { ...ending, runId: id, runDir: relativePath }
  if (!closed.ok) return { ...ended, state: "failed", ...endingOf(closed.problems) }
  if (!isComplete(ending.state)) return ended
  const published = publishReport(options.workspace, opened.value.run.directory, closed.value)
  return published.ok ? ended : { ...ended, ...endingOf(published.problems) }
}

type Ending = Omit<MetaOutcome, "runId" | "runDir">

async function runToEnd(options: MetaRunOptions, opened: OpenedMetaRun): Promise<Ending> {
  try {
    return await runStages(options, opened)
  } catch (error) {
    const bug = unexpectedProblem(error, opened.run.directory.relativePath)
    return { state: "failed", riskProfiles: [], ...endingOf([bug]) }
  }
}

async function runStages(options: MetaRunOptions, opened: OpenedMetaRun): Promise<Ending> {
  const { riskProfiles } = opened
  const failures = new Map<RiskProfile, readonly Problem[]>()
  const warnings: StageWarning[] = []
  const prepared = await prepareSleeves(options, opened, failures)
  if (!prepared.ok) return endedBefore(riskProfiles, prepared.problems)
  const { context, signTest } = prepared.value

  const registry = new StageRegistry(stages)
  if (!signTest.ok) {
    for (const risk of riskProfiles) failures.set(risk, signTest.problems)
  }
  for (const stageId of perRiskProfile) {
    for (const risk of riskProfiles) {
      if (failures.has(risk)) continue
      const outcome = await runStage(registry, stageId, context, { risk_profile: risk })
      if (outcome.ok) warnings.push(...outcome.value)
      else failures.set(risk, outcome.problems)
      await breathe()
    }
  }
  const cancelled = options.signal.aborted
  const report = cancelled
    ? ok([])
    : await runStage(registry, "meta.report", context, { risk_profiles: [...riskProfiles] })
  return endingAfter(riskProfiles, failures, warnings, report)
}

/** Lets a request to cancel arrive between two steps. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

async function runStage(
  registry: StageRegistry,
  stageId: string,
  context: StageContext,
  params: Readonly<Record<string, unknown>>,
): Promise<Result<readonly StageWarning[]>> {
  const stage = registry.find(stageId)
  if (!stage.ok) return stage
  const outcome = await stage.value.run(context, params)
  return outcome.ok ? ok(outcome.value.warnings) : outcome
}

function endingAfter(
  riskProfiles: readonly RiskProfile[],
  failures: ReadonlyMap<RiskProfile, readonly Problem[]>,
  warnings: readonly StageWarning[],
  report: Result<unknown>,
): Ending {
  const outcomes = riskProfiles.map((risk): RiskOutcome => {
    const problems = failures.get(risk) ?? []
    const own = warnings.filter((warning) => warning.risk === risk)
    return { risk_profile: risk, state: stateOf(problems, own.length > 0), problems, warnings: own }
  })
  // The exit code is that of the first failure in request order.
  const problems = outcomes.flatMap((outcome) => outcome.problems)
  if (!report.ok) problems.push(...report.problems)
  return { state: stateOf(problems, warnings.length > 0), riskProfiles: outcomes, ...endingOf(problems) }
}

function stateOf(problems: readonly Problem[], warned: boolean): RunState {
  const exitCode = exitCodeOf(problems)
  if (exitCode === ExitCode.ok) return warned ? "succeeded_with_warnings" : "succeeded"
  if (exitCode === ExitCode.guardrail) return "aborted_by_guardrail"
  return exitCode === ExitCode.interrupted ? "cancelled" : "failed"
}

function endingOf(problems: readonly Problem[]) {
  return { exitCode: exitCodeOf(problems), problems: [...new Set(problems)] }
}

function endedBefore(riskProfiles: readonly RiskProfile[], problems: readonly Problem[]): Ending {
  const state = stateOf(problems, false)
  return {
    state,
    riskProfiles: riskProfiles.map((risk) => ({ risk_profile: risk, state, problems, warnings: [] })),
    ...endingOf(problems),
  }
}

function notStarted(problems: readonly Problem[]): MetaOutcome {
  return { runId: null, runDir: null, state: "failed", riskProfiles: [], ...endingOf(problems) }
}
