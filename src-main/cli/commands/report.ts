import type { ArtifactKind } from "#shared/model/artifact"
import { ok } from "#shared/problem/result"
import { runFiles } from "#engine/artifacts/names"
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
    const [{ readIndex }, { fileExists, readText }, { withoutReport }] = await Promise.all([
      import("#engine/artifacts/artifact-index"),
      import("#engine/artifacts/disk-read"),
      import("../without-report"),
    ])
    if (!fileExists(`${directory.value}/${runFiles.index}`)) return withoutReport(directory.value)
    const index = readIndex(directory.value)
    if (!index.ok) return index
    const read = (kind: ArtifactKind) => {
      const entry = index.value.find((artifact) => artifact.kind === kind)
      return entry === undefined
        ? withoutReport(directory.value)
        : readText(`${directory.value}/${entry.path}`)
    }
    const markdown = read("meta_portfolio_report")
    if (!markdown.ok) return markdown
    const model = read("meta_report")
    return model.ok ? ok({ data: JSON.parse(model.value), text: markdown.value.trimEnd() }) : model
  },
}
