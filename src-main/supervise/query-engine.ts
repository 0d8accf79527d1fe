import { cancelledCall } from "#shared/contract/serve"
import { problem } from "#shared/problem/problem"
import { failed, type Result } from "#shared/problem/result"
import { exitProblem, hungProblem } from "./exit-problem"
import type { QueryName } from "./query-name"
import { type QuerySession, type Question, querySession } from "./query-session"
import type { SupervisorOptions } from "./supervisor-options"

/** The query engine of one workspace: a process that is there when it is needed. */
export interface QueryEngine {
  warm(): void
  ask(question: {
    readonly name: QueryName
    readonly input: unknown
    readonly asker: string
    readonly signal: AbortSignal | undefined
  }): Promise<Result<unknown>>
  /** Ends its processes; what is open is `cancelled`. Resolves when their exits were seen. */
  end(): Promise<void>
}

const remedy = "ask again; the engine is started anew by itself"

/** An open question with what only the engine's keeper may do to it. */
interface Kept extends Question {
  readonly abandon: () => void
}

export function queryEngine(root: string, options: SupervisorOptions): QueryEngine {
  const { host, timers, limits } = options
  const kept = new Set<Kept>()
  const processes = new Set<QuerySession>()
  let session: QuerySession | undefined
  let takeBackIdle: (() => void) | undefined
  /** The abandoned question that the process is thought to be inside of, and what forgets its deadline. */
  let overdue: { readonly question: Question; readonly takeBack: () => void } | undefined

  const drop = (ended: QuerySession) => {
    if (session !== ended) return
    session = undefined
    watchOldest()
  }
  const begin = (): QuerySession => {
    const started: QuerySession = querySession(
      host.start({ role: "query", memoryMegabytes: limits.queryMemoryMegabytes, logFile: null }),
      {
        timers,
        limits,
        onChange: () => {
          watchOldest()
          watchIdle()
        },
        onHung: (milliseconds) => {
          drop(started)
          answerAll(started, failed(hungProblem(milliseconds, { where: root, remedy })))
          void started.end()
        },
      },
    )
    processes.add(started)
    void follow(started)
    session = started
    watchIdle()
    return started
  }
  const follow = async (started: QuerySession) => {
    const exit = await started.exited
    processes.delete(started)
    if (session !== started) return
    drop(started)
    const about = { where: root, memoryMegabytes: limits.queryMemoryMegabytes, remedy }
    answerAll(started, failed(exitProblem(exit, about)))
  }
  const answerAll = (of: QuerySession, result: Result<never>) => {
    for (const question of of.open()) if (!question.abandoned.aborted) question.settle(result)
  }
  /** What nobody waits for any more must not hold up what somebody does. */
  const watchOldest = () => {
    const [oldest, ...newer] = session?.open() ?? []
    const isInTheWay =
      oldest?.abandoned.aborted === true && newer.some((question) => !question.abandoned.aborted)
    if (isInTheWay && overdue?.question === oldest) return
    overdue?.takeBack()
    overdue = isInTheWay
      ? { question: oldest, takeBack: timers.after(limits.supersededWithin, replace) }
      : undefined
  }
  const replace = () => {
    const stuck = session
    if (stuck === undefined) return
    const wanted = stuck.open().filter((question) => !question.abandoned.aborted)
    drop(stuck)
    void stuck.end()
    for (const question of wanted) (session ?? begin()).send(question)
  }
  const watchIdle = () => {
    takeBackIdle?.()
    takeBackIdle = undefined
    const idle = session
    if (idle === undefined || idle.open().length > 0 || limits.queryIdleAfter === null) return
    takeBackIdle = timers.after(limits.queryIdleAfter, () => {
      drop(idle)
      void idle.end()
    })
  }
  const supersede = (name: QueryName, asker: string) => {
    for (const older of kept) {
      if (older.name !== name || older.asker !== asker) continue
      older.settle(failed(superseded(name)))
      older.abandon()
    }
  }

  return {
    warm: () => void (session ?? begin()),
    ask: ({ name, input, asker, signal }) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) return resolve(cancelledCall(name))
        supersede(name, asker)
        const controller = new AbortController()
        const leave = () => {
          question.settle(cancelledCall(name))
          question.abandon()
        }
        const question: Kept = {
          name,
          input,
          asker,
          abandoned: controller.signal,
          settle(result) {
            kept.delete(question)
            signal?.removeEventListener("abort", leave)
            resolve(result)
          },
          abandon() {
            controller.abort()
            watchOldest()
          },
        }
        kept.add(question)
        signal?.addEventListener("abort", leave, { once: true })
        ;(session ?? begin()).send(question)
        watchOldest()
        watchIdle()
      }),
    async end() {
      takeBackIdle?.()
      for (const question of kept) question.settle(cancelledCall(question.name))
      const ending = [...processes].map((each) => each.end())
      session = undefined
      watchOldest()
      await Promise.all(ending)
    },
  }
}

function superseded(name: QueryName) {
  return problem("engine.superseded", {
    what: "A newer question of the same kind took this one's place.",
    where: name,
    seen: "a newer question",
    remedy: "wait for the newer answer",
  })
}
