import { type CommandFile, listOption, switchOption, textOption } from "../command-file"
import { locateWorkspace } from "../locate"
import { parseParameters } from "../parameters"
import { loadLayers } from "#engine/workspace/dotenv"
import { answerOfRun } from "../run-answer"
import { parseRiskProfiles } from "../risk-profiles"

/** Runs a meta profile from its sleeves' streams to the report. */
export const run: CommandFile = {
  call: "run <meta>",
  summary: "run a meta profile: returns, optimise, flatten, report",
  example: "run global_core --risk-profiles hrp,min_variance",
  options: [
    { flags: "--risk-profiles <list>", description: "comma-separated; default: those of the profile" },
    { flags: "--run-id <id>", description: "the name of the run's directory; default: made from the time" },
    { flags: "--execute-sleeves", description: "run the sleeves first" },
    { flags: "--no-cache", description: "neither take from the cache nor add to it" },
    { flags: "--backtest", description: "walk the weights forward, for figures out of sample" },
    {
      flags: "--param <name=value>",
      description: "a setting of meta_allocation, as often as needed",
      repeatable: true,
    },
  ],
  reportsProgress: true,
  async run(invocation, input) {
    const workspace = locateWorkspace(invocation)
    if (!workspace.ok) return workspace
    const asked = parseRiskProfiles(textOption(input, "riskProfiles"))
    if (!asked.ok) return asked
    const command = parseParameters(listOption(input, "param"))
    if (!command.ok) return command
    const layers = loadLayers(workspace.value.root, invocation, {
      ...(switchOption(input, "backtest") ? { "meta_allocation.backtest.enabled": true } : {}),
      ...(input.options["cache"] === false ? { "meta_allocation.cache": false } : {}),
      ...command.value,
    })
    if (!layers.ok) return layers
    const runId = textOption(input, "runId")

    const [{ executeMeta }, { currentProcess }] = await Promise.all([
      import("#engine/orchestration/meta-pipeline"),
      import("#engine/artifacts/process-identity"),
    ])
    const outcome = await executeMeta({
      workspace: workspace.value,
      metaProfile: input.args[0]!,
      ...(asked.value === undefined ? {} : { riskProfiles: asked.value }),
      ...(runId === undefined ? {} : { runId }),
      layers: layers.value,
      clock: invocation.clock,
      newRunId: invocation.newRunId,
      process: currentProcess(),
      programVersion: invocation.version,
      onProgress: invocation.onProgress,
      signal: invocation.signal,
      executeSleeves: switchOption(input, "executeSleeves"),
    })
    return answerOfRun(outcome)
  },
}
