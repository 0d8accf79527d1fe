import type { Answers } from "#shared/contract/call"
import type { Timers } from "#shared/contract/coalesce"
import { type DeskContract, deskContract } from "#shared/contract/desk/desk-contract"
import { serve } from "#shared/contract/serve"
import { ok, type Result } from "#shared/problem/result"
import type { WindowPort } from "#main/desk/session/shell-port"
import { newToken } from "./access"
import type { FileServer } from "./files"
import { watchIdle } from "./idle"
import { createFileServer, listen, type Place } from "./server"
import { plainWindow } from "../open-first"
import { createTabs, type TabLimits } from "./tabs"

export interface BrowserServer {
  /** What to open in a browser; behind a socket, through a tunnel that ends at the port it leaves out. */
  readonly url: string
  /** `127.0.0.1:PORT`, or the socket's path. */
  readonly address: string
  close(): Promise<void>
}

export interface BrowserServerOptions {
  readonly place: Place
  readonly files: FileServer
  /** Answers for one more tab. */
  readonly answersFor: (window: WindowPort) => Answers<DeskContract>
  readonly limits: TabLimits
  readonly timers: Timers
  readonly idle: {
    /** Milliseconds without a tab; null: never. */
    readonly after: number | null
    readonly isBusy: () => boolean
    readonly onIdle: () => void
  }
  /** A bug behind an answer. */
  readonly onBug: (name: string, error: unknown) => void
}

/** Serves the window to browsers of this machine and of this person. Fails with `shell.notListening`. */
export async function serveBrowser(options: BrowserServerOptions): Promise<Result<BrowserServer>> {
  const { place, files, answersFor, limits, timers, onBug } = options
  const token = newToken()
  const tabs = createTabs({
    token,
    limits,
    timers,
    onTab: (wire) => serve(deskContract, answersFor(plainWindow), wire, { onBug }),
    onCount: () => idle.look(),
  })
  const idle = watchIdle({ ...options.idle, timers, hasWindow: () => tabs.count() > 0 })
  const server = createFileServer(files, tabs)
  const listening = await listen(server, place)
  if (!listening.ok) return listening
  idle.look()
  const port = listening.value
  return ok({
    url: port === null ? `http://localhost/#t=${token}` : `http://127.0.0.1:${port}/#t=${token}`,
    address: "socket" in place ? place.socket : `127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        idle.stop()
        tabs.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}
