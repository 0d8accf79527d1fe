/**
 * What a preload gives its window, and how a wire is handed over: the window calls `connect` with a nonce of its own;
 * the preload passes it to the shell, and posts the port it gets for it to the window as `{ [portMessageKey]: nonce }`.
 */
export interface ShellBridge {
  connect(nonce: string): Promise<void>
}

/** The bridge's name on `window`; where it is absent the page was served to a browser. */
export const bridgeName = "nestfolioShell"

/** The one key of the message that carries the port. */
export const portMessageKey = "nestfolioPort"

/** The WebSocket of the browser shell: its path, and the subprotocol that stands before the token. */
export const socketPath = "/wire"
export const socketProtocol = "nestfolio"
