/** What `coalesced` needs of time: a parameter, so that a test can hold it. */
export interface Timers {
  now(): number
  /** Calls once after so many milliseconds; gives what takes it back. */
  after(milliseconds: number, act: () => void): () => void
}

export interface Coalesced<Event> {
  push(event: Event): void
  /** Sends what waits, at once: before an end is told. */
  flush(): void
}

/**
 * Thins a flow of events: at most `perSecond` batches a second, each with the newest event of every key that changed,
 * in the order in which the keys first changed. The last event of a key always arrives (design 5.9).
 */
export function coalesced<Event>(options: {
  readonly keyOf: (event: Event) => string
  readonly send: (events: readonly Event[]) => void
  readonly perSecond: number
  readonly timers: Timers
}): Coalesced<Event> {
  const { keyOf, send, perSecond, timers } = options
  const gap = 1000 / perSecond
  const waiting = new Map<string, Event>()
  let lastSent = -Infinity
  let takeBack: (() => void) | undefined

  const flush = () => {
    takeBack?.()
    takeBack = undefined
    if (waiting.size === 0) return
    const events = [...waiting.values()]
    waiting.clear()
    lastSent = timers.now()
    send(events)
  }
  return {
    push(event) {
      waiting.set(keyOf(event), event)
      const due = lastSent + gap - timers.now()
      // A timer that is overdue could not run, because the process is busy: this is the moment to send.
      if (due <= 0) flush()
      else takeBack ??= timers.after(due, flush)
    },
    flush,
  }
}
