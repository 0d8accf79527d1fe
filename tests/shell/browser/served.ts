import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { request, type IncomingHttpHeaders } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { WebSocket } from "ws"
import type { Answers } from "#shared/contract/call"
import type { Timers } from "#shared/contract/coalesce"
import type { DeskContract } from "#shared/contract/desk/desk-contract"
import { ok } from "#shared/problem/result"
import { builtFiles } from "#main/shell/browser/files"
import {
  type BrowserServer,
  type BrowserServerOptions,
  serveBrowser,
} from "#main/shell/browser/serve-browser"
import { defaultTabLimits } from "#main/shell/browser/tabs"

export const systemTimers: Timers = {
  now: () => performance.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds)
    return () => clearTimeout(timer)
  },
}

/** A desk that answers what these tests ask, and keeps the signals of what it was asked. */
export interface FakeDesk {
  readonly answersFor: () => Answers<DeskContract>
  readonly signals: AbortSignal[]
  /** Sends an item of so many bytes to everyone who watches. */
  emit(bytes: number): void
}

export function fakeDesk(): FakeDesk {
  const signals: AbortSignal[] = []
  const emitters: ((bytes: number) => void)[] = []
  const answers: Partial<Answers<DeskContract>> = {
    "workspace.recent": (_input, { signal }) => {
      signals.push(signal)
      return ok({ workspaces: [] })
    },
    "shell.links": (_input, { signal, emit }) => {
      signals.push(signal)
      emitters.push((bytes) => emit({ address: "x".repeat(bytes) }))
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve(ok({}))))
    },
  }
  return {
    answersFor: () => answers as Answers<DeskContract>,
    signals,
    emit: (bytes) => {
      for (const emit of emitters) emit(bytes)
    },
  }
}

export interface Served extends BrowserServer {
  readonly desk: FakeDesk
  readonly port: number
  readonly token: string
  /** The folder that holds the folder that is served, and one secret file beside it. */
  readonly folder: string
  stop(): Promise<void>
}

/** A real server on a free port, with a small build of the window. */
export async function served(changed: Partial<BrowserServerOptions> = {}): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), "nestfolio served "))
  mkdirSync(join(folder, "renderer", "assets"), { recursive: true })
  writeFileSync(join(folder, "renderer", "index.html"), "<!doctype html><title>window</title>")
  writeFileSync(join(folder, "renderer", "assets", "index-abc.js"), "export {}")
  writeFileSync(join(folder, "secret.js"), "secret")
  const desk = fakeDesk()
  const server = await serveBrowser({
    place: { port: 0 },
    files: builtFiles(join(folder, "renderer")),
    answersFor: desk.answersFor,
    limits: defaultTabLimits,
    timers: systemTimers,
    idle: { after: null, isBusy: () => false, onIdle: () => {} },
    onBug: () => {},
    ...changed,
  })
  if (!server.ok) throw new Error(JSON.stringify(server.problems))
  const { port, hash } = new URL(server.value.url)
  return {
    ...server.value,
    desk,
    port: Number(port),
    token: hash.slice("#t=".length),
    folder,
    async stop() {
      await server.value.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A request exactly as told: no client tidies its path or its headers up. */
export function ask(
  at: { readonly port: number } | { readonly socketPath: string },
  told: { readonly path?: string; readonly method?: string; readonly host?: string } = {},
): Promise<Answered> {
  const { path = "/", method = "GET", host = "port" in at ? `127.0.0.1:${at.port}` : "localhost" } = told
  return new Promise((resolve, reject) => {
    const sent = request(
      { ...at, ...("port" in at ? { host: "127.0.0.1" } : {}), path, method, headers: { host } },
      (response) => {
        let body = ""
        response.setEncoding("utf8")
        response.on("data", (text: string) => {
          body += text
        })
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        )
      },
    )
    sent.on("error", reject)
    sent.end()
  })
}

export interface Tab {
  readonly socket: WebSocket
  /** The close code, once it closed. */
  readonly closed: Promise<number>
}

/** Opens a socket as a tab does, or otherwise where told; gives the status of a refusal. */
export function openTab(
  at: Served,
  told: {
    readonly token?: string
    readonly origin?: string
    readonly host?: string
    readonly path?: string
    readonly protocols?: string[]
  } = {},
): Promise<Tab | number> {
  const host = told.host ?? `127.0.0.1:${at.port}`
  const socket = new WebSocket(
    `ws://127.0.0.1:${at.port}${told.path ?? "/wire"}`,
    told.protocols ?? ["nestfolio", told.token ?? at.token],
    { headers: { host, origin: told.origin ?? `http://${host}` } },
  )
  const closed = new Promise<number>((resolve) => socket.once("close", resolve))
  return new Promise((resolve, reject) => {
    socket.once("open", () => resolve({ socket, closed }))
    socket.once("unexpected-response", (_request, response) => {
      resolve(response.statusCode ?? 0)
      socket.once("error", () => {})
      socket.terminate()
    })
    socket.once("error", reject)
  })
}

/** A tab that has to be let in. */
export async function letIn(at: Served): Promise<Tab> {
  const tab = await openTab(at)
  if (typeof tab === "number") throw new Error(`refused with ${tab}`)
  return tab
}
