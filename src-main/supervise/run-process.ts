import type { Timers } from "#shared/contract/coalesce"
import type { InputOf } from "#shared/contract/call"
import { connect } from "#shared/contract/connect"
import { runEngineContract } from "#shared/contract/engine/engine-contract"
import type { runEngineCalls } from "#shared/contract/engine/run-calls"
import type { ProgressEvent } from "#shared/model/progress"
import type { Result } from "#shared/problem/result"
import type { EngineProcess } from "./engine-host"
import { watchLife } from "./life-watch"
import type { SupervisorLimits } from "./limits"
import { progressEventSchema } from "./progress-event"
import type { SeenOfRun } from "./run-ending"

/** What a run's process is asked, once. */
export type RunQuestion = {
  readonly [Name in keyof typeof runEngineCalls]: {
    readonly name: Name
    readonly input: InputOf<(typeof runEngineCalls)[Name]>
  }
}[keyof typeof runEngineCalls]

export interface RunProcess {
  /** Asks the engine to stop, and kills it when it does not. */
  cancel(): void
  /** Settled when the process's exit was seen. */
  readonly ended: Promise<SeenOfRun>
}

/** Asks a process to execute a run and follows it to its exit. */
export function executeInProcess(
  process: EngineProcess,
  question: RunQuestion,
  options: {
    readonly timers: Timers
    readonly limits: SupervisorLimits
    /** At its first sign of life; only now Electron knows the process's number. */
    readonly onAlive: () => void
    readonly onProgress: (event: ProgressEvent) => void
    /** Milliseconds; null when it is over. */
    readonly onSilence: (milliseconds: number | null) => void
  },
): RunProcess {
  const { timers, limits, onAlive, onProgress, onSilence } = options
  const client = connect(runEngineContract, process.wire)
  const asking = new AbortController()
  let answer: Result<unknown> | undefined
  let hungFor: number | undefined
  let hasExited = false
  let isKilled = false
  let isAlive = false

  const kill = () => {
    isKilled = true
    process.kill()
  }
  /** Takes the place of an exit that does not come by itself. */
  const killLater = () => {
    timers.after(limits.endWithin, () => {
      if (!hasExited) kill()
    })
  }
  const life = watchLife({
    async ping() {
      const pong = await client.ask("engine.ping", {})
      if (pong.ok && !isAlive) onAlive()
      isAlive ||= pong.ok
      return pong.ok
    },
    timers,
    limits,
    onSilence,
    onHung(milliseconds) {
      hungFor = milliseconds
      kill()
    },
  })
  const follow = async () => {
    const result = await client.ask(question.name, question.input, {
      signal: asking.signal,
      onItem(item) {
        life.heard()
        // An event of another shape is passed over: the run's outcome does not hang on it.
        const event = progressEventSchema.safeParse(item)
        if (event.success) onProgress(event.data)
      },
    })
    // The end of the wire is no answer: the exit says why.
    if (!result.ok && result.problems[0].code === "wire.closed") return
    answer = result
    void client.ask("engine.end", {})
    killLater()
  }
  void follow()
  const ended = new Promise<SeenOfRun>((resolve) => {
    process.onExit((exit) => {
      hasExited = true
      life.stop()
      client.close()
      resolve({ answer, exit, hungFor, isCancelled: asking.signal.aborted, isKilled })
    })
  })
  return {
    ended,
    cancel() {
      if (asking.signal.aborted) return
      asking.abort()
      killLater()
    },
  }
}
