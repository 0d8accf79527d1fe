import type { Wire } from "#shared/contract/wire"
import type { Wireable } from "#shared/contract/wireable"

/** What Electron's `utilityProcess` gives its child in place of `process.send`. */
export interface ParentPort {
  on(event: "message", listener: (event: { readonly data: Wireable }) => void): unknown
  postMessage(message: Wireable): void
}

/** The parts of `process` that lead to whoever started it. */
export interface ChildSide {
  readonly parentPort?: ParentPort
  readonly send?: (message: Wireable, handle: undefined, options: object, done: () => void) => boolean
  on(event: "message", listener: (message: Wireable) => void): unknown
  once(event: "disconnect", listener: () => void): unknown
}

/**
 * The line to the program that started this process: `process.parentPort` below Electron, else the channel of
 * `child_process.fork`. Undefined when there is neither. The line closes when the program is gone.
 */
export function hostWire(process: ChildSide): Wire | undefined {
  const { parentPort, send } = process
  if (parentPort !== undefined) {
    return wireOf({
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between processes has none
      post: (message) => parentPort.postMessage(message),
      receive: (take) => parentPort.on("message", (event) => take(event.data)),
      // Electron ends its utility processes itself.
      gone: () => {},
    })
  }
  if (send === undefined) return undefined
  return wireOf({
    // A message that can't be sent any more is followed by "disconnect".
    post: (message) => send.call(process, message, undefined, {}, () => {}),
    receive: (take) => process.on("message", take),
    gone: (tell) => process.once("disconnect", tell),
  })
}

function wireOf(line: {
  readonly post: (message: Wireable) => unknown
  readonly receive: (take: (message: Wireable) => void) => unknown
  readonly gone: (tell: () => void) => unknown
}): Wire {
  const waiting: Wireable[] = []
  let listener: ((message: Wireable) => void) | undefined
  // At once: the first questions may come before the answers are loaded.
  line.receive((message) => {
    if (listener === undefined) waiting.push(message)
    else listener(message)
  })
  return {
    post: (message) => void line.post(message),
    onMessage(next) {
      listener = next
      for (const message of waiting.splice(0)) next(message)
    },
    onClose: (tell) => void line.gone(tell),
    // An engine process never hangs up: it ends.
    close: () => {},
  }
}
