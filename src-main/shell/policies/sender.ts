import { mayNavigate } from "./navigation"

/** A message to the main process, as far as it tells who sent it; Electron's events have these. */
export interface Sent {
  readonly sender: { readonly id: number }
  /** null when the frame is gone already. */
  readonly senderFrame: { readonly url: string; readonly parent: object | null } | null
}

/** Whether a message is from a window of the program: a known one, its main frame, showing the program's own page. */
export function isTrustedSender(
  { sender, senderFrame }: Sent,
  windows: { readonly ids: ReadonlySet<number>; readonly origin: string },
): boolean {
  return (
    windows.ids.has(sender.id) &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    mayNavigate(senderFrame.url, windows.origin)
  )
}

/** A window's own name for the line it asks for: random, and nothing but a name. */
export function isNonce(value: unknown): value is string {
  return typeof value === "string" && /^[\w-]{16,64}$/.test(value)
}
