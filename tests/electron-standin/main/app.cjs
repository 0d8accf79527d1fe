"use strict"
/** app: the program's life, paths and command line. */
const { EventEmitter } = require("node:events")
const os = require("node:os")
const path = require("node:path")
const { BrowserWindow } = require("./browser-window.cjs")
const { acquireLock } = require("./single-instance.cjs")
const { preventable, state } = require("./state.cjs")

/** Switches given on the command line or appended by the app. */
const switches = new Map()

class App extends EventEmitter {
  #isReady = false
  #resolveReady
  #whenReady = new Promise((resolve) => {
    this.#resolveReady = resolve
  })
  #name = "Electron"
  #version = "0.0.0"
  #root = process.cwd()
  #paths = {}
  #hasLock = false
  #protocols = new Set()
  _quitting = false
  isPackaged = false
  name = undefined
  applicationMenu = null
  userAgentFallback = ""
  commandLine = {
    appendSwitch: (name, value = "") => switches.set(name, value),
    hasSwitch: (name) => switches.has(name),
    getSwitchValue: (name) => switches.get(name) || "",
    removeSwitch: (name) => switches.delete(name),
    appendArgument() {},
  }
  _load(root, description) {
    this.#root = root
    this.#name = description.productName || description.name || "Electron"
    this.#version = description.version || "0.0.0"
    this.name = this.#name
  }
  _becomeReady() {
    this.#isReady = true
    this.emit("ready", {}, {})
    this.#resolveReady()
  }
  isReady() {
    return this.#isReady
  }
  whenReady() {
    return this.#whenReady
  }
  getName() {
    return this.#name
  }
  setName(name) {
    this.#name = name
    this.name = name
  }
  getVersion() {
    return this.#version
  }
  getAppPath() {
    return this.#root
  }
  getLocale() {
    return "en-US"
  }
  getSystemLocale() {
    return "en-US"
  }
  getPreferredSystemLanguages() {
    return ["en-US"]
  }
  getLocaleCountryCode() {
    return "US"
  }
  setPath(name, folder) {
    this.#paths[name] = folder
  }
  getPath(name) {
    if (this.#paths[name]) return this.#paths[name]
    const known = this.#knownPaths()
    if (!(name in known)) throw new Error(`Failed to get '${name}' path`)
    return known[name]
  }
  #knownPaths() {
    const home = os.homedir()
    const appData = process.env.XDG_CONFIG_HOME || path.join(home, ".config")
    const userData = this.#paths.userData || switches.get("user-data-dir") || path.join(appData, this.#name)
    const [exe] = process.argv
    return {
      home,
      appData,
      userData,
      sessionData: userData,
      temp: os.tmpdir(),
      exe,
      module: exe,
      assets: path.dirname(exe),
      desktop: path.join(home, "Desktop"),
      documents: path.join(home, "Documents"),
      downloads: path.join(home, "Downloads"),
      music: home,
      pictures: home,
      videos: home,
      logs: path.join(userData, "logs"),
      crashDumps: path.join(userData, "Crashpad"),
    }
  }
  async quit() {
    if (this._quitting) return
    const before = preventable()
    this.emit("before-quit", before)
    if (before.defaultPrevented) return
    this._quitting = true
    for (const window of BrowserWindow.getAllWindows()) {
      if (!window.close()) {
        this._quitting = false
        return
      }
      await window.gone
    }
    const last = preventable()
    this.emit("will-quit", last)
    if (last.defaultPrevented) this._quitting = false
    else this.exit(0)
  }
  exit(code = 0) {
    this._quitting = true
    this.emit("quit", {}, code)
    for (const child of state.children) child.kill("SIGTERM")
    const leave = () => process.exit(code)
    if (!state.chromium) leave()
    state.chromium.proc.once("exit", leave)
    state.chromium.send("Browser.close").catch(() => {})
    setTimeout(leave, 3000)
  }
  requestSingleInstanceLock(data = {}) {
    if (this.#hasLock) return true
    this.#hasLock = acquireLock(this.getPath("userData"), data, (argv, workingDirectory, sent) =>
      this.emit("second-instance", {}, argv, workingDirectory, sent),
    )
    return this.#hasLock
  }
  hasSingleInstanceLock() {
    return this.#hasLock
  }
  setAsDefaultProtocolClient(scheme) {
    this.#protocols.add(scheme)
    return true
  }
  isDefaultProtocolClient(scheme) {
    return this.#protocols.has(scheme)
  }
  relaunch() {}
  enableSandbox() {
    if (this.#isReady) throw new Error("app.enableSandbox() can only be called before app is ready")
  }
  setAppUserModelId() {}
  disableHardwareAcceleration() {}
  setAboutPanelOptions() {}
  showAboutPanel() {}
  addRecentDocument() {}
  clearRecentDocuments() {}
  focus() {}
  getAppMetrics() {
    return []
  }
  getGPUFeatureStatus() {
    return {}
  }
}

const app = new App()
state.app = app

module.exports = { app, switches }
