import type { Answers } from "#shared/contract/call"
import { coalesced, type Timers } from "#shared/contract/coalesce"
import type { EngineOutcome, runEngineCalls } from "#shared/contract/engine/run-calls"
import type { ProgressEvent } from "#shared/model/progress"
import { failed, ok, type Result } from "#shared/problem/result"
import type { Clock } from "#shared/quantity/clock"
import type { RunId } from "#shared/quantity/run-id"
import { currentProcess } from "#engine/artifacts/process-identity"
import type { MetaOutcome } from "#engine/orchestration/meta-run-options"
import { askedRiskProfiles } from "#engine/workspace/asked-risk-profiles"
import { loadLayers } from "#engine/workspace/dotenv"
import { openWorkspace, type Workspace } from "#engine/workspace/open"

const EVENTS_PER_SECOND = 30

/** What an engine process brings along: nothing of it is read from globals. */
export interface RunEnvironment {
  readonly clock: Clock
  readonly timers: Timers
  readonly newRunId: () => RunId
  readonly programVersion: string
  /** Variables of the process: a layer of the settings. */
  readonly variables: Readonly<Record<string, string | undefined>>
}

/** Executes and resumes runs as the command line's `run` and `resume` do, thinning their progress. */
export function runAnswers(environment: RunEnvironment): Answers<typeof runEngineCalls> {
  return {
    async "engine.run"({ root, manifest, runId, profile, riskProfiles, parameters, executeSleeves }, asked) {
      const workspace = openNamed(root, manifest)
      if (!workspace.ok) return workspace
      const risks = riskProfiles === null ? ok(undefined) : askedRiskProfiles(riskProfiles, "risk profiles")
      if (!risks.ok) return risks
      const layers = loadLayers(workspace.value.root, { environment: environment.variables }, parameters)
      if (!layers.ok) return layers
      const { executeMeta } = await import("#engine/orchestration/meta-pipeline")
      return followed(environment, asked, (host) =>
        executeMeta({
          ...host,
          workspace: workspace.value,
          metaProfile: profile,
          ...(risks.value === undefined ? {} : { riskProfiles: risks.value }),
          runId,
          layers: layers.value,
          executeSleeves,
        }),
      )
    },
    async "engine.resume"({ root, manifest, runId }, asked) {
      const workspace = openNamed(root, manifest)
      if (!workspace.ok) return workspace
      const layers = loadLayers(workspace.value.root, { environment: environment.variables })
      if (!layers.ok) return layers
      const { resumeMeta } = await import("#engine/orchestration/resume")
      return followed(environment, asked, (host) =>
        resumeMeta({ ...host, workspace: workspace.value, runId, layers: layers.value }),
      )
    },
  }
}

function openNamed(root: string, manifest: string | null): Result<Workspace> {
  return openWorkspace(root, manifest === null ? {} : { manifestPath: manifest })
}

async function followed(
  { clock, timers, newRunId, programVersion }: RunEnvironment,
  asked: { readonly signal: AbortSignal; emit(event: ProgressEvent): void },
  act: (host: {
    readonly clock: Clock
    readonly newRunId: () => RunId
    readonly process: ReturnType<typeof currentProcess>
    readonly programVersion: string
    readonly onProgress: (event: ProgressEvent) => void
    readonly signal: AbortSignal
  }) => Promise<MetaOutcome>,
): Promise<Result<EngineOutcome>> {
  const flow = coalesced<ProgressEvent>({
    keyOf: ({ stage, node, risk }) => JSON.stringify([stage, node, risk]),
    send: (events) => {
      for (const event of events) asked.emit(event)
    },
    perSecond: EVENTS_PER_SECOND,
    timers,
  })
  const outcome = await act({
    clock,
    newRunId,
    programVersion,
    process: currentProcess(),
    onProgress: (event) => flow.push(event),
    signal: asked.signal,
  })
  flow.flush()
  return outcomeOf(outcome)
}

/** How the run ended; its problems when there is no run. */
function outcomeOf({ runId, state, exitCode, problems }: MetaOutcome): Result<EngineOutcome> {
  const [first, ...rest] = problems
  if (runId === null && first !== undefined) return failed(first, ...rest)
  return ok({ runId, state, exitCode, problems: problems.map((each) => ({ ...each })) })
}
