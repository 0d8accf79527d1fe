import { ok } from "#shared/problem/result"
import type { CommandFile } from "../command-file"

/** The JSON schema of a stage's parameters. */
export const stageSchema: CommandFile = {
  call: "stage schema <id>",
  summary: "print the JSON schema of a stage's parameters",
  example: "stage schema meta.optimize",
  options: [],
  async run(_, input) {
    const { QuantSdk } = await import("#engine/orchestration/sdk")
    const schema = new QuantSdk().stageSchema(input.args[0]!)
    return schema.ok ? ok({ data: schema.value, text: JSON.stringify(schema.value, null, 2) }) : schema
  },
}
