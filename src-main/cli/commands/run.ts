import { type CommandFile, switchOption, textOption } from "../command-file"
import { askedMeta, parameterOption, riskProfilesOption } from "../meta-options"
import { answerOfRun } from "../run-answer"

/** Runs a meta profile from its sleeves' streams to the report. */
export const run: CommandFile = {
  call: "run <meta>",
  summary: "run a meta profile: returns, optimise, flatten, report",
  example: "run global_core --risk-profiles hrp,min_variance",
  options: [
    riskProfilesOption,
    { flags: "--run-id <id>", description: "the name of the run's directory; default: made from the time" },
    { flags: "--execute-sleeves", description: "run the sleeves first" },
    { flags: "--no-cache", description: "neither take from the cache nor add to it" },
    { flags: "--backtest", description: "walk the weights forward, for figures out of sample" },
    parameterOption,
  ],
  reportsProgress: true,
  async run(invocation, input) {
    const asked = askedMeta(invocation, input, {
      ...(switchOption(input, "backtest") ? { "meta_allocation.backtest.enabled": true } : {}),
      ...(input.options["cache"] === false ? { "meta_allocation.cache": false } : {}),
    })
    if (!asked.ok) return asked
    const runId = textOption(input, "runId")

    const [{ executeMeta }, { currentProcess }] = await Promise.all([
      import("#engine/orchestration/meta-pipeline"),
      import("#engine/artifacts/process-identity"),
    ])
    const outcome = await executeMeta({
      ...asked.value,
      ...(runId === undefined ? {} : { runId }),
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
