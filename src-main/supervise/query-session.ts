import { connect } from "#shared/contract/connect"
import { queryEngineContract } from "#shared/contract/engine/engine-contract"
import type { Timers } from "#shared/contract/coalesce"
import type { Result } from "#shared/problem/result"
import type { EngineExit, EngineProcess } from "./engine-host"
import { type LifeWatch, watchLife } from "./life-watch"
import type { SupervisorLimits } from "./limits"
import type { QueryName } from "./query-name"

/** One question to a query engine; it may outlive the process it was first sent to. */
export interface Question {
  readonly name: QueryName
  readonly input: unknown
  readonly asker: string
  /** Aborted when nobody waits for the answer any more. */
  readonly abandoned: AbortSignal
  readonly settle: (result: Result<unknown>) => void
}

/** One process of a query engine, with the questions that it has not answered. */
export interface QuerySession {
  send(question: Question): void
  /** Unanswered, in the order in which they were sent; also those that nobody waits for. */
  open(): readonly Question[]
  /** Kills the process; resolves when its exit was seen. What it had not answered stays unanswered. */
  end(): Promise<void>
  readonly exited: Promise<EngineExit>
}

/** Speaks to a process. `onChange` after every answer; `onHung` when it should be given up. */
export function querySession(
  process: EngineProcess,
  options: {
    readonly timers: Timers
    readonly limits: SupervisorLimits
    readonly onChange: () => void
    readonly onHung: (milliseconds: number) => void
  },
): QuerySession {
  const { timers, limits, onChange, onHung } = options
  const client = connect(queryEngineContract, process.wire)
  const open = new Set<Question>()
  let life: LifeWatch | undefined

  const rest = () => {
    life?.stop()
    life = undefined
  }
  const exited = new Promise<EngineExit>((resolve) => {
    process.onExit((exit) => {
      rest()
      client.close()
      resolve(exit)
    })
  })
  const put = async (question: Question) => {
    const signal = question.abandoned
    const result: Result<unknown> = await client.ask(question.name, question.input as never, { signal })
    // The end of the wire is no answer: the exit says why.
    if (!result.ok && result.problems[0].code === "wire.closed") return
    life?.heard()
    open.delete(question)
    if (open.size === 0) rest()
    if (!signal.aborted) question.settle(result)
    onChange()
  }
  return {
    exited,
    open: () => [...open],
    send(question) {
      open.add(question)
      life ??= watchLife({
        ping: async () => (await client.ask("engine.ping", {})).ok,
        timers,
        limits,
        onSilence: () => {},
        onHung,
      })
      void put(question)
    },
    async end() {
      rest()
      process.kill()
      await exited
    },
  }
}
