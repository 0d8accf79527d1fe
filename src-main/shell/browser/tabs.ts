import type { IncomingMessage } from "node:http"
import type { Duplex } from "node:stream"
import { type WebSocket, WebSocketServer } from "ws"
import type { Timers } from "#shared/contract/coalesce"
import { socketPath, socketProtocol } from "#shared/contract/shell-bridge"
import type { Wire } from "#shared/contract/wire"
import { holdsToken, isLocalHost, isOwnOrigin } from "./access"
import { pathOf } from "./files"
import { socketWire } from "./socket-wire"

export interface TabLimits {
  /** Bytes of the longest message that a tab may send. */
  readonly longestMessage: number
  /** Bytes that may wait for a tab before it is cut off. */
  readonly mostUnread: number
  /** Milliseconds between two signs of life that are asked of a tab's socket. */
  readonly pingEvery: number
}

export const defaultTabLimits: TabLimits = {
  longestMessage: 1 << 20,
  mostUnread: 64 << 20,
  pingEvery: 30_000,
}

/** The tabs that are connected. */
export interface Tabs {
  /** Answers an upgrade: with a socket, or by what is wrong with it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  count(): number
  close(): void
}

export function createTabs(options: {
  readonly token: string
  readonly limits: TabLimits
  readonly timers: Timers
  readonly onTab: (wire: Wire) => void
  /** Called with every coming and going. */
  readonly onCount: () => void
}): Tabs {
  const { token, limits, timers, onTab, onCount } = options
  const open = new Set<WebSocket>()
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: limits.longestMessage,
    handleProtocols: () => socketProtocol,
  })

  const admit = (socket: WebSocket) => {
    open.add(socket)
    const stopPinging = keepAlive(socket, limits.pingEvery, timers)
    socket.once("close", () => {
      stopPinging()
      open.delete(socket)
      onCount()
    })
    onTab(socketWire(socket, limits.mostUnread))
    onCount()
  }
  return {
    upgrade(request, socket, head) {
      const { host, origin } = request.headers
      const protocols = request.headers["sec-websocket-protocol"]
      if (!isLocalHost(host)) refuseUpgrade(socket, "421 Misdirected Request")
      else if (!isOwnOrigin(origin, host)) refuseUpgrade(socket, "403 Forbidden")
      else if (!holdsToken(protocols, token)) refuseUpgrade(socket, "403 Forbidden")
      else if (pathOf(request) !== socketPath) refuseUpgrade(socket, "404 Not Found")
      else server.handleUpgrade(request, socket, head, admit)
    },
    count: () => open.size,
    close() {
      for (const socket of open) socket.terminate()
      server.close()
    },
  }
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.on("error", () => {})
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Ends a socket whose tab went away without a word; browsers answer a ping by themselves. */
function keepAlive(socket: WebSocket, every: number, timers: Timers): () => void {
  let hasAnswered = true
  socket.on("pong", () => {
    hasAnswered = true
  })
  const tick = () => {
    if (!hasAnswered) {
      socket.terminate()
      return
    }
    hasAnswered = false
    socket.ping()
    takeBack = timers.after(every, tick)
  }
  let takeBack = timers.after(every, tick)
  return () => takeBack()
}
