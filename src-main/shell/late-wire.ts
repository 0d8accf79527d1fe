import type { Wire } from "#shared/contract/wire"
import type { Wireable } from "#shared/contract/wireable"
import { toldOnce } from "./told-once"

/** A wire and the ends by which a transport feeds it. */
export interface LateWire {
  readonly wire: Wire
  readonly deliver: (message: Wireable) => void
  readonly end: () => void
}

/** A wire over any transport: messages that come before the listener wait for it, the end is told once to everyone. */
export function lateWire(way: Pick<Wire, "post" | "close">): LateWire {
  const waiting: Wireable[] = []
  const ending = toldOnce<void>()
  let listener: ((message: Wireable) => void) | undefined
  return {
    deliver(message) {
      if (listener === undefined) waiting.push(message)
      else listener(message)
    },
    end: () => ending.tell(undefined),
    wire: {
      post: (message) => way.post(message),
      onMessage(next) {
        listener = next
        for (const message of waiting.splice(0)) next(message)
      },
      onClose: ending.listen,
      close: () => way.close(),
    },
  }
}
