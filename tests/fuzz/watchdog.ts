import { type ChildProcess, fork } from "node:child_process"

/** What a worker tells of its inputs. */
export type Report =
  | { readonly kind: "begun"; readonly index: number }
  | { readonly kind: "flaw"; readonly index: number; readonly what: string }
  | { readonly kind: "done" }

export interface Flaw {
  readonly index: number
  readonly what: string
}

export interface WatchOptions {
  /** The worker's script. */
  readonly script: string
  /** Its arguments for the inputs `from` and on. */
  readonly argumentsFrom: (from: number) => readonly string[]
  readonly from: number
  /** Milliseconds one input may take. */
  readonly limit: number
  readonly onFlaw: (flaw: Flaw) => void
}

/**
 * Runs a worker through all of its inputs. One that takes longer than the limit is a hang, a worker that ends
 * before it is done has crashed; either way another worker goes on with the input after it. One that ends before its
 * first input would end so again: nothing more is tried.
 */
export async function watch(options: WatchOptions): Promise<void> {
  let from: number | undefined = options.from
  while (from !== undefined) from = await watchOne(options, from)
}

/** The input to go on with; undefined when the worker was done. */
function watchOne(options: WatchOptions, from: number): Promise<number | undefined> {
  const { script, limit, onFlaw } = options
  const worker: ChildProcess = fork(script, options.argumentsFrom(from), {
    execArgv: ["--max-old-space-size=1024"],
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  })
  let index = from
  let hasBegun = false
  let isDone = false
  let isHung = false
  let errors = ""
  const bark = () => {
    isHung = true
    worker.kill("SIGKILL")
  }
  // The first input waits for the target to open too.
  let timer = setTimeout(bark, limit + 60_000)
  worker.stderr?.on("data", (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4000)
  })
  worker.on("message", (report: Report) => {
    clearTimeout(timer)
    if (report.kind === "begun") {
      hasBegun = true
      index = report.index
    }
    if (report.kind === "flaw") onFlaw(report)
    if (report.kind === "done") isDone = true
    timer = setTimeout(bark, limit)
  })
  return new Promise((resolve) => {
    worker.on("close", (code, signal) => {
      clearTimeout(timer)
      if (isDone) return resolve(undefined)
      const what = isHung
        ? `a hang: not done after ${limit} ms`
        : `a dead process: ${code ?? signal}\n${errors}`
      onFlaw({ index, what })
      resolve(hasBegun ? index + 1 : undefined)
    })
  })
}
