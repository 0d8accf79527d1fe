import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach } from "vitest"
import type { Timers } from "#shared/contract/coalesce"
import type { RunRequest, RunUpdate, SupervisedRun } from "#shared/contract/desk/run-calls"
import type { Result } from "#shared/problem/result"
import type { RunId } from "#shared/quantity/run-id"
import type { EngineStart } from "#main/supervise/engine-host"
import { defaultLimits, type SupervisorLimits } from "#main/supervise/limits"
import { nodeEngineHost } from "#main/supervise/node-host"
import { createSupervisor, type Supervisor } from "#main/supervise/supervisor"
import { systemTimers } from "#main/supervise/system-timers"
import { heldTime } from "../shared/contract/held-time"

const opened: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of opened.splice(0)) await close()
})

export interface Supervised {
  readonly supervisor: Supervisor
  /** A folder of the test's own, in which runs log. */
  readonly folder: string
  /** The processes that were started. */
  readonly starts: readonly EngineStart[]
}

export interface HeldSupervised extends Supervised {
  /** Lets so many milliseconds pass for the supervisor; its processes live in real time. */
  readonly pass: (milliseconds: number) => void
}

/** A supervisor over real processes that run a script of `workers/`, or any other file. Closed after the test. */
export function supervised(
  worker: string,
  limits: Partial<SupervisorLimits> = {},
  logFolder?: (root: string, runId: string) => string,
): Supervised {
  return supervise(worker, { ...defaultLimits, ...limits }, systemTimers, () => {}, logFolder)
}

/** The same with time that moves only when told to: no deadline comes by itself. */
export function heldSupervised(worker: string, limits: Partial<SupervisorLimits> = {}): HeldSupervised {
  const { timers, pass } = heldTime()
  const all = { ...defaultLimits, ...limits }
  return { ...supervise(worker, all, timers, () => pass(all.endWithin)), pass }
}

function supervise(
  worker: string,
  limits: SupervisorLimits,
  timers: Timers,
  hurry: () => void,
  logFolder?: (root: string, runId: string) => string,
): Supervised {
  const folder = mkdtempSync(join(tmpdir(), "supervised "))
  const workerFile = worker.includes("/")
    ? worker
    : fileURLToPath(new URL(`./workers/${worker}`, import.meta.url))
  const host = nodeEngineHost({ workerFile, environment: process.env })
  const starts: EngineStart[] = []
  let lastId = 0
  const supervisor = createSupervisor({
    host: {
      start(start) {
        starts.push(start)
        return host.start(start)
      },
    },
    clock: () => new Date().toISOString(),
    newRunId: (profile) => `${profile}-${++lastId}` as RunId,
    timers,
    limits,
    logFolder: logFolder ?? (() => folder),
  })
  opened.push(async () => {
    const closed = supervisor.close()
    hurry()
    await closed
    rmSync(folder, { recursive: true, force: true })
  })
  return { supervisor, folder, starts }
}

export const root = "/a workspace"
let requests = 0

export function request(profile: string, more: Partial<RunRequest> = {}): RunRequest {
  requests += 1
  return {
    root,
    profile,
    riskProfiles: null,
    parameters: {},
    executeSleeves: false,
    requestId: `request ${requests}`,
    ...more,
  }
}

export interface Watching {
  readonly updates: readonly RunUpdate[]
  /** Resolves with the first update, past or to come, that fits. */
  readonly until: (fits: (update: RunUpdate) => boolean) => Promise<RunUpdate>
  /** The run as it ended. */
  readonly ended: Promise<SupervisedRun>
}

/** Watches a run and remembers what it was told. */
export function watching(
  supervisor: Supervisor,
  { root: place, runId }: { readonly root: string; readonly runId: string },
  signal = new AbortController().signal,
): Watching {
  const updates: RunUpdate[] = []
  const waiting = new Set<() => void>()
  const ended = supervisor.runs.watch(
    place,
    runId,
    (update) => {
      updates.push(update)
      for (const look of waiting) look()
    },
    signal,
  )
  return {
    updates,
    ended: ended.then(valueOf),
    until: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = updates.find(fits)
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
  }
}

/** Starts a run and watches it. */
export function started(supervisor: Supervisor, profile: string): Watching & { readonly run: SupervisedRun } {
  const run = valueOf(supervisor.runs.start(request(profile), null))
  return { run, ...watching(supervisor, run) }
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

export function codesOf(result: Result<unknown>): readonly string[] {
  return result.ok ? [] : result.problems.map(({ code }) => code)
}

/** Whether a process runs; one that ended and was not asked for its exit code (a zombie) does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== "linux" || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"))
  } catch {
    return false
  }
}

/** Resolves when the process is gone. */
export async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 10))
}
