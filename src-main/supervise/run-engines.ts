import type { RunRequest, RunUpdate, SupervisedRun } from "#shared/contract/desk/run-calls"
import type { Result } from "#shared/problem/result"

/** An unfinished run of a workspace that is to be taken up again. */
export interface ResumeRequest {
  readonly root: string
  readonly runId: string
  /** The run's meta profile, for lists. */
  readonly profile: string
}

/** Runs, each in a process of its own, with a queue before them. */
export interface RunEngines {
  /** Puts a run into the queue; the same `requestId` again gives the same run. `manifest`: absolute, null for the usual place. */
  start(request: RunRequest, manifest: string | null): Result<SupervisedRun>
  /** Fails with `run.locked` when the run is already supervised and has not ended. */
  resume(request: ResumeRequest, manifest: string | null): Result<SupervisedRun>
  /** Ends a run: asks its engine, then kills it. Resolves when its exit was seen; fails with `run.missing`. */
  cancel(root: string, runId: string): Promise<Result<SupervisedRun>>
  /**
   * Tells everything so far at once, then what changes, until the run ends (the answer is its last state) or the
   * signal aborts (`cancelled`). Fails with `run.missing` for a run that was not started here.
   */
  watch(
    root: string,
    runId: string,
    onUpdate: (update: RunUpdate) => void,
    signal: AbortSignal,
  ): Promise<Result<SupervisedRun>>
  /** Tells all runs at once and whenever one changes its state, until the signal aborts. */
  watchAll(onRuns: (runs: readonly SupervisedRun[]) => void, signal: AbortSignal): Promise<void>
  /** Newest first. */
  list(): readonly SupervisedRun[]
}
