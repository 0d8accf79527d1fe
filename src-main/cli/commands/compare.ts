import { ok } from "#shared/problem/result"
import { ExitCode } from "#shared/problem/exit-code"
import { type CommandFile, switchOption } from "../command-file"
import { findRunDirectory } from "../find-run"

/** What changed from one run to another. */
export const compare: CommandFile = {
  call: "compare <left> <right>",
  summary: "say what changed from one run to another: data, settings, code, vetoes, weights, figures",
  example: "compare 20261119-213455-ab12cd 20261120-213455-cd34ef",
  options: [{ flags: "--fail-on-difference", description: "exit code 6 when anything changed" }],
  async run(invocation, input) {
    const left = await findRunDirectory(invocation, input.args[0]!)
    if (!left.ok) return left
    const right = await findRunDirectory(invocation, input.args[1]!)
    if (!right.ok) return right
    const [{ compareRuns }, { comparisonText }] = await Promise.all([
      import("#main/desk/compare/compare"),
      import("../comparison-text"),
    ])
    const compared = compareRuns(left.value, right.value)
    if (!compared.ok) return compared
    const fails = compared.value.different && switchOption(input, "failOnDifference")
    return ok({
      data: compared.value,
      text: comparisonText(compared.value),
      exitCode: fails ? ExitCode.verification : ExitCode.ok,
    })
  },
}
