import { decodeFrame, encodeFrame } from "#shared/contract/frame"
import { socketPath, socketProtocol } from "#shared/contract/shell-bridge"
import type { Wire } from "#shared/contract/wire"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { createInbox } from "./inbox"

/** Opens the socket of the browser shell that served this page. */
export async function openSocketWire(token: string): Promise<Result<Wire>> {
  const address = new URL(`.${socketPath}`, document.baseURI)
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:"
  address.hash = ""
  const socket = new WebSocket(address, [socketProtocol, token])
  socket.binaryType = "arraybuffer"
  const wire = wireOf(socket)
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.addEventListener("open", () => resolve(true), { once: true })
    socket.addEventListener("close", () => resolve(false), { once: true })
  })
  if (isOpen) return ok(wire)
  return failed((await answers()) ? refused(address.host) : unreachable(address.host))
}

function wireOf(socket: WebSocket): Wire {
  const inbox = createInbox()
  socket.addEventListener("message", (event: MessageEvent<ArrayBuffer>) => {
    const message = decodeFrame(new Uint8Array(event.data))
    if (message === undefined) socket.close()
    else inbox.deliver(message)
  })
  socket.addEventListener("close", () => inbox.end())
  return {
    post(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(encodeFrame(message))
    },
    onMessage: inbox.onMessage,
    onClose: inbox.onClose,
    close() {
      socket.close()
      // A socket that answers no more would tell its end only after the browser's own patience.
      inbox.end()
    },
  }
}

/** A browser does not say why a socket did not open: whether the page's server is there at all tells the two apart. */
async function answers(): Promise<boolean> {
  try {
    return (await fetch(document.baseURI, { method: "HEAD", cache: "no-store" })).ok
  } catch {
    return false
  }
}

const unreachable = (host: string) =>
  problem("wire.closed", {
    what: "Nestfolio does not answer.",
    where: host,
    seen: "no connection",
    remedy: "start it again with `nestfolio serve` and open the address it prints; runs that ended are kept",
  })

const refused = (host: string) =>
  problem("wire.refused", {
    what: "This page has no leave to use the Nestfolio that runs now.",
    where: host,
    seen: "a token that is not the program's",
    remedy: "open the address that `nestfolio serve` printed; each start has a new one",
  })

/** What a page gives that was opened without its token. */
export function withoutToken(): Result<never> {
  return failed(
    problem("wire.refused", {
      what: "This page was opened without its token.",
      where: "the address",
      seen: "no `#t=` in it",
      remedy: "open the address that `nestfolio serve` printed, with everything after the #",
    }),
  )
}
