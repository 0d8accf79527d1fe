import type { RunRequest, RunUpdate, Step, SupervisedRun } from "#shared/contract/desk/run-calls"
import type { Result } from "#shared/problem/result"
import type { SliceOf } from "./slice"

/** A run that this window looks at: everything heard of it so far. */
export interface WatchedRun {
  readonly run: SupervisedRun
  /** By stage, node and risk profile, in the order in which they were first heard of. */
  readonly steps: ReadonlyMap<string, Step>
}

export interface RunSlice {
  /** Runs that the program supervises, of every workspace. */
  readonly supervised: readonly SupervisedRun[]
  readonly watched: Readonly<Record<string, WatchedRun>>
  readonly followRuns: () => () => void
  /** Follows one run until the given function is called; the run goes on without a watcher. */
  readonly watchRun: (root: string, runId: string) => () => void
  readonly startRun: (request: Omit<RunRequest, "requestId">) => Promise<Result<SupervisedRun>>
  readonly resumeRun: (root: string, runId: string) => Promise<Result<SupervisedRun>>
  readonly cancelRun: (root: string, runId: string) => Promise<Result<SupervisedRun>>
}

/** Where a step is kept. */
export function stepKey({ stage, node, risk }: Pick<Step, "stage" | "node" | "risk">): string {
  return `${stage}\n${node}\n${risk ?? ""}`
}

export const runSlice: SliceOf<RunSlice> = (set, get, { connection, newRequestId }) => {
  const hear = ({ run, steps }: RunUpdate) => {
    const before = get().watched[run.runId]?.steps
    const merged = new Map(before)
    for (const step of steps) merged.set(stepKey(step), step)
    set({ watched: { ...get().watched, [run.runId]: { run, steps: merged } } })
  }
  const noticed = (run: SupervisedRun) => {
    const others = get().supervised.filter((each) => each.runId !== run.runId)
    set({ supervised: [...others, run] })
  }
  return {
    supervised: [],
    watched: {},
    followRuns: () =>
      connection.follow("run.watchAll", {}, { onItem: ({ runs }) => set({ supervised: runs }) }),
    watchRun: (root, runId) =>
      connection.follow(
        "run.watch",
        { root, runId },
        {
          onItem: hear,
          onEnd(result) {
            if (result.ok) hear({ run: result.value, steps: [] })
          },
        },
      ),
    async startRun(request) {
      const started = await connection.ask("run.start", { ...request, requestId: newRequestId() })
      if (started.ok) noticed(started.value)
      return started
    },
    async resumeRun(root, runId) {
      const resumed = await connection.ask("run.resume", { root, runId })
      if (resumed.ok) noticed(resumed.value)
      return resumed
    },
    cancelRun: (root, runId) => connection.ask("run.cancel", { root, runId }),
  }
}
