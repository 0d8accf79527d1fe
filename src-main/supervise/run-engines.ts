import { coalesced } from "#shared/contract/coalesce"
import type { RunRequest, RunUpdate, SupervisedRun } from "#shared/contract/desk/run-calls"
import { ok, type Result } from "#shared/problem/result"
import { cancelledInQueue, runEnding } from "./run-ending"
import { executeInProcess, type RunProcess, type RunQuestion } from "./run-process"
import { alreadySupervised, closing, unknownRun } from "./run-refusals"
import type { SupervisorOptions } from "./supervisor-options"
import { type WatchedRun, watchedRun } from "./watched-run"

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

interface Entry {
  readonly watched: WatchedRun
  readonly question: RunQuestion
  process: RunProcess | undefined
}

/** The engines of runs; `close` cancels all and resolves when all exits were seen. No run starts after it. */
export function createRunEngines(options: SupervisorOptions): RunEngines & { close(): Promise<void> } {
  const { clock, timers, limits } = options
  const entries = new Map<string, Entry>()
  const requests = new Map<string, string>()
  const waiting: Entry[] = []
  const listeners = new Set<(runs: readonly SupervisedRun[]) => void>()
  let running = 0
  let isClosed = false

  const list = () => [...entries.values()].map(({ watched }) => watched.now()).toReversed()
  const lists = coalesced<null>({
    keyOf: () => "all",
    send() {
      const runs = list()
      for (const listener of listeners) listener(runs)
    },
    perSecond: limits.updatesPerSecond,
    timers,
  })

  const forgetOld = () => {
    const ended = [...entries].filter(([, { watched }]) => watched.hasEnded())
    for (const [key] of ended.slice(0, Math.max(0, ended.length - limits.keptRuns))) {
      entries.delete(key)
      for (const [request, of] of requests) if (of === key) requests.delete(request)
    }
  }
  const add = (run: SupervisedRun, question: RunQuestion): Result<SupervisedRun> => {
    if (isClosed) return closing(run.runId)
    const watched = watchedRun(run, {
      clock,
      timers,
      updatesPerSecond: limits.updatesPerSecond,
      onChange: () => lists.push(null),
    })
    const key = keyOf(run.root, run.runId)
    // A run that is taken up again moves to the front of the list.
    entries.delete(key)
    const entry: Entry = { watched, question, process: undefined }
    entries.set(key, entry)
    waiting.push(entry)
    lists.push(null)
    startWaiting()
    forgetOld()
    return ok(watched.now())
  }
  const startWaiting = () => {
    while (running < limits.parallelRuns) {
      const entry = waiting.shift()
      if (entry === undefined) return
      running += 1
      void execute(entry)
    }
  }
  const execute = async (entry: Entry) => {
    const { watched } = entry
    const { root, runId } = watched.now()
    const folder = options.logFolder(root, runId)
    const engine = options.host.start({
      role: "run",
      memoryMegabytes: limits.runMemoryMegabytes,
      logFile: folder === null ? null : `${folder}/engine.log`,
    })
    entry.process = executeInProcess(engine, entry.question, {
      timers,
      limits,
      onAlive() {
        if (watched.now().pid !== engine.pid) watched.change({ pid: engine.pid })
      },
      onProgress: (event) => watched.progress(event),
      onSilence: (milliseconds) =>
        watched.change({ silentFor: milliseconds === null ? null : Math.round(milliseconds / 1000) }),
    })
    watched.change({ state: "running", started: clock(), pid: engine.pid })
    const seen = await entry.process.ended
    running -= 1
    watched.end(runEnding(seen, runId, limits.runMemoryMegabytes))
    startWaiting()
    forgetOld()
  }
  const cancel = (entry: Entry): Promise<SupervisedRun> => {
    const { watched } = entry
    if (watched.hasEnded()) return watched.ended
    if (entry.process === undefined) {
      waiting.splice(waiting.indexOf(entry), 1)
      watched.end(cancelledInQueue(watched.now().runId))
    } else {
      entry.process.cancel()
      watched.change({ state: "cancelling" })
    }
    return watched.ended
  }

  return {
    start(request, manifest) {
      const { root, profile, riskProfiles, parameters, executeSleeves, requestId } = request
      const known = entries.get(requests.get(requestId) ?? "")
      if (known !== undefined) return ok(known.watched.now())
      const runId = options.newRunId(profile)
      const input = { root, manifest, runId, profile, riskProfiles, parameters, executeSleeves }
      const added = add(queued({ root, runId, profile, kind: "run" }), { name: "engine.run", input })
      if (added.ok) requests.set(requestId, keyOf(root, runId))
      return added
    },
    resume({ root, runId, profile }, manifest) {
      const known = entries.get(keyOf(root, runId))
      if (known !== undefined && !known.watched.hasEnded()) return alreadySupervised(known.watched.now())
      const input = { root, manifest, runId }
      return add(queued({ root, runId, profile, kind: "resume" }), { name: "engine.resume", input })
    },
    async cancel(root, runId) {
      const entry = entries.get(keyOf(root, runId))
      return entry === undefined ? unknownRun(runId) : ok(await cancel(entry))
    },
    async watch(root, runId, onUpdate, signal) {
      const entry = entries.get(keyOf(root, runId))
      return entry === undefined ? unknownRun(runId) : entry.watched.watch(onUpdate, signal)
    },
    async watchAll(onRuns, signal) {
      if (signal.aborted) return
      onRuns(list())
      listeners.add(onRuns)
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }))
      listeners.delete(onRuns)
    },
    list,
    async close() {
      isClosed = true
      await Promise.all([...entries.values()].map(cancel))
    },
  }

  function queued(run: Pick<SupervisedRun, "root" | "runId" | "profile" | "kind">): SupervisedRun {
    return {
      ...run,
      state: "queued",
      queued: clock(),
      started: null,
      ended: null,
      exitCode: null,
      problems: [],
      pid: null,
      silentFor: null,
    }
  }
}

function keyOf(root: string, runId: string): string {
  return JSON.stringify([root, runId])
}
