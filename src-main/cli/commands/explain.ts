import { exitCodeOf } from "#shared/problem/problem"
import { ok } from "#shared/problem/result"
import type { CommandFile } from "../command-file"
import { findRunDirectory } from "../find-run"

/** Where a figure of a run comes from. */
export const explain: CommandFile = {
  call: "explain <run> [figure]",
  summary:
    "walk a figure back to its artifact, hashes, ledger records, inputs and settings; without one, list them",
  example: "explain 20261120-213455-cd34ef hrp.sharpe",
  options: [],
  async run(invocation, input) {
    const [named, figure] = input.args
    const path = await findRunDirectory(invocation, named!)
    if (!path.ok) return path
    const [{ explainFigure, listFigures }, { explanationText, figuresText }] = await Promise.all([
      import("#main/desk/explain/explain"),
      import("../explanation-text"),
    ])
    if (figure === undefined) {
      const listed = listFigures(path.value)
      if (!listed.ok) return listed
      const { problems } = listed.value
      return ok({
        data: listed.value,
        text: figuresText(listed.value),
        problems,
        exitCode: exitCodeOf(problems),
      })
    }
    const explained = explainFigure(path.value, figure)
    if (!explained.ok) return explained
    return ok({ data: explained.value, text: explanationText(explained.value) })
  },
}
