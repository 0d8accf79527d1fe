import { test, expect, _electron, type ElectronApplication, type Page } from "@playwright/test"
import { join, resolve } from "node:path"
import { tmpdir } from "node:os"
import { mkdtempSync } from "node:fs"
if (process.env["NESTFOLIO_E2E"] !== "electron")
  process.env["ELECTRON_OVERRIDE_DIST_PATH"] = resolve(import.meta.dirname, "../dist")
let app: ElectronApplication, page: Page
declare const t: any
let err = ""
test.beforeAll(async () => {
  app = await _electron.launch({
    args: [import.meta.dirname, `--user-data-dir=${mkdtempSync(join(tmpdir(), "cf-"))}`],
    cwd: import.meta.dirname,
  })
  app.process().stderr!.on("data", (d) => (err += d))
  page = await app.firstWindow()
  await page.waitForURL(/index\.html/)
  await page.waitForLoadState()
})
test.afterAll(async () => {
  await app.close()
})
const run = <T>(f: () => T) => page.evaluate(f)
test("sandboxed preload requires", async () =>
  expect(await run(() => t.reqs)).toEqual({
    fs: "module not found: fs",
    path: "module not found: node:path",
    local: "module not found: ./x",
    events: "ok",
    url: "ok",
    timers: "ok",
  }))
test("structured clone over invoke", async () => {
  expect(
    await run(() =>
      t.kinds({
        m: new Map(),
        s: new Set(),
        d: new Date(),
        u8: new Uint8Array(2),
        f64: new Float64Array(2),
        ab: new ArrayBuffer(3),
        big: 3n,
        und: undefined,
        err: new Error("x"),
        re: /a/,
        n: NaN,
      }),
    ),
  ).toEqual({
    m: "Map",
    s: "Set",
    d: "Date",
    u8: "Uint8Array",
    f64: "Float64Array",
    ab: "ArrayBuffer",
    big: "BigInt",
    und: "Undefined",
    err: "Error",
    re: "RegExp",
    n: "Number",
  })
  expect(
    await run(async () => {
      const r = await t.echo({
        u: new Uint8Array([1, 2, 255]),
        d: new Date(7),
        neg: -0,
        u2: undefined,
        dollar: { $: "x" },
      })
      return [[...r.u], r.d.getTime(), Object.is(r.neg, -0), "u2" in r, r.dollar.$]
    }),
  ).toEqual([[1, 2, 255], 7, true, true, "x"])
  expect(await run(() => t.sendFn())).toBe("An object could not be cloned.")
})
test("invoke errors", async () => {
  const m = (f: () => any) => page.evaluate(f).catch((e) => e.message as string)
  expect(await run(() => t.boom().catch((e: Error) => [e.name, e.message]))).toEqual([
    "Error",
    "Error invoking remote method 'boom': TypeError: no good",
  ])
  expect(await run(() => t.none().catch((e: Error) => e.message))).toBe(
    "Error invoking remote method 'none': Error: No handler registered for 'none'",
  )
  expect(await run(() => t.retFn().catch((e: Error) => e.message))).toContain(
    "An object could not be cloned.",
  )
  void m
})
test("contextBridge copying rules", async () => {
  expect(
    await run(() => [
      t.sync(2, 3),
      t.cb((x: number) => x * 10),
      Object.isFrozen(t),
      Object.isFrozen(t.nested.deep),
      Object.isFrozen(t.arr),
      Object.getOwnPropertySymbols(t.sym).length,
    ]),
  ).toEqual([5, 21, true, true, true, 0])
  expect(await run(() => t.later(async (x: number) => x + 1))).toBe(42)
  expect(
    await run(() => {
      const k = t.klass()
      return [k.a, typeof k.m, k.constructor.name]
    }),
  ).toEqual([1, "undefined", "Object"])
  expect(
    await run(() => {
      try {
        t.fail()
      } catch (e: any) {
        return [e instanceof Error, e.message, e.code ?? null]
      }
      return 0
    }),
  ).toEqual([true, "bad", null])
  expect(await run(() => t.rejects().catch((e: Error) => e.message))).toBe("rej")
  expect(
    await run(() => {
      const o: any = {}
      const same = t.mutate(o)
      return [same, "x" in o]
    }),
  ).toEqual([true, false])
  expect(
    await run(() => {
      const r = t.nested.deep.f()
      return [r.u instanceof Uint8Array, r.d instanceof Date, r.m.get(1)]
    }),
  ).toEqual([true, true, 2])
  expect(await run(() => t.twice())).toContain("existing property")
  expect(
    await run(() => {
      try {
        t.takesPort(new MessageChannel().port1)
        return "ok"
      } catch {
        return "threw"
      }
    }),
  ).toBe("threw")
  expect(
    await run(() => {
      ;(window as any).pageVar = 1
      return t.world()
    }),
  ).toEqual(["undefined", "object", true, "undefined"])
})
test("sender frame", async () =>
  expect(await run(() => t.sender())).toEqual(["app://c/index.html", true, null]))
test("MessagePort renderer -> main, nested port, close event", async () => {
  expect(
    await run(async () => {
      const r = await t.port("hey")
      return [r.msg, [...r.got]]
    }),
  ).toEqual(["hey", [1, 2, 3]])
  await expect.poll(() => app.evaluate(() => (globalThis as any).log.includes("port-closed"))).toBe(true)
  expect(await run(() => t.nested2())).toBe("via nested port")
})
test("MessagePort main -> page main world", async () => {
  await run(() => {
    ;(window as any).got = new Promise((res) =>
      addEventListener("message", (e) => {
        if (e.data?.give) {
          const p = e.ports[0]!
          p.onmessage = (m) => res(m.data)
          p.postMessage("ping")
        }
      }),
    )
    t.give()
  })
  expect(
    await app.evaluate(async ({ BrowserWindow, MessageChannelMain }) => {
      const { port1, port2 } = new MessageChannelMain()
      const r = new Promise((res) =>
        port2.on("message", (e) => {
          res(e.data)
          port2.postMessage("pong")
        }),
      )
      port2.start()
      BrowserWindow.getAllWindows()[0]!.webContents.postMessage("give", "m", [port1])
      return r
    }),
  ).toBe("ping")
  expect(await run(() => (window as any).got)).toBe("pong")
})
test("utility process", async () => {
  expect(await app.evaluate(() => (globalThis as any).engine())).toEqual({
    first: { argv: ["a1"], env: "me", path: null, send: "undefined", type: "utility" },
    viaPort: { map: true, u8: true },
    rules: {
      moved: "silent",
      again: "Port at index 0 is already neutered.",
      ab: "Port at index 0 is not a valid port",
      self: "Port at index 0 contains the source port.",
      dup: "Port at index 1 is a duplicate.",
      local: 1,
      afterClose: "silent",
    },
    pid: "number",
    code: 7,
    closed: "closed",
    out: "hello from util",
    pidAfter: null,
  })
})
test("subframe has no preload; protocol.handle fetch", async () => {
  expect(await page.frames()[1]!.evaluate(() => typeof t)).toBe("undefined")
  expect(await run(() => fetch("/api", { method: "POST", body: "x" }).then((r) => r.json()))).toEqual({
    url: "app://c/api",
    method: "POST",
  })
})
test("insecure webPreferences are refused (stand-in only)", async () => {
  expect(
    await app.evaluate(({ BrowserWindow }) => {
      try {
        new BrowserWindow({ webPreferences: { nodeIntegration: true } })
        return "made"
      } catch (e) {
        return (e as Error).message
      }
    }),
  ).toContain("insecure")
})
test("capture, pdf, executeJavaScript, crash", async () => {
  expect(
    await app.evaluate(async ({ BrowserWindow }) => {
      const w = BrowserWindow.getAllWindows()[0]!
      const img = await w.webContents.capturePage()
      const pdf = await w.webContents.printToPDF({ pageSize: "A4" })
      return [
        img.toPNG().length > 500,
        pdf.subarray(0, 4).toString(),
        await w.webContents.executeJavaScript("document.title"),
      ]
    }),
  ).toEqual([true, "%PDF", "t"])
  expect(
    await app.evaluate(
      ({ BrowserWindow }) =>
        new Promise((res) => {
          const w = BrowserWindow.getAllWindows()[0]!
          w.webContents.once("render-process-gone", (_e, d) => res(d.reason))
          w.webContents.forcefullyCrashRenderer()
        }),
    ),
  ).toBe("crashed")
  expect(
    await app.evaluate(async ({ BrowserWindow }) => {
      const w = BrowserWindow.getAllWindows()[0]!
      w.webContents.reload()
      await new Promise((r) => w.webContents.once("did-finish-load", r))
      return w.webContents.executeJavaScript("typeof t.echo")
    }),
  ).toBe("function") // preload runs again after a crash
})
