import { type ChildProcess, spawn } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { WebSocket } from "ws"
import { type Client, connect } from "#shared/contract/connect"
import { type DeskContract, deskContract } from "#shared/contract/desk/desk-contract"
import { socketWire } from "#main/shell/browser/socket-wire"
import { everyDay } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { buildServer, builtFile, nestfolio, nestfolioJson } from "./nestfolio"

let ws: WrittenWorkspace
let settings: string

beforeAll(async () => {
  buildServer()
  settings = mkdtempSync(join(tmpdir(), "nestfolio settings "))
  ws = await workspace().sleeve("a", everyDay(400)).sleeve("b", everyDay(400)).meta("m", ["a", "b"]).write()
}, 120_000)

afterAll(() => {
  ws.remove()
  rmSync(settings, { recursive: true, force: true })
})

interface Serving {
  readonly child: ChildProcess
  readonly told: { readonly url: string; readonly address: string; readonly url_file: string }
  readonly end: (
    signal: NodeJS.Signals,
  ) => Promise<{ readonly code: number | null; readonly signal: string | null }>
}

/** `nestfolio serve` on the workspace, once it has said where. */
async function serving(): Promise<Serving> {
  const words = ["serve", "--no-open", "--workspace", ws.root, "--root", ws.root, "--output", "json"]
  const child = spawn(process.execPath, [builtFile, ...words], {
    env: { ...process.env, NESTFOLIO_SETTINGS: settings },
    stdio: ["ignore", "pipe", "inherit"],
  })
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once("exit", (code, signal) => resolve({ code, signal })),
  )
  const told = await new Promise<Serving["told"]>((resolve) => {
    let text = ""
    child.stdout.setEncoding("utf8")
    child.stdout.on("data", (part: string) => {
      text += part
      if (text.endsWith("}\n")) resolve(JSON.parse(text) as Serving["told"])
    })
  })
  return {
    child,
    told,
    async end(signal) {
      child.kill(signal)
      return ended
    },
  }
}

/** A window's line to it. */
async function windowOn(url: string): Promise<Client<DeskContract>> {
  const { host, hash } = new URL(url)
  const socket = new WebSocket(`ws://${host}/wire`, ["nestfolio", hash.slice("#t=".length)], {
    headers: { origin: `http://${host}` },
  })
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject))
  return connect(deskContract, socketWire(socket, Infinity))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe("nestfolio serve", () => {
  it("says its address, also in a file that its owner alone may read, and ends by Ctrl-C", async () => {
    const { told, end } = await serving()
    expect(told.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#t=[\w-]{43}$/)
    expect(readFileSync(told.url_file, "utf8")).toBe(`${told.url}\n`)
    const page = told.url_file.replace(/url$/, "html")
    // Windows keeps the folder of a person's settings to them by other means.
    const isPrivate = (file: string) =>
      process.platform === "win32" || (statSync(file).mode & 0o777) === 0o600
    expect([told.url_file, page].map(isPrivate)).toEqual([true, true])
    expect(readFileSync(page, "utf8")).toContain(`url=${told.url}"`)
    expect(await end("SIGINT")).toEqual({ code: 0, signal: null })
    expect([told.url_file, page].filter((file) => existsSync(file))).toEqual([])
  })

  it("answers a window about the workspace it was started on", async () => {
    const { told, end } = await serving()
    const window = await windowOn(told.url)
    const info = await window.ask("shell.info", {})
    expect(info).toMatchObject({
      ok: true,
      value: { kind: "browser", workspace: ws.root, savesFiles: false },
    })
    const listed = await window.ask("profiles.list", { root: ws.root })
    expect(listed.ok && listed.value.profiles.map(({ name }) => name)).toEqual(["a", "b", "m"])
    await end("SIGTERM")
  })

  it("opens no workspace beside the folders that it was given", async () => {
    const { told, end } = await serving()
    const window = await windowOn(told.url)
    for (const root of [tmpdir(), "/", join(ws.root, ".."), `${ws.root}/../${ws.root.split("/").at(-1)}x`]) {
      expect(await window.ask("workspace.open", { root }), root).toMatchObject({ ok: false })
    }
    await end("SIGTERM")
  })

  it("ends its engines, also in the middle of a run, without asking", async () => {
    const { told, end } = await serving()
    const window = await windowOn(told.url)
    await window.ask("profiles.list", { root: ws.root })
    const started = await window.ask("run.start", {
      root: ws.root,
      profile: "m",
      riskProfiles: null,
      parameters: {},
      executeSleeves: false,
      requestId: "one",
    })
    if (!started.ok) throw new Error(JSON.stringify(started))
    const { runId } = started.value
    const pid = await new Promise<number>((resolve) => {
      void window.ask(
        "run.watch",
        { root: ws.root, runId },
        { onItem: ({ run }) => (run.pid === null ? undefined : resolve(run.pid)) },
      )
    })
    expect(await end("SIGTERM")).toEqual({ code: 0, signal: null })
    expect(isAlive(pid)).toBe(false)
  })
})

describe("what nestfolio serve refuses", () => {
  it.each([
    ["a port that is none", ["--port", "70000"], 2],
    ["minutes that are no number", ["--idle-minutes", "soon"], 2],
    ["a port and a socket", ["--port", "1", "--socket", "s"], 2],
    ["a workspace that is none", ["--workspace", "/nowhere"], 3],
  ])("%s", async (_, words, code) => {
    const ended = await nestfolioJson(["serve", "--no-open", ...words], {
      env: { NESTFOLIO_SETTINGS: settings },
    })
    expect(ended.code).toBe(code)
    expect(ended.data.problems).toHaveLength(1)
  })

  it("a port that is taken, with an exit and no engine left behind", async () => {
    const { told, end } = await serving()
    const { port } = new URL(told.url)
    const { code, stderr } = await nestfolio(["serve", "--no-open", "--workspace", ws.root, "--port", port], {
      env: { NESTFOLIO_SETTINGS: settings },
    })
    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining("shell.notListening") })
    await end("SIGTERM")
  })
})
