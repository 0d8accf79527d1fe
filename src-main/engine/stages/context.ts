import type { ProgressEvent } from "#shared/model/progress"
import type { ResolvedRun } from "#shared/model/resolved"
import type { Clock } from "#shared/quantity/clock"
import type { RunDirectory } from "#engine/artifacts/run-directory"
import type { Ledger } from "#engine/ledger/ledger"
import type { Workspace } from "#engine/workspace/open"

/** Everything a stage may touch: it reads the workspace, writes the run, and tells the ledger. */
export interface StageContext {
  readonly workspace: Workspace
  readonly directory: RunDirectory
  readonly ledger: Ledger
  readonly resolved: ResolvedRun
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly programVersion: string
  progress(event: Omit<ProgressEvent, "run">): void
}
