import type { Wire } from "#shared/contract/wire"

/** What an engine process is for; fixed for its life. A query engine only reads. */
export type EngineRole = "query" | "run"

export interface EngineStart {
  readonly role: EngineRole
  /** Limit of its JavaScript heap. */
  readonly memoryMegabytes: number
  /** Where what it prints is appended, once that file's folder is there; absolute. null: only the last lines are kept. */
  readonly logFile: string | null
}

/** How an engine process ended. */
export interface EngineExit {
  readonly code: number | null
  readonly signal: string | null
  /** V8 gave up for want of memory. */
  readonly isOutOfMemory: boolean
  /** The last lines it printed, as they were. */
  readonly lastLines: readonly string[]
}

/** An engine process, whatever started it. */
export interface EngineProcess {
  /** null when it could not be started; its exit is told all the same. */
  readonly pid: number | null
  readonly wire: Wire
  /** Told once, also to a listener that comes after the exit. */
  onExit(listener: (exit: EngineExit) => void): void
  /** Ends it without asking (SIGKILL or its like): works on a stopped process too. */
  kill(): void
}

/** Starts engine processes: by `child_process.fork`, or by Electron's `utilityProcess`. */
export interface EngineHost {
  /** Never throws: a process that can't be started is one that exits. */
  start(options: EngineStart): EngineProcess
}
