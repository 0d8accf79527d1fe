import type { Contract, InputOf, ItemOf, OutputOf } from "#shared/contract/call"
import type { Timers } from "#shared/contract/coalesce"
import { type AskOptions, type Client, connect } from "#shared/contract/connect"
import type { Wire } from "#shared/contract/wire"
import { type Problem, problem } from "#shared/problem/problem"
import type { Failed, Result } from "#shared/problem/result"
import { heartBeat } from "./heart-beat"

/** How the line to the program stands. */
export type Link =
  | { readonly state: "connecting" }
  | { readonly state: "open" }
  /** Tried again by itself after so many milliseconds; null: a person has to do what `problem` says. */
  | { readonly state: "lost"; readonly problem: Problem; readonly retryAfter: number | null }

/** A line to the program that is opened again by itself whenever it is lost. */
export interface Connection<C extends Contract> {
  /** Asks once. While a line is being opened the question waits for it; when there is none it fails at once. */
  ask<Name extends keyof C & string>(
    name: Name,
    input: InputOf<C[Name]>,
    options?: AskOptions<ItemOf<C[Name]>>,
  ): Promise<Result<OutputOf<C[Name]>>>
  /** Follows a stream over losses of the line: it is asked again on the next one. Gives what ends it. */
  follow<Name extends keyof C & string>(
    name: Name,
    input: InputOf<C[Name]>,
    listeners: {
      readonly onItem: (item: ItemOf<C[Name]>) => void
      readonly onEnd?: (result: Result<OutputOf<C[Name]>>) => void
      /** The line was lost and is there again; what happened in between was not told. */
      readonly onAgain?: () => void
    },
  ): () => void
  readonly link: () => Link
  onLink(listener: (link: Link) => void): () => void
  /** Tries at once, for instance when the machine is awake again. */
  retry(): void
  close(): void
}

/** Milliseconds before the first further attempt, and at most between two. */
const FIRST_RETRY = 250
const LAST_RETRY = 10_000

/** Milliseconds between two signs of life. */
const BEAT_EVERY = 12_000

export function createConnection<C extends Contract>(
  contract: C,
  options: {
    readonly open: () => Promise<Result<Wire>>
    /** A cheap question of the contract: its answer proves that the other side lives. */
    readonly ping: (client: Client<C>) => Promise<unknown>
    readonly timers: Timers
  },
): Connection<C> {
  const { open, ping, timers } = options
  const listeners = new Set<(link: Link) => void>()
  let link: Link = { state: "connecting" }
  let attempt: Promise<Client<C> | Failed>
  let retryAfter = FIRST_RETRY
  let stopWaiting: (() => void) | undefined
  let isClosed = false
  let losses = 0

  const become = (next: Link) => {
    link = next
    for (const listener of listeners) listener(next)
  }
  const lose = (problem: Problem) => {
    if (isClosed) return
    losses += 1
    if (problem.code === "wire.refused") {
      become({ state: "lost", problem, retryAfter: null })
      return
    }
    become({ state: "lost", problem, retryAfter })
    stopWaiting = timers.after(retryAfter, begin)
    retryAfter = Math.min(retryAfter * 2, LAST_RETRY)
  }
  const begin = () => {
    stopWaiting?.()
    stopWaiting = undefined
    become({ state: "connecting" })
    attempt = opened()
  }
  const opened = async (): Promise<Client<C> | Failed> => {
    const wire = await open()
    if (!wire.ok) {
      lose(wire.problems[0])
      return wire
    }
    const client = connect(contract, wire.value)
    if (isClosed) {
      client.close()
      return client
    }
    const stopBeating = heartBeat({
      beat: () => ping(client),
      // Closing the wire settles what was asked and comes back here through `onClose`.
      onSilence: () => wire.value.close(),
      every: BEAT_EVERY,
      timers,
    })
    wire.value.onClose(() => {
      stopBeating()
      lose(lostLine())
    })
    retryAfter = FIRST_RETRY
    become({ state: "open" })
    return client
  }
  attempt = opened()

  const ask: Connection<C>["ask"] = async (name, input, asked) => {
    const client = await attempt
    return "ask" in client ? client.ask(name, input, asked) : client
  }
  return {
    ask,
    follow(name, input, { onItem, onEnd, onAgain }) {
      const stop = new AbortController()
      const askAgain = async (): Promise<void> => {
        const lossesBefore = losses
        const result = await ask(name, input, { signal: stop.signal, onItem })
        if (stop.signal.aborted) return
        // The other side may tell of losses of its own; those end the stream.
        const isOurLoss = !result.ok && (link.state !== "open" || losses > lossesBefore)
        if (!isOurLoss || !isLoss(result.problems[0])) onEnd?.(result)
        else if (link.state === "open") resume()
        else forget = onOpen(resume)
      }
      const resume = () => {
        void askAgain()
        onAgain?.()
      }
      const onOpen = (act: () => void) => {
        const listener = (next: Link) => {
          if (next.state !== "open") return
          listeners.delete(listener)
          act()
        }
        listeners.add(listener)
        return () => listeners.delete(listener)
      }
      let forget: () => void = () => {}
      void askAgain()
      return () => {
        stop.abort()
        forget()
      }
    },
    link: () => link,
    onLink(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    retry() {
      if (!isClosed && link.state === "lost") begin()
    },
    close() {
      isClosed = true
      stopWaiting?.()
      void attempt.then((client) => ("ask" in client ? client.close() : undefined))
    },
  }
}

const isLoss = (problem: Problem): boolean =>
  problem.code === "wire.closed" || problem.code === "wire.refused"

const lostLine = (): Problem =>
  problem("wire.closed", {
    what: "The line to the program was lost.",
    where: "this window",
    seen: "the connection closed",
    remedy: "it is opened again by itself; runs go on meanwhile",
  })
