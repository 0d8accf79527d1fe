/** An app that does nothing but use what Nestfolio needs of Electron, so that a spec can pin how it behaves. */
import path from "node:path"
import { app, BrowserWindow, ipcMain, protocol } from "electron"
import { tryChild } from "./try-child.mjs"

const folder = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname)
const page = '<!doctype html><title>t</title><h1 id=x>hi</h1><iframe src="/frame"></iframe>'

protocol.registerSchemesAsPrivileged([
  { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true } },
])

globalThis.log = []
globalThis.tryChild = () => tryChild(path.join(folder, "child.mjs"))

ipcMain.handle("echo", (_event, value) => value)
ipcMain.handle("kinds", (_event, values) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Object.prototype.toString.call(value).slice(8, -1)]),
  ),
)
ipcMain.handle("throws", () => {
  throw new TypeError("no good")
})
ipcMain.handle("gives-function", () => () => 1)
ipcMain.handle("sender", ({ sender, senderFrame }) => [
  senderFrame.url,
  senderFrame === sender.mainFrame,
  senderFrame.parent,
])
ipcMain.on("port-in", ({ ports: [port] }, message) => {
  port.on("message", ({ data, ports: [inner] }) => {
    if (inner) inner.postMessage("by the inner port")
    else port.postMessage({ got: data, message })
  })
  port.on("close", () => globalThis.log.push("port closed"))
  port.start()
})

app.on("ready", async () => {
  protocol.handle("app", (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === "/api") return Response.json({ url: request.url, method: request.method })
    if (pathname === "/moved") return Response.redirect("app://elsewhere/", 302)
    const headers = {
      "content-type": "text/html",
      "content-security-policy": "default-src 'self' app:; script-src 'self'",
    }
    return new Response(page, { headers })
  })
  const window = new BrowserWindow({
    width: 640,
    height: 480,
    webPreferences: { preload: path.join(folder, "preload.cjs"), sandbox: true, contextIsolation: true },
  })
  window.webContents.on("will-redirect", (event, url) => {
    globalThis.log.push(`redirect to ${url}`)
    event.preventDefault()
  })
  window.webContents.on("will-frame-navigate", ({ url, isMainFrame }) => {
    globalThis.log.push(`${isMainFrame ? "page" : "frame"} to ${url}`)
  })
  await window.loadURL("app://c/index.html")
})
