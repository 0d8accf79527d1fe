import { type ShellBridge, portMessageKey } from "#shared/contract/shell-bridge"
import type { Wire } from "#shared/contract/wire"
import type { Wireable } from "#shared/contract/wireable"
import { createInbox } from "./inbox"

/** Asks the desktop shell for a port and makes a wire of it. */
export async function openPortWire(bridge: ShellBridge): Promise<Wire> {
  const nonce = crypto.randomUUID()
  const arrival = portFor(nonce)
  try {
    await bridge.connect(nonce)
    return wireOf(await arrival.port)
  } finally {
    arrival.stop()
  }
}

/** The port that the preload posts for this nonce; messages of other frames are passed over. */
function portFor(nonce: string): { readonly port: Promise<MessagePort>; stop(): void } {
  const listening = new AbortController()
  const port = new Promise<MessagePort>((resolve) => {
    const listen = (event: MessageEvent<unknown>) => {
      const [port] = event.ports
      if (event.source === window && port !== undefined && carries(event.data, nonce)) resolve(port)
    }
    window.addEventListener("message", listen, { signal: listening.signal })
  })
  return { port, stop: () => listening.abort() }
}

function carries(data: unknown, nonce: string): boolean {
  return typeof data === "object" && data !== null && Reflect.get(data, portMessageKey) === nonce
}

/** Ports that are in use: a port that nothing holds is collected, and its other end then closes. */
const held = new Set<MessagePort>()

function wireOf(port: MessagePort): Wire {
  const inbox = createInbox()
  held.add(port)
  const end = () => {
    held.delete(port)
    inbox.end()
  }
  port.addEventListener("message", (event: MessageEvent<Wireable>) => inbox.deliver(event.data))
  port.addEventListener("close", end)
  port.start()
  return {
    post: (message) => port.postMessage(message),
    onMessage: inbox.onMessage,
    onClose: inbox.onClose,
    close() {
      port.close()
      end()
    },
  }
}
