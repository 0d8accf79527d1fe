import type { Wireable } from "./wireable"

/** One end of a two-way line between two processes. A MessagePort, a WebSocket and a child's channel all fit. */
export interface Wire {
  post(message: Wireable): void
  /** One listener; what arrives before it is set is kept for it. */
  onMessage(listener: (message: Wireable) => void): void
  /** Called once, whichever end closed. */
  onClose(listener: () => void): void
  close(): void
}

interface End {
  listener: ((message: Wireable) => void) | undefined
  readonly waiting: Wireable[]
  readonly closers: (() => void)[]
}

/** Two joined ends in one process, cloning like a real border: for tests, and for a desk beside its engine. */
export function memoryPair(): readonly [Wire, Wire] {
  const ends: readonly [End, End] = [newEnd(), newEnd()]
  let isOpen = true
  const close = () => {
    if (!isOpen) return
    isOpen = false
    queueMicrotask(() => {
      for (const closer of ends.flatMap((end) => end.closers)) closer()
    })
  }
  const wire = (own: End, other: End): Wire => ({
    post(message) {
      if (!isOpen) return
      const copy = structuredClone(message)
      queueMicrotask(() => {
        if (other.listener === undefined) other.waiting.push(copy)
        else other.listener(copy)
      })
    },
    onMessage(listener) {
      own.listener = listener
      for (const message of own.waiting.splice(0)) listener(message)
    },
    onClose: (listener) => void own.closers.push(listener),
    close,
  })
  return [wire(ends[0], ends[1]), wire(ends[1], ends[0])]
}

function newEnd(): End {
  return { listener: undefined, waiting: [], closers: [] }
}
