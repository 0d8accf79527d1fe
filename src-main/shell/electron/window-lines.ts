import { ipcMain, MessageChannelMain, type MessagePortMain, type WebContents } from "electron"
import type { Wire } from "#shared/contract/wire"
import type { Wireable } from "#shared/contract/wireable"
import { lateWire } from "../late-wire"
import { isNonce, isTrustedSender } from "../policies/sender"

/** Gives a line to each window that asks for one and may have one; the only place that listens to pages. */
export function answerWindows(
  origin: string,
  windowIds: () => ReadonlySet<number>,
  open: (contents: WebContents, wire: Wire) => void,
): void {
  ipcMain.handle("shell:connect", (event, nonce: unknown) => {
    const isTrusted = isTrustedSender(event, { ids: windowIds(), origin })
    if (!isTrusted || !isNonce(nonce)) throw new Error("only the program's own windows get a line")
    const { port1, port2 } = new MessageChannelMain()
    open(event.sender, wireOf(port1))
    event.sender.postMessage("shell:port", nonce, [port2])
  })
}

/** Ports in use: one that nothing holds is collected, and its other end then closes. */
const held = new Set<MessagePortMain>()

function wireOf(port: MessagePortMain): Wire {
  const { wire, deliver, end } = lateWire({
    post: (message) => port.postMessage(message),
    close: () => port.close(),
  })
  held.add(port)
  port.on("message", ({ data }) => deliver(data as Wireable))
  port.once("close", () => {
    held.delete(port)
    end()
  })
  port.start()
  return wire
}
