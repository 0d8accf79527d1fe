"use strict"
/** Runs inside the forked child: process.parentPort and process.type, then the app's entry (CommonJS or a module). */
const { EventEmitter } = require("node:events")
const { pathToFileURL } = require("node:url")
const Module = require("node:module")
const { Link } = require("../link.cjs")
const { codec } = require("../ports.cjs")
// Neither is there under Electron.
const raw = process.send.bind(process)
delete process.send
delete process.disconnect
const queue = []
let started = false
const link = new Link(
  "c",
  (e) => {
    if (process.connected) raw(e, () => {})
  },
  (e, ports) => {
    const m = { data: e.data, ports }
    if (started) parentPort.emit("message", m)
    else queue.push(m)
  },
)
const parentPort = new (class ParentPort extends EventEmitter {
  postMessage(message) {
    raw({ k: "up", data: codec.clone(message) }, () => {})
  }
})()
parentPort.on("newListener", (n) => {
  if (n === "message" && !started) {
    started = true
    setImmediate(() => {
      for (const m of queue.splice(0)) parentPort.emit("message", m)
    })
  }
})
process.on("message", (e) => link.receive(e))
// A utility process dies with its parent.
process.on("disconnect", () => process.exit(0))
Object.defineProperty(process, "parentPort", { value: parentPort, enumerable: true })
process.type = "utility"
Object.defineProperty(process.versions, "electron", {
  value: process.env.STANDIN_ELECTRON_VERSION || "0.0.0-standin",
  enumerable: true,
})
const load = Module._load
Module._load = function (req, ...rest) {
  if (req === "electron")
    throw new Error(
      "electron stand-in: a utility process must not require('electron') (engine code has to run in plain Node too)",
    )
  return load.call(this, req, ...rest)
}
const entry = process.argv[2]
process.argv.splice(1, 2, entry)
import(pathToFileURL(entry)).catch((err) => {
  process.stderr.write(`${err?.stack ?? err}\n`)
  process.exit(1)
})
