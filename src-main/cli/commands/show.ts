import { ok } from "#shared/problem/result"
import type { CommandFile } from "../command-file"
import { findRunById } from "../find-run"
import { summaryData } from "../run-summary"
import { table } from "../table"

/** One run: how it stands and what it wrote. */
export const show: CommandFile = {
  call: "show <run>",
  summary: "show a run: state, risk profiles, problems, artifacts",
  example: "show 20261120-213455-ab12cd",
  options: [],
  async run(invocation, input) {
    const found = await findRunById(invocation, input.args[0]!)
    if (!found.ok) return found
    const run = found.value
    const [{ recoverEntries }, { readRunRecord }] = await Promise.all([
      import("#engine/artifacts/artifact-index"),
      import("#engine/artifacts/run-record"),
    ])
    const artifacts = recoverEntries(run.path)
    const record = readRunRecord(run.path)
    const problems = record.ok ? record.value.problems : []
    const facts = [
      ["run", run.runId],
      ["profile", `${run.profile} (${run.kind})`],
      ["state", run.state],
      ["folder", run.relativePath],
      ["started", run.started ?? "-"],
      ["ended", run.ended ?? "-"],
      ["risk profiles", run.riskProfiles.join(", ")],
      ...(run.missing.length > 0 ? [["missing", run.missing.join(", ")]] : []),
      ...problems.map((problem) => ["problem", `${problem.what} ${problem.seen} [${problem.code}]`]),
    ]
    const rows = artifacts.map((artifact) => [
      artifact.kind,
      artifact.path,
      String(artifact.bytes),
      artifact.sha256.slice(0, 12),
    ])
    return ok({
      data: { ...summaryData(run), problems, artifacts },
      text: [
        ...facts.map(([name, value]) => `${name!.padEnd(14)}${value}`),
        ...(rows.length > 0 ? ["", table(["ARTIFACT", "FILE", "BYTES", "SHA-256"], rows)] : []),
      ].join("\n"),
    })
  },
}
