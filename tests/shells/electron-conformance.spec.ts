import { resolve } from "node:path"
import { expect, type Page, test } from "@playwright/test"
import { isRealElectron, type StartedElectron, startElectron } from "./electron-app"

/** What the tried app's preload exposes; see electron-standin/conformance/app/preload.cjs. */
interface Tried {
  readonly required: unknown
  readonly symbols: object
  readonly list: object
  readonly nested: { readonly deep: { values(): { u: unknown; d: unknown; m: Map<number, number> } } }
  invoke(channel: string, value?: unknown): Promise<unknown>
  sendFunction(): unknown
  instance(): { readonly a: unknown; readonly m?: unknown }
  sum(a: number, b: number): number
  callBack(f: (x: number) => number): number
  later(f: (x: number) => Promise<number>): Promise<number>
  fail(): void
  rejects(): Promise<never>
  change(object: object): boolean
  takesPort(port: unknown): string
  exposeAgain(): string
  world(): unknown
  throughPort(message: string): Promise<{ readonly got: Uint8Array; readonly message: string }>
  throughInnerPort(): Promise<string>
  passOn(): void
}
declare const tried: Tried
declare const log: string[]
declare const tryChild: () => Promise<unknown>

let electron: StartedElectron
let page: Page

test.describe.configure({ mode: "serial" })
test.beforeAll(async () => {
  electron = await startElectron({ app: resolve(import.meta.dirname, "../electron-standin/conformance/app") })
  page = await electron.app.firstWindow()
  await page.waitForFunction(() => typeof tried === "object")
})
test.afterAll(() => electron.close())

test("a sandboxed preload may require four modules and nothing else", async () => {
  expect(await page.evaluate(() => tried.required)).toEqual({
    fs: "module not found: fs",
    path: "module not found: node:path",
    local: "module not found: ./x",
    events: "ok",
    url: "ok",
    timers: "ok",
  })
})

test("values of the structured clone arrive as what they were", async () => {
  const kinds = await page.evaluate(() =>
    tried.invoke("kinds", {
      map: new Map(),
      set: new Set(),
      date: new Date(),
      bytes: new Uint8Array(2),
      doubles: new Float64Array(2),
      buffer: new ArrayBuffer(3),
      big: 3n,
      nothing: undefined,
      error: new Error("x"),
      pattern: /a/,
      number: NaN,
    }),
  )
  expect(kinds).toEqual({
    map: "Map",
    set: "Set",
    date: "Date",
    bytes: "Uint8Array",
    doubles: "Float64Array",
    buffer: "ArrayBuffer",
    big: "BigInt",
    nothing: "Undefined",
    error: "Error",
    pattern: "RegExp",
    number: "Number",
  })
  const back = await page.evaluate(async () => {
    const sent = {
      u: new Uint8Array([1, 2, 255]),
      d: new Date(7),
      zero: -0,
      none: undefined,
      dollar: { $: "x" },
    }
    const got = (await tried.invoke("echo", sent)) as typeof sent
    return [[...got.u], got.d.getTime(), Object.is(got.zero, -0), "none" in got, got.dollar.$]
  })
  expect(back).toEqual([[1, 2, 255], 7, true, true, "x"])
})

test("a function is not cloned", async () => {
  expect(await page.evaluate(() => tried.sendFunction())).toBe("An object could not be cloned.")
})

test("a failure of a handler is told by name", async () => {
  const told = (channel: string) =>
    page.evaluate(
      (asked) => tried.invoke(asked).catch((error: Error) => [error.name, error.message]),
      channel,
    )
  expect(await told("throws")).toEqual(["Error", "Error invoking remote method 'throws': TypeError: no good"])
  expect(await told("unknown")).toEqual([
    "Error",
    "Error invoking remote method 'unknown': Error: No handler registered for 'unknown'",
  ])
  expect(await told("gives-function")).toEqual(["Error", expect.stringContaining("could not be cloned")])
})

test("the bridge copies, freezes and proxies", async () => {
  const copied = await page.evaluate(() => [
    tried.sum(2, 3),
    tried.callBack((x) => x * 10),
    Object.isFrozen(tried),
    Object.isFrozen(tried.nested.deep),
    Object.isFrozen(tried.list),
    Object.getOwnPropertySymbols(tried.symbols).length,
  ])
  expect(copied).toEqual([5, 21, true, true, true, 0])
  expect(await page.evaluate(() => tried.later(async (x) => x + 1))).toBe(42)
  const instance = await page.evaluate(() => {
    const got = tried.instance()
    return [got.a, typeof got.m, got.constructor.name]
  })
  expect(instance).toEqual([1, "undefined", "Object"])
  const changed = await page.evaluate(() => {
    const own = {}
    return [tried.change(own), "x" in own]
  })
  expect(changed).toEqual([true, false])
  const values = await page.evaluate(() => {
    const got = tried.nested.deep.values()
    return [got.u instanceof Uint8Array, got.d instanceof Date, got.m.get(1)]
  })
  expect(values).toEqual([true, true, 2])
})

test("an error that crosses the bridge keeps its message alone", async () => {
  const thrown = await page.evaluate(() => {
    try {
      tried.fail()
      return "nothing"
    } catch (error) {
      return [error instanceof Error, (error as Error).message, Reflect.get(error as object, "code") ?? null]
    }
  })
  expect(thrown).toEqual([true, "bad", null])
  expect(await page.evaluate(() => tried.rejects().catch((error: Error) => error.message))).toBe("rejected")
})

test("nothing is exposed twice, and no port crosses the bridge", async () => {
  expect(await page.evaluate(() => tried.exposeAgain())).toContain("existing property")
  const port = await page.evaluate(() => {
    try {
      return tried.takesPort(new MessageChannel().port1)
    } catch {
      return "threw"
    }
  })
  expect(port).toBe("threw")
})

test("the preload's world is not the page's", async () => {
  const world = await page.evaluate(() => {
    Reflect.set(window, "pageVariable", 1)
    return tried.world()
  })
  expect(world).toEqual(["undefined", "object", true, "undefined"])
})

test("a handler learns which frame sent", async () => {
  expect(await page.evaluate(() => tried.invoke("sender"))).toEqual(["app://c/index.html", true, null])
})

test("a port of the page reaches main, another inside of it too, and its close is told", async () => {
  const answer = await page.evaluate(async () => {
    const { message, got } = await tried.throughPort("hey")
    return [message, [...got]]
  })
  expect(answer).toEqual(["hey", [1, 2, 3]])
  await expect.poll(() => electron.app.evaluate(() => log.includes("port closed"))).toBe(true)
  expect(await page.evaluate(() => tried.throughInnerPort())).toBe("by the inner port")
})

test("a port of main reaches the page's own world", async () => {
  await page.evaluate(() => {
    const got = new Promise((done) => {
      addEventListener("message", ({ data, ports: [port] }) => {
        if (data?.give === undefined || port === undefined) return
        port.addEventListener("message", (event) => done(event.data))
        port.start()
        port.postMessage("ping")
      })
    })
    Reflect.set(window, "got", got)
    tried.passOn()
  })
  const heard = await electron.app.evaluate(async ({ BrowserWindow, MessageChannelMain }) => {
    const { port1, port2 } = new MessageChannelMain()
    const ping = new Promise((done) => {
      port2.on("message", ({ data }) => {
        done(data)
        port2.postMessage("pong")
      })
    })
    port2.start()
    BrowserWindow.getAllWindows()[0]!.webContents.postMessage("give", "m", [port1])
    return ping
  })
  expect(heard).toBe("ping")
  expect(await page.evaluate(() => Reflect.get(window, "got") as Promise<unknown>)).toBe("pong")
})

test("a utility process has its own variables and no process.send; ports keep Electron's rules", async () => {
  expect(await electron.app.evaluate(() => tryChild())).toEqual({
    first: { argv: ["a1"], only: "me", path: null, send: "undefined", type: "utility" },
    viaPort: { isMap: true, isBytes: true },
    rules: {
      postToMoved: "silent",
      moveAgain: "Port at index 0 is already neutered.",
      moveBuffer: "Port at index 0 is not a valid port",
      moveItself: "Port at index 0 contains the source port.",
      moveTwice: "Port at index 1 is a duplicate.",
      closesOnOwnSide: 1,
      postToClosed: "silent",
    },
    pid: "number",
    code: 7,
    port: "closed",
    printed: "hello from the child",
    pidAfter: null,
  })
})

test("a subframe has no preload, and its navigations are told", async () => {
  expect(await page.frames()[1]!.evaluate(() => typeof tried)).toBe("undefined")
  expect(await electron.app.evaluate(() => log)).toContain("frame to app://c/frame")
})

test("the app's own scheme answers fetch", async () => {
  const answer = await page.evaluate(async () => (await fetch("/api", { method: "POST", body: "x" })).json())
  expect(answer).toEqual({ url: "app://c/api", method: "POST" })
})

test("a redirect can be prevented", async () => {
  await electron.app.evaluate(({ BrowserWindow }) => {
    void BrowserWindow.getAllWindows()[0]!
      .loadURL("app://c/moved")
      .catch(() => {})
  })
  await expect
    .poll(() => electron.app.evaluate(() => log.find((line) => line.startsWith("redirect"))))
    .toBe("redirect to app://elsewhere/")
})

test("the stand-in refuses to open an insecure window", async () => {
  test.skip(isRealElectron, "Electron opens it")
  const refused = await electron.app.evaluate(({ BrowserWindow }) => {
    try {
      return `opened ${new BrowserWindow({ webPreferences: { nodeIntegration: true } }).id}`
    } catch (error) {
      return (error as Error).message
    }
  })
  expect(refused).toContain("insecure")
})

test("a page becomes a picture and a PDF", async () => {
  const made = await electron.app.evaluate(async ({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    const picture = await webContents.capturePage()
    const pdf = await webContents.printToPDF({ pageSize: "A4" })
    return [picture.toPNG().length > 500, pdf.subarray(0, 4).toString()]
  })
  expect(made).toEqual([true, "%PDF"])
})

test("a crash of the page is told, and a reload brings its preload back", async () => {
  const reason = await electron.app.evaluate(
    ({ BrowserWindow }) =>
      new Promise((done) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]!
        webContents.once("render-process-gone", (_event, details) => done(details.reason))
        webContents.forcefullyCrashRenderer()
      }),
  )
  expect(reason).toBe("crashed")
  const exposed = await electron.app.evaluate(async ({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    webContents.reload()
    await new Promise<void>((done) => {
      webContents.once("did-finish-load", () => done())
    })
    return (await webContents.executeJavaScript("typeof tried.invoke")) as string
  })
  expect(exposed).toBe("function")
})
