import type { Wire } from "#shared/contract/wire"
import type { Wireable } from "#shared/contract/wireable"

/** The receiving half of a wire: keeps messages for a listener to come, and tells the end of it once. */
export interface Inbox {
  deliver(message: Wireable): void
  end(): void
  readonly onMessage: Wire["onMessage"]
  readonly onClose: Wire["onClose"]
}

export function createInbox(): Inbox {
  let listener: ((message: Wireable) => void) | undefined
  let hasEnded = false
  const waiting: Wireable[] = []
  const closers: (() => void)[] = []
  return {
    deliver(message) {
      if (listener === undefined) waiting.push(message)
      else listener(message)
    },
    end() {
      if (hasEnded) return
      hasEnded = true
      for (const closer of closers) closer()
    },
    onMessage(next) {
      listener = next
      for (const message of waiting.splice(0)) next(message)
    },
    onClose(closer) {
      if (hasEnded) queueMicrotask(closer)
      else closers.push(closer)
    },
  }
}
