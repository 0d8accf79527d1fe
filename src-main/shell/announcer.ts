/** Tells texts to those who listen, and keeps the last ones for the first who will. */
export interface Announcer {
  readonly tell: (text: string) => void
  /** What came before is told at once; gives what ends the listening. */
  readonly listen: (listener: (text: string) => void) => () => void
}

/** More than a person can have asked for before a window is there. */
const mostKept = 20

export function announcer(): Announcer {
  const listeners = new Set<(text: string) => void>()
  const waiting: string[] = []
  return {
    tell(text) {
      if (listeners.size === 0) {
        waiting.push(text)
        if (waiting.length > mostKept) waiting.shift()
      }
      for (const listener of listeners) listener(text)
    },
    listen(listener) {
      listeners.add(listener)
      for (const text of waiting.splice(0)) listener(text)
      return () => void listeners.delete(listener)
    },
  }
}
