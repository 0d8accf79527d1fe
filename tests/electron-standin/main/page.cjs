"use strict"
/** A Chromium page with its preload, its requests and its lines to the main process: what webContents stands on. */
const { EventEmitter } = require("node:events")
const { toApp } = require("./addresses.cjs")
const { ipcMain } = require("./ipc-main.cjs")
const { Link } = require("../link.cjs")
const { denyNextPopup } = require("./popup-guard.cjs")
const { BINDING, injectPreload, WORLD } = require("./preload-injection.cjs")
const { codec } = require("../ports.cjs")
const { answerRequest } = require("./requests.cjs")
const { complain, state } = require("./state.cjs")

/** Preferences that open the machine to a page: no window of ours may ask for them, so no test may pass with them. */
const insecure = [
  ["nodeIntegration", true],
  ["contextIsolation", false],
  ["sandbox", false],
  ["webSecurity", false],
  ["nodeIntegrationInSubFrames", true],
  ["webviewTag", true],
  ["allowRunningInsecureContent", true],
  ["experimentalFeatures", true],
]

class Page extends EventEmitter {
  id = state.nextId++
  _window
  _session
  _mainFrameId = null
  _context = null
  _url = ""
  _link
  _destroyed = false
  _openHandler = () => ({ action: "allow" })
  _ready
  _ours = new Set()
  _isCrashed = false
  _zoomFactor = 1
  constructor(win, prefs, size) {
    super()
    this._window = win
    this.mainFrame = {
      get url() {
        return win.webContents.getURL()
      },
      get origin() {
        try {
          return new URL(this.url).origin
        } catch {
          return "null"
        }
      },
      parent: null,
      postMessage: (...a) => this.postMessage(...a),
      send: (...a) => this.send(...a),
    }
    for (const [k, bad] of insecure)
      if (prefs[k] === bad) throw new Error(`electron stand-in: insecure webPreferences.${k}=${bad}`)
    this._newLink()
    this._ready = this._attach(prefs, size)
    this._ready.catch((e) => complain("stand-in window failed", e))
  }
  _newLink() {
    this._link?.dispose()
    this._link = new Link(
      "n",
      (e) => this._toPage(e),
      (e, ports) => this._fromPage(e, ports),
    )
  }
  _toPage(e) {
    if (this._context === null) return false
    this._session
      .send("Runtime.evaluate", {
        contextId: this._context,
        expression: `__standinRecv(${JSON.stringify(codec.encode(e))})`,
      })
      .catch(() => {})
    return true
  }
  async _attach(prefs, size) {
    const c = state.chromium
    this.targetId = (
      await c.send("Target.createTarget", { url: "about:blank", newWindow: true, ...size })
    ).targetId
    const attached = await c.send("Target.attachToTarget", { targetId: this.targetId, flatten: true })
    const s = c.session(attached.sessionId)
    this._session = s
    this._wire(s)
    await Promise.all(["Page.enable", "Runtime.enable", "Inspector.enable"].map((m) => s.send(m)))
    this._mainFrameId = (await s.send("Page.getFrameTree")).frameTree.frame.id
    await s.send("Page.setLifecycleEventsEnabled", { enabled: true })
    await this._fitWindow(size)
    await s.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] })
    await injectPreload(s, prefs)
  }
  /** Chromium's own toolbar is no part of the app's window. */
  async _fitWindow(size) {
    const c = state.chromium
    const { result: inner } = await this._session.send("Runtime.evaluate", {
      expression: "[innerWidth, innerHeight]",
      returnByValue: true,
    })
    const { windowId, bounds } = await c.send("Browser.getWindowForTarget", { targetId: this.targetId })
    await c
      .send("Browser.setWindowBounds", {
        windowId,
        bounds: {
          width: bounds.width + size.width - inner.value[0],
          height: bounds.height + size.height - inner.value[1],
        },
      })
      .catch(() => {})
  }
  _wire(s) {
    s.on("Runtime.executionContextCreated", ({ context: x }) => {
      if (x.name === WORLD && x.auxData.frameId === this._mainFrameId) {
        this._context = x.id
      }
    })
    s.on("Runtime.executionContextDestroyed", (e) => {
      if (e.executionContextId === this._context) {
        this._context = null
        this._newLink()
      }
    })
    s.on("Runtime.executionContextsCleared", () => {
      this._context = null
      this._newLink()
    })
    s.on("Runtime.bindingCalled", (e) => {
      if (e.name === BINDING) {
        if (this._context === null) this._context = e.executionContextId
        this._link.receive(codec.decode(e.payload))
      }
    })
    s.on("Page.frameNavigated", ({ frame }) => {
      if (!frame.parentId) {
        this._url = toApp(frame.url + (frame.urlFragment || ""))
        if (frame.url !== "about:blank") this.emit("did-navigate", {}, this._url)
      }
    })
    s.on("Page.navigatedWithinDocument", ({ frameId, url }) => {
      if (frameId === this._mainFrameId) {
        this._url = toApp(url)
        this.emit("did-navigate-in-page", {}, this._url, true)
      }
    })
    s.on("Page.domContentEventFired", () => this.emit("dom-ready", {}))
    s.on("Page.loadEventFired", () => {
      if (this._url && this._url !== "about:blank") this.emit("did-finish-load", {})
    })
    s.on("Page.lifecycleEvent", (e) => {
      if (e.name === "firstPaint" && e.frameId === this._mainFrameId) this._window._firstPaint()
    })
    s.on("Inspector.targetCrashed", () => {
      this._context = null
      this._newLink()
      this._isCrashed = true
      const d = { reason: "crashed", exitCode: 5 }
      this.emit("render-process-gone", {}, d)
      state.app.emit("render-process-gone", {}, this, d)
    })
    s.on("Runtime.consoleAPICalled", (e) =>
      this.emit("console-message", {
        level: e.type === "warning" ? "warning" : e.type === "error" ? "error" : "info",
        message: e.args.map((a) => a.value ?? a.description).join(" "),
      }),
    )
    s.on("Page.windowOpen", (e) => {
      const r = this._openHandler({
        url: toApp(e.url),
        frameName: e.windowName,
        features: e.windowFeatures.join(","),
        disposition: "new-window",
      })
      if (r.action === "deny") denyNextPopup(this.targetId)
    })
    s.on("Fetch.requestPaused", (e) =>
      answerRequest(this._page(), e).catch((err) => {
        if (!this._destroyed && !/Invalid InterceptionId|session/i.test(err.message)) complain(err)
      }),
    )
  }
  /** What a stopped request needs to know of its page. */
  _page() {
    return {
      session: this._session,
      id: this.id,
      emit: this.emit.bind(this),
      ours: this._ours,
      mainFrame: this.mainFrame,
      mainFrameId: this._mainFrameId,
    }
  }
  async _fromPage(e, ports) {
    const ev = {
      sender: this,
      senderFrame: this.mainFrame,
      frameId: 1,
      processId: 1,
      ports,
      type: "frame",
      reply: (...a) => this.send(...a),
    }
    if (e.k === "send") ipcMain.emit(e.channel, ev, ...e.args)
    else if (e.k === "post") ipcMain.emit(e.channel, ev, e.data)
    else if (e.k === "preload-error") this.emit("preload-error", {}, "", e.error)
    else if (e.k === "invoke") {
      const h = ipcMain._handlers.get(e.channel)
      const link = this._link
      let r
      try {
        if (!h) throw new Error(`No handler registered for '${e.channel}'`)
        r = { k: "reply", id: e.id, result: codec.clone(await h(ev, ...e.args)) }
      } catch (err) {
        if (h) complain(`Error occurred in handler for '${e.channel}':`, err)
        r = { k: "reply", id: e.id, error: String(err) }
      }
      if (link === this._link) this._toPage(r)
    }
  }
  async _dispose() {
    this._destroyed = true
    this._link.dispose()
    this.emit("destroyed")
    await this._ready.catch(() => {})
    await Promise.race([
      state.chromium.send("Target.closeTarget", { targetId: this.targetId }).catch(() => {}),
      new Promise((r) => setTimeout(r, 2000)),
    ])
  }
}

module.exports = { Page }
