"use strict"
/** Behaves like the `electron` binary: starts the app's main file in this process and Chromium as its windows. */
const { createRequire } = require("node:module")
const path = require("node:path")
const { pathToFileURL } = require("node:url")
const { startChromium } = require("./chromium/start.cjs")
const { parseCommandLine } = require("./launch/command-line.cjs")
const { offerElectron } = require("./launch/module-hooks.cjs")
const { app, switches } = require("./main/app.cjs")
const electron = require("./main/electron.cjs")
const { attachPopupGuard } = require("./main/popup-guard.cjs")
const { complain, state } = require("./main/state.cjs")

const words = process.argv.slice(2)
const line = parseCommandLine(words)
if (line.isVersionAsked) {
  process.stdout.write(`v0.0.0-standin (node ${process.version})\n`)
  process.exit(0)
}
for (const [name, value] of line.switches) switches.set(name, value)
process.argv = [path.join(__dirname, "dist", "electron"), ...words]
app._load(line.folder, line.description)
pretendVersions()
offerElectron(electron)
for (const preload of line.preloads) require(path.resolve(preload))
// Prints "Debugger listening on ws://…", which Playwright waits for.
if (line.inspectPort !== undefined) require("node:inspector").open(line.inspectPort, "127.0.0.1")

const chromium = startChromium({ debugPort: line.debugPort, switches })
state.chromium = chromium
chromium.once("exit", () => {
  if (app._quitting) return
  complain("stand-in: chromium is gone")
  process.exit(1)
})
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => void app.quit())
void becomeReady(loadMain())

async function loadMain() {
  try {
    await import(pathToFileURL(line.main))
  } catch (error) {
    complain("App threw an error during load")
    complain(error)
    process.exit(1)
  }
}

/** As in Electron the program is ready only after its main file was evaluated, so that its listeners are there. */
async function becomeReady(mainLoaded) {
  try {
    const listening = await chromium.listening
    const version = await chromium.send("Browser.getVersion")
    process.versions.chrome = version.product.split("/")[1]
    await attachPopupGuard(chromium)
    process.stderr.write(`\n${listening}\n`)
    await mainLoaded
    app._becomeReady()
  } catch (error) {
    complain(error)
    process.exit(1)
  }
}

function pretendVersions() {
  let version = "0.0.0"
  try {
    version = createRequire(path.join(line.folder, "x.js"))("electron/package.json").version
  } catch {
    // An app without the package of the types.
  }
  process.env.STANDIN_ELECTRON_VERSION = version
  Object.defineProperty(process.versions, "electron", { value: version, enumerable: true })
  Object.defineProperty(process.versions, "chrome", { value: "standin", enumerable: true, writable: true })
  process.type = "browser"
  process.defaultApp = true
  process.resourcesPath = path.join(line.folder, "resources")
}
