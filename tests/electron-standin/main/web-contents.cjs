"use strict"
/** webContents: what an app may do with a page. */
const path = require("node:path")
const { pathToFileURL } = require("node:url")
const { toReal } = require("./addresses.cjs")
const { capturePage, printToPdf } = require("./output.cjs")
const { Page } = require("./page.cjs")
const { MessagePortMain, codec } = require("../ports.cjs")
const { applyPermissions, session } = require("./session.cjs")
const { state, todo } = require("./state.cjs")

class WebContents extends Page {
  async loadURL(url) {
    await this._ready
    const real = toReal(url)
    this._ours.add(real.split("#")[0])
    await applyPermissions(state.chromium, this, url)
    const done = new Promise((res) => this.once("did-finish-load", res))
    const { errorText } = await this._session.send("Page.navigate", { url: real })
    if (errorText) {
      const err = Object.assign(new Error(`${errorText} loading '${url}'`), {
        code: errorText.replace("net::", ""),
        url,
      })
      this.emit("did-fail-load", {}, -2, errorText, url, true)
      throw err
    }
    await done
  }
  loadFile(f) {
    return this.loadURL(pathToFileURL(path.resolve(state.app.getAppPath(), f)).href)
  }
  reload() {
    this._isCrashed = false
    this._ours.add(toReal(this._url).split("#")[0])
    this._session.send("Page.reload")
  }
  send(channel, ...args) {
    this._toPage({ k: "event", channel, args: codec.clone(args), ports: [] })
  }
  postMessage(channel, message, transfer = []) {
    const ids = MessagePortMain._take(transfer).map((p) => this._link.exportPort(p))
    this._toPage({ k: "event", channel, args: [codec.clone(message)], ports: ids })
  }
  printToPDF(options = {}) {
    return printToPdf(this._session, options)
  }
  capturePage() {
    return capturePage(this._session)
  }
  async executeJavaScript(code) {
    const r = await this._session.send("Runtime.evaluate", {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    })
    if (r.exceptionDetails)
      throw new Error(r.exceptionDetails.exception?.description || r.exceptionDetails.text)
    return r.result.value
  }
  async insertCSS(css) {
    await this.executeJavaScript(
      `{const s=new CSSStyleSheet();s.replaceSync(${JSON.stringify(css)});document.adoptedStyleSheets.push(s)}`,
    )
    return ""
  }
  setWindowOpenHandler(fn) {
    this._openHandler = fn
  }
  getURL() {
    return this._url === "about:blank" ? "" : this._url
  }
  getTitle() {
    return this._window.getTitle()
  }
  isDestroyed() {
    return this._destroyed
  }
  isLoading() {
    return this._context === null
  }
  isCrashed() {
    return this._isCrashed
  }
  openDevTools() {}
  closeDevTools() {}
  isDevToolsOpened() {
    return false
  }
  setZoomFactor(factor) {
    this._zoomFactor = factor
  }
  getZoomFactor() {
    return this._zoomFactor
  }
  setVisualZoomLevelLimits() {}
  focus() {}
  getOSProcessId() {
    return 0
  }
  setBackgroundThrottling() {}
  forcefullyCrashRenderer() {
    this._session.send("Page.crash").catch(() => {})
  }
  close() {
    this._window.destroy()
  }
  get session() {
    return session.defaultSession
  }
  get ipc() {
    return todo("webContents.ipc")
  }
  static getAllWebContents() {
    return [...state.windows.values()].map((w) => w.webContents)
  }
  static fromId(id) {
    return this.getAllWebContents().find((w) => w.id === id)
  }
  static fromDevToolsTargetId(t) {
    return this.getAllWebContents().find((w) => w.targetId === t)
  }
}

module.exports = { WebContents }
