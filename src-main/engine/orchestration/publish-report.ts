import type { RunRecord } from "#shared/model/run"
import type { Result } from "#shared/problem/result"
import { publishLatest } from "#engine/artifacts/publish-latest"
import type { RunDirectory } from "#engine/artifacts/run-directory"
import { ok } from "#shared/problem/result"
import type { Workspace } from "#engine/workspace/open"

/** Puts the report of a run that succeeded into `summaries/latest/` (design 1.3). */
export function publishReport(
  workspace: Workspace,
  directory: RunDirectory,
  record: RunRecord,
): Result<void> {
  const entry = directory.find("meta_portfolio_report", record.profile, null)
  if (entry === undefined) return ok(undefined)
  const bytes = directory.read(entry)
  if (!bytes.ok) return bytes
  return publishLatest(workspace, directory, record, [
    { name: "meta_portfolio_report.md", bytes: bytes.value },
  ])
}
