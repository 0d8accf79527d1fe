import { ok } from "#shared/problem/result"
import type { CommandFile } from "../command-file"
import { locateWorkspace } from "../locate"
import { summaryData } from "../run-summary"
import { table } from "../table"

/** The runs of a workspace. */
export const runs: CommandFile = {
  call: "runs",
  summary: "list the runs of the workspace, newest last",
  example: "runs --output json",
  options: [],
  async run(invocation) {
    const workspace = locateWorkspace(invocation)
    if (!workspace.ok) return workspace
    const { listRuns } = await import("#engine/workspace/runs")
    const listed = listRuns(workspace.value)
    if (!listed.ok) return listed
    const rows = listed.value.map((run) => [
      run.runId,
      run.kind,
      run.profile,
      run.state,
      run.completeness,
      run.started ?? "-",
    ])
    return ok({
      data: listed.value.map(summaryData),
      text: table(["RUN", "KIND", "PROFILE", "STATE", "COMPLETENESS", "STARTED"], rows),
    })
  },
}
