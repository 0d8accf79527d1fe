import { coalesced, type Timers } from "#shared/contract/coalesce"
import type { RunUpdate, Step, SupervisedRun } from "#shared/contract/desk/run-calls"
import { cancelledCall } from "#shared/contract/serve"
import type { ProgressEvent } from "#shared/model/progress"
import type { RunState } from "#shared/model/run"
import { ok, type Result } from "#shared/problem/result"
import type { Clock } from "#shared/quantity/clock"
import { keyOfStep, runSteps } from "./run-steps"

/** A supervised run's state and those who watch it. Knows no process. */
export interface WatchedRun {
  now(): SupervisedRun
  hasEnded(): boolean
  /** Told to watchers at once. */
  change(part: Partial<SupervisedRun>): void
  /** Told to watchers at most so many times a second, the last of every step always. */
  progress(event: ProgressEvent): void
  /** The last change: open steps end with the run. */
  end(ending: { state: RunState } & Partial<SupervisedRun>): void
  /** Everything so far at once, then what changes; settled by the run's end or the signal. */
  watch(onUpdate: (update: RunUpdate) => void, signal: AbortSignal): Promise<Result<SupervisedRun>>
  /** Settled by the run's end. */
  readonly ended: Promise<SupervisedRun>
}

interface Watcher {
  readonly update: (update: RunUpdate) => void
  readonly settle: (result: Result<SupervisedRun>) => void
}

export function watchedRun(
  first: SupervisedRun,
  options: {
    readonly clock: Clock
    readonly timers: Timers
    readonly updatesPerSecond: number
    readonly onChange: () => void
  },
): WatchedRun {
  const { clock, timers, onChange } = options
  let run = first
  let isEnded = false
  const steps = runSteps()
  const watchers = new Set<Watcher>()
  let tellEnd: (run: SupervisedRun) => void = () => {}
  const ended = new Promise<SupervisedRun>((resolve) => {
    tellEnd = resolve
  })

  const tell = (changed: readonly Step[]) => {
    const update = { run, steps: [...changed] }
    for (const watcher of watchers) watcher.update(update)
  }
  const flow = coalesced<Step>({
    keyOf: keyOfStep,
    send: tell,
    perSecond: options.updatesPerSecond,
    timers,
  })
  return {
    now: () => run,
    hasEnded: () => isEnded,
    ended,
    change(part) {
      run = { ...run, ...part }
      flow.flush()
      tell([])
      onChange()
    },
    progress(event) {
      const step = steps.take(event, clock())
      if (step !== undefined) flow.push(step)
    },
    end(ending) {
      const now = clock()
      flow.flush()
      run = { ...run, pid: null, silentFor: null, ended: now, ...ending }
      isEnded = true
      tell(steps.end(ending.state, now))
      for (const watcher of watchers) watcher.settle(ok(run))
      watchers.clear()
      tellEnd(run)
      onChange()
    },
    watch(update, signal) {
      if (signal.aborted) return Promise.resolve(cancelledCall("run.watch"))
      update({ run, steps: [...steps.all()] })
      if (isEnded) return Promise.resolve(ok(run))
      return new Promise((resolve) => {
        const leave = () => {
          watchers.delete(watcher)
          resolve(cancelledCall("run.watch"))
        }
        const watcher: Watcher = {
          update,
          settle(result) {
            signal.removeEventListener("abort", leave)
            resolve(result)
          },
        }
        watchers.add(watcher)
        signal.addEventListener("abort", leave, { once: true })
      })
    },
  }
}
