import type { ProgressEvent } from "#shared/model/progress"
import type { ResolvedMeta, ResolvedRun } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { Problem } from "#shared/problem/problem"
import type { Clock } from "#shared/quantity/clock"
import type { RunDirectory } from "#engine/artifacts/run-directory"
import type { Ledger } from "#engine/ledger/ledger"
import type { Workspace } from "#engine/workspace/open"
import type { GatheredSleeve } from "./meta/returns/gathered"
import type { HealthJudge } from "./meta/returns/health"
import type { RunCache } from "./meta/run-cache"

/** Everything a stage may touch: it reads the workspace, writes the run, and tells the ledger. */
export interface StageContext {
  readonly workspace: Workspace
  readonly directory: RunDirectory
  readonly ledger: Ledger
  readonly resolved: ResolvedRun
  /** A replay's: from the evidence that the run kept. Without it a sleeve's own ledger is read. */
  readonly judgeHealth?: HealthJudge
  /** A preview's: told of every meta profile's sleeves before the guardrails and the join. */
  readonly gathered?: (node: ResolvedMeta, risk: RiskProfile, sleeves: readonly GatheredSleeve[]) => void
  /** Absent where nothing may be taken from elsewhere: in a preview, a replay, or when switched off. */
  readonly cache?: RunCache
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly programVersion: string
  /** Versions of what the program runs on, for the report and the ledger. */
  readonly environment: Readonly<Record<string, string>>
  /** Risk profiles that already failed in this run, with why. */
  readonly failures: ReadonlyMap<RiskProfile, readonly Problem[]>
  progress(event: Omit<ProgressEvent, "run">): void
}
