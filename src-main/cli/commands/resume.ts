import type { CommandFile } from "../command-file"
import { loadLayers } from "#engine/workspace/dotenv"
import { locateWorkspace } from "../locate"
import { answerOfRun } from "../run-answer"

/** Goes on with a run that crashed, failed or was cancelled. */
export const resume: CommandFile = {
  call: "resume <run>",
  summary: "take up a run that crashed, failed or was cancelled from its last completed stage",
  example: "resume 20261120-213455-ab12cd",
  options: [],
  reportsProgress: true,
  async run(invocation, input) {
    const workspace = locateWorkspace(invocation)
    if (!workspace.ok) return workspace
    const layers = loadLayers(workspace.value.root, invocation)
    if (!layers.ok) return layers
    const [{ resumeMeta }, { currentProcess }] = await Promise.all([
      import("#engine/orchestration/resume"),
      import("#engine/artifacts/process-identity"),
    ])
    const outcome = await resumeMeta({
      workspace: workspace.value,
      runId: input.args[0]!,
      layers: layers.value,
      clock: invocation.clock,
      newRunId: invocation.newRunId,
      process: currentProcess(),
      programVersion: invocation.version,
      onProgress: invocation.onProgress,
      signal: invocation.signal,
    })
    return answerOfRun(outcome)
  },
}
