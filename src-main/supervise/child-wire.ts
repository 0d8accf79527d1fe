import type { ChildProcess } from "node:child_process"
import type { Wire } from "#shared/contract/wire"
import type { Wireable } from "#shared/contract/wireable"

/** The channel of a forked process as a wire. Closed when either end disconnects or the process is gone. */
export function childWire(child: ChildProcess): Wire {
  const waiting: Wireable[] = []
  const closers: (() => void)[] = []
  let listener: ((message: Wireable) => void) | undefined
  let isClosed = false

  child.on("message", (message) => {
    if (listener === undefined) waiting.push(message as Wireable)
    else listener(message as Wireable)
  })
  child.once("disconnect", () => {
    isClosed = true
    for (const closer of closers) closer()
  })
  return {
    post(message) {
      // A channel that breaks while it is written to is told by "disconnect".
      if (child.connected) child.send(message as object, () => {})
    },
    onMessage(next) {
      listener = next
      for (const message of waiting.splice(0)) next(message)
    },
    onClose(closer) {
      if (isClosed) closer()
      else closers.push(closer)
    },
    close() {
      if (child.connected) child.disconnect()
    },
  }
}
