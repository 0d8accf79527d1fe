import { type ChildProcess, fork } from "node:child_process"
import { childWire } from "./child-wire"
import { engineEnvironment } from "./engine-environment"
import type { EngineExit, EngineHost, EngineProcess, EngineStart } from "./engine-host"
import { engineOutput } from "./engine-output"

/** How long output may lag behind an exit; a grandchild that holds the pipe open must not hide it. */
const OUTPUT_AFTER_EXIT_MS = 1000
/** How long a process may take to end itself after its channel is closed. */
const EXIT_AFTER_DISCONNECT_MS = 2000

/** Engine processes as forks of this Node. `workerFile` is absolute; of `environment` the harmless variables are given. */
export function nodeEngineHost(options: {
  readonly workerFile: string
  readonly environment: Readonly<Record<string, string | undefined>>
}): EngineHost {
  const environment = engineEnvironment(options.environment)
  return { start: (start) => forkEngine(options.workerFile, environment, start) }
}

function forkEngine(
  workerFile: string,
  environment: Record<string, string>,
  { role, memoryMegabytes, logFile }: EngineStart,
): EngineProcess {
  const child = fork(workerFile, [role], {
    env: environment,
    execArgv: [`--max-old-space-size=${memoryMegabytes}`],
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  })
  const output = engineOutput(logFile)
  output.listenTo(child.stdout)
  output.listenTo(child.stderr)

  let seen: EngineExit | undefined
  const listeners: ((exit: EngineExit) => void)[] = []
  whenGone(child, (ended) => {
    const printed = output.end()
    seen = { ...ended, ...printed, lastLines: [...printed.lastLines, ...ended.lastLines] }
    for (const listener of listeners) listener(seen)
  })
  return {
    pid: child.pid ?? null,
    wire: childWire(child),
    onExit(listener) {
      if (seen === undefined) listeners.push(listener)
      else listener(seen)
    },
    kill: () => void child.kill("SIGKILL"),
  }
}

interface Ended {
  readonly code: number | null
  readonly signal: string | null
  /** Why it could not be started. */
  readonly lastLines: readonly string[]
}

/** Calls once, when the process has ended and everything it sent and printed has arrived. */
function whenGone(child: ChildProcess, tell: (ended: Ended) => void): void {
  let ended: Ended | undefined
  let isDrained = false
  let isTold = false
  const tellOnce = () => {
    if (ended === undefined || isTold) return
    isTold = true
    tell(ended)
  }
  const tellWhenDrained = () => {
    // "close" is about the pipes; messages still come until "disconnect".
    if (isDrained && !child.connected) tellOnce()
  }
  child.once("exit", (code, signal) => {
    ended = { code, signal, lastLines: [] }
    setTimeout(tellOnce, OUTPUT_AFTER_EXIT_MS).unref()
    tellWhenDrained()
  })
  child.once("close", () => {
    isDrained = true
    tellWhenDrained()
  })
  child.once("disconnect", () => {
    tellWhenDrained()
    // A process that can't be spoken to any more is of no use.
    if (ended === undefined) setTimeout(() => child.kill("SIGKILL"), EXIT_AFTER_DISCONNECT_MS).unref()
  })
  child.on("error", (error) => {
    if (child.pid !== undefined) return
    ended = { code: null, signal: null, lastLines: [error.message] }
    setImmediate(tellOnce)
  })
}
