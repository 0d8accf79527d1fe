import type { RawData, WebSocket } from "ws"
import { decodeFrame, encodeFrame } from "#shared/contract/frame"
import type { Wire } from "#shared/contract/wire"
import type { Wireable } from "#shared/contract/wireable"

/** Close codes of the WebSocket protocol (RFC 6455, section 7.4.1). */
const UNSUPPORTED_DATA = 1003
const INVALID_DATA = 1007

/**
 * A wire over a tab's socket. Text and bytes that are no frame end this socket alone. A tab that does not read what
 * it is sent is cut off when more than `mostUnread` bytes wait for it: it comes back by itself and catches up.
 */
export function socketWire(socket: WebSocket, mostUnread: number): Wire {
  let listener: ((message: Wireable) => void) | undefined
  const waiting: Wireable[] = []
  socket.on("message", (data: RawData, isBinary: boolean) => {
    if (!isBinary) {
      socket.close(UNSUPPORTED_DATA)
      return
    }
    const message = decodeFrame(bytesOf(data))
    if (message === undefined) socket.close(INVALID_DATA)
    else if (listener === undefined) waiting.push(message)
    else listener(message)
  })
  // A frame that breaks the protocol or is too long: `ws` ends the socket with the fitting code by itself.
  socket.on("error", () => {})
  return {
    post(message) {
      if (socket.readyState !== socket.OPEN) return
      const frame = encodeFrame(message)
      if (socket.bufferedAmount > 0 && socket.bufferedAmount + frame.length > mostUnread) socket.terminate()
      else socket.send(frame)
    },
    onMessage(next) {
      listener = next
      for (const message of waiting.splice(0)) next(message)
    },
    onClose: (act) => void socket.once("close", act),
    close: () => socket.close(),
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}
