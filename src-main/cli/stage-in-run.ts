import { z } from "zod"
import { ok, type Result } from "#shared/problem/result"
import { currentProcess } from "#engine/artifacts/process-identity"
import { QuantSdk, refusedParameters } from "#engine/orchestration/sdk"
import { runStageInRun } from "#engine/orchestration/stage-session"
import type { Stage } from "#engine/stages/stage"
import { coerceParameters } from "./coerce"
import type { Answer } from "./command-file"
import { loadLayers } from "#engine/workspace/dotenv"
import type { Invocation } from "./invocation"
import { locateWorkspace } from "./locate"

/** `stage run ID --run-id RUN`: one stage in a run, taken up again or made for it. */
export async function answerOfStage(
  invocation: Invocation,
  stageId: string,
  given: Readonly<Record<string, string>>,
): Promise<Result<Answer>> {
  const stage = new QuantSdk().findStage(stageId)
  if (!stage.ok) return stage
  const { run_id: runId, ...texts } = given
  const params = parametersOf(stage.value, texts)
  if (!params.ok) return params
  const workspace = locateWorkspace(invocation)
  if (!workspace.ok) return workspace
  const layers = loadLayers(workspace.value.root, invocation)
  if (!layers.ok) return layers

  const metaProfile = texts["meta_profile"]
  const ended = await runStageInRun({
    workspace: workspace.value,
    stage: stage.value,
    params: params.value,
    ...(runId === undefined ? {} : { runId }),
    ...(metaProfile === undefined ? {} : { metaProfile }),
    layers: layers.value,
    clock: invocation.clock,
    newRunId: invocation.newRunId,
    process: currentProcess(),
    programVersion: invocation.version,
    onProgress: invocation.onProgress,
    signal: invocation.signal,
  })
  const warnings = ended.outcome?.warnings ?? []
  return ok({
    data: {
      stage: stage.value.id,
      run_id: ended.runId,
      run_dir: ended.runDir,
      state: ended.state,
      warnings,
      metrics: ended.outcome?.metrics ?? {},
      problems: ended.problems,
    },
    text: [
      `stage   ${stage.value.id}`,
      `run     ${ended.runId ?? "-"}`,
      `state   ${ended.state}`,
      ...warnings.map(({ code, node, risk, note }) => `${code}  ${node}  ${risk ?? "all"}: ${note}`),
    ].join("\n"),
    problems: ended.problems,
    warnings: layers.value.unread,
    exitCode: ended.exitCode,
  })
}

/** The parameters as the stage's schema wants them. */
function parametersOf(
  stage: Stage,
  texts: Readonly<Record<string, string>>,
): Result<Readonly<Record<string, unknown>>> {
  const shape = stage.params instanceof z.ZodObject ? stage.params.shape : {}
  const coerced = coerceParameters(shape, texts)
  if (!coerced.ok) return coerced
  const parsed = stage.params.safeParse(coerced.value)
  if (!parsed.success) return { ok: false, problems: refusedParameters(stage, parsed.error) }
  return ok(coerced.value)
}
