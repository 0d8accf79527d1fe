import { app, BrowserWindow, ipcMain, MessageChannelMain, protocol, utilityProcess } from "electron"
import path from "node:path"
const dir = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname)
protocol.registerSchemesAsPrivileged([
  { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
globalThis.log = []
for (const e of [
  "will-finish-launching",
  "ready",
  "window-all-closed",
  "before-quit",
  "will-quit",
  "quit",
  "child-process-gone",
  "render-process-gone",
])
  app.on(e, () => {
    globalThis.log.push(e)
  })
ipcMain.handle("echo", (_e, v) => {
  globalThis.last = v
  return v
})
ipcMain.handle("kinds", (_e, v) =>
  Object.fromEntries(Object.entries(v).map(([k, x]) => [k, Object.prototype.toString.call(x).slice(8, -1)])),
)
ipcMain.handle("boom", () => {
  throw new TypeError("no good")
})
ipcMain.handle("ret-fn", () => () => 1)
ipcMain.handle("sender", (e) => [
  e.senderFrame.url,
  e.senderFrame === e.sender.mainFrame,
  e.senderFrame.parent,
])
ipcMain.on("port-in", (e, msg) => {
  const p = e.ports[0]
  p.on("message", (m) => {
    if (m.ports[0]) {
      m.ports[0].postMessage("via nested port")
      return
    }
    p.postMessage({ got: m.data, msg })
  })
  p.on("close", () => {
    globalThis.log.push("port-closed")
  })
  p.start()
})
app.whenReady().then(async () => {
  protocol.handle("app", (req) => {
    const u = new URL(req.url)
    if (u.pathname === "/api") return Response.json({ url: req.url, method: req.method })
    return new Response(
      '<!doctype html><title>t</title><h1 id=x>hi</h1><iframe src="app://c/frame"></iframe>',
      {
        headers: {
          "content-type": "text/html",
          "content-security-policy": "default-src 'self' app:; script-src 'self'",
        },
      },
    )
  })
  const win = new BrowserWindow({
    width: 640,
    height: 480,
    webPreferences: { preload: path.join(dir, "preload.cjs"), sandbox: true, contextIsolation: true },
  })
  await win.loadURL("app://c/index.html")
  globalThis.loaded = true
  globalThis.engine = async () => {
    const child = utilityProcess.fork(path.join(dir, "util.mjs"), ["a1"], {
      stdio: "pipe",
      env: { ONLY: "me" },
      serviceName: "eng",
    })
    const out = []
    child.stdout.on("data", (d) => out.push(String(d)))
    child.postMessage("early") // queued until the child listens
    const first = await new Promise((r) => child.once("message", r))
    const { port1, port2 } = new MessageChannelMain()
    child.postMessage({ take: 1 }, [port1])
    const viaPort = await new Promise((r) => {
      port2.once("message", (e) => r(e.data))
      port2.start()
      port2.postMessage(new Map([[1, new Uint8Array([1, 2])]]))
    })
    const msg = (f) => {
      try {
        f()
        return "silent"
      } catch (e) {
        return e.message
      }
    }
    const c = new MessageChannelMain(),
      d = new MessageChannelMain()
    const rules = {
      moved: msg(() => port1.postMessage(1)),
      again: msg(() => c.port1.postMessage(0, [port1])),
      ab: msg(() => port2.postMessage(1, [new ArrayBuffer(4)])),
      self: msg(() => c.port1.postMessage(0, [c.port1])),
      dup: msg(() => c.port1.postMessage(0, [d.port1, d.port1])),
    }
    let local = 0
    d.port2.on("close", () => {
      local++
    })
    d.port2.close()
    rules.local = local
    rules.afterClose = msg(() => d.port2.postMessage(1))
    const closed = new Promise((r) => port2.once("close", () => r("closed")))
    const pid = typeof child.pid
    const exit = new Promise((r) => child.once("exit", r))
    child.postMessage({ die: 7 })
    return {
      first,
      viaPort,
      rules,
      pid,
      code: await exit,
      closed: await closed,
      out: out.join("").trim(),
      pidAfter: child.pid ?? null,
    }
  }
})
