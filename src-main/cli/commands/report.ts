import { ok } from "#shared/problem/result"
import type { CommandFile } from "../command-file"
import { findRunDirectory } from "../find-run"

/** The report of a run as it was written. */
export const report: CommandFile = {
  call: "report <run>",
  summary: "print a run's report: markdown, or its model with --output json",
  example: "report 20261120-213455-ab12cd",
  options: [],
  async run(invocation, input) {
    const directory = await findRunDirectory(invocation, input.args[0]!)
    if (!directory.ok) return directory
    const { reportMarkdown, storedReportOf } = await import("#main/desk/answers/report/read-report")
    const markdown = reportMarkdown(directory.value)
    if (!markdown.ok) return markdown
    const model = storedReportOf(directory.value)
    return model.ok ? ok({ data: model.value, text: markdown.value.trimEnd() }) : model
  },
}
