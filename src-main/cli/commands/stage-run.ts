import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { StageAddress } from "#engine/orchestration/address"
import { type CommandFile, type CommandInput, listOption, textOption } from "../command-file"
import { parseParameters } from "../parameters"

/** Runs one stage: on a run of the workspace, or meta.optimize on any table of returns. */
export const stageRun: CommandFile = {
  call: "stage run <id>",
  summary: "run one stage, named by its id or its quant:// address",
  example: "stage run meta.optimize --param returns=returns.csv --param risk_profile=hrp",
  options: [
    { flags: "--param <name=value>", description: "a parameter, as often as needed", repeatable: true },
    { flags: "--run-id <id>", description: "the run that the stage works in" },
  ],
  reportsProgress: true,
  async run(invocation, input) {
    const address = await addressOf(input)
    if (!address.ok) return address
    const { stageId, params } = address.value
    if (params["returns"] !== undefined && (await isOptimize(stageId))) {
      const { optimizeTable } = await import("../optimize-table")
      return await optimizeTable(invocation, params)
    }
    const { answerOfStage } = await import("../stage-in-run")
    return await answerOfStage(invocation, stageId, params)
  },
}

/** Whether it is meta.optimize by that name, which needs no list of stages, or by another. */
async function isOptimize(stageId: string): Promise<boolean> {
  if (stageId === "meta.optimize") return true
  const { QuantSdk } = await import("#engine/orchestration/sdk")
  const stage = new QuantSdk().findStage(stageId)
  return stage.ok && stage.value.id === "meta.optimize"
}

/** Id and parameters, from the address and the `--param`s together; a name in both is a problem. */
async function addressOf(input: CommandInput): Promise<Result<StageAddress>> {
  const named = input.args[0]!
  const given = parseParameters(listOption(input, "param"))
  if (!given.ok) return given
  const runId = textOption(input, "runId")
  const beside = { ...given.value, ...(runId === undefined ? {} : { run_id: runId }) }
  const { looksLikeAddress, parseAddress } = await import("#engine/orchestration/address")
  if (!looksLikeAddress(named)) return ok({ stageId: named, params: beside })
  const address = parseAddress(named)
  if (!address.ok) return address
  const twice = Object.keys(beside).filter((name) => Object.hasOwn(address.value.params, name))
  if (twice.length > 0) {
    return failed(
      problem("usage.argument", {
        what: "A parameter is given in the address and beside it.",
        where: "--param",
        seen: twice.join(", "),
        remedy: "give it in one of the two places",
      }),
    )
  }
  return ok({ stageId: address.value.stageId, params: { ...address.value.params, ...beside } })
}
