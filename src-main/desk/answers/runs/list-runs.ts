import type { RunRow } from "#shared/contract/engine/rows"
import { ok, type Result } from "#shared/problem/result"
import { openWorkspace } from "#engine/workspace/open"
import { listRuns } from "#engine/workspace/runs"
import { runRow } from "./run-row"

/** Every run of a workspace, of both kinds, oldest first; a run whose process is gone is `crashed`. */
export function runList(root: string): Result<{ readonly runs: readonly RunRow[] }> {
  const workspace = openWorkspace(root)
  if (!workspace.ok) return workspace
  const runs = listRuns(workspace.value)
  return runs.ok ? ok({ runs: runs.value.map(runRow) }) : runs
}
