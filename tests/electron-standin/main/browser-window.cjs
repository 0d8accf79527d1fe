"use strict"
/** BrowserWindow: a Chromium page with the window's own state, which Chromium's headless windows don't keep. */
const { EventEmitter } = require("node:events")
const { state, preventable } = require("./state.cjs")
const { WebContents } = require("./web-contents.cjs")

class BrowserWindow extends EventEmitter {
  #visible
  #destroyed = false
  #painted = false
  #title
  #bounds
  #max = false
  #min = false
  #full = false
  constructor(o = {}) {
    super()
    if (!state.app.isReady()) throw new Error("Cannot create BrowserWindow before app is ready")
    this.id = state.nextId++
    this.#visible = o.show !== false
    this.#title = o.title || state.app.getName()
    this.#bounds = { x: o.x || 0, y: o.y || 0, width: o.width || 800, height: o.height || 600 }
    this.webContents = new WebContents(this, o.webPreferences || {}, {
      width: this.#bounds.width,
      height: this.#bounds.height,
    })
    state.windows.set(this.id, this)
    state.app.emit("browser-window-created", {}, this)
    state.app.emit("web-contents-created", {}, this.webContents)
  }
  _firstPaint() {
    if (!this.#painted && this.webContents.getURL()) {
      this.#painted = true
      this.emit("ready-to-show")
    }
  }
  loadURL(u) {
    return this.webContents.loadURL(u)
  }
  loadFile(f) {
    return this.webContents.loadFile(f)
  }
  reload() {
    this.webContents.reload()
  }
  show() {
    this.#visible = true
    this.emit("show")
  }
  hide() {
    this.#visible = false
    this.emit("hide")
  }
  showInactive() {
    this.show()
  }
  focus() {
    this.emit("focus")
  }
  blur() {}
  isVisible() {
    return this.#visible
  }
  isFocused() {
    return this.#visible
  }
  isDestroyed() {
    return this.#destroyed
  }
  setTitle(t) {
    this.#title = t
  }
  getTitle() {
    return this.#title
  }
  getBounds() {
    return { ...this.#bounds }
  }
  setBounds(b) {
    Object.assign(this.#bounds, b)
    this.emit("resize")
    this.emit("move")
  }
  getSize() {
    return [this.#bounds.width, this.#bounds.height]
  }
  setSize(width, height) {
    this.setBounds({ width, height })
  }
  getContentSize() {
    return this.getSize()
  }
  getNormalBounds() {
    return this.getBounds()
  }
  maximize() {
    this.#max = true
    this.emit("maximize")
  }
  unmaximize() {
    this.#max = false
    this.emit("unmaximize")
  }
  isMaximized() {
    return this.#max
  }
  minimize() {
    this.#min = true
    this.emit("minimize")
  }
  restore() {
    this.#min = false
    this.emit("restore")
  }
  isMinimized() {
    return this.#min
  }
  isFullScreen() {
    return this.#full
  }
  setFullScreen(v) {
    this.#full = v
  }
  setMenu() {}
  setMenuBarVisibility() {}
  setProgressBar(v) {
    this._progress = v
  }
  setBackgroundColor() {}
  setMinimumSize() {}
  setIcon() {}
  setTitleBarOverlay() {}
  flashFrame() {}
  setRepresentedFilename() {}
  setDocumentEdited() {}
  removeMenu() {}
  close() {
    const e = preventable()
    this.emit("close", e)
    if (!e.defaultPrevented) this.destroy()
    return !e.defaultPrevented
  }
  destroy() {
    if (this.#destroyed) return
    this.#destroyed = true
    state.windows.delete(this.id)
    this.gone = this.webContents._dispose()
    this.emit("closed")
    if (state.windows.size === 0 && !state.app._quitting) {
      if (state.app.listenerCount("window-all-closed")) state.app.emit("window-all-closed")
      else state.app.quit()
    }
  }
  static getAllWindows() {
    return [...state.windows.values()]
  }
  static getFocusedWindow() {
    return this.getAllWindows().findLast((w) => w.isVisible()) || null
  }
  static fromWebContents(wc) {
    return this.getAllWindows().find((w) => w.webContents === wc) || null
  }
  static fromId(id) {
    return state.windows.get(id) || null
  }
}

module.exports = { BrowserWindow }
