import { ok } from "#shared/problem/result"
import { type CommandFile, textOption } from "../command-file"
import { table } from "../table"

/** The stages there are. */
export const stageList: CommandFile = {
  call: "stage list",
  summary: "list the stages",
  example: "stage list --category meta",
  options: [
    { flags: "--category <name>", description: "only this category" },
    { flags: "--tag <name>", description: "only stages with this tag" },
  ],
  async run(_, input) {
    const category = textOption(input, "category")
    const tag = textOption(input, "tag")
    const { QuantSdk } = await import("#engine/orchestration/sdk")
    const stages = new QuantSdk().listStages({
      ...(category === undefined ? {} : { category }),
      ...(tag === undefined ? {} : { tag }),
    })
    const rows = stages.map((stage) => [stage.id, stage.category, stage.tags.join(","), stage.title])
    return ok({ data: stages, text: table(["STAGE", "CATEGORY", "TAGS", "TITLE"], rows) })
  },
}
