"use strict"
/** utilityProcess.fork on child_process.fork with structured-clone ("advanced") messages: a real process that dies. */
const { fork } = require("node:child_process")
const { EventEmitter } = require("node:events")
const os = require("node:os")
const path = require("node:path")
const { Link } = require("../link.cjs")
const { state } = require("../main/state.cjs")
const { MessagePortMain, codec } = require("../ports.cjs")

const emulated = ["env", "execArgv", "cwd", "stdio", "serviceName"]

function reasonOf(signal) {
  if (signal === null) return "abnormal-exit"
  return signal === "SIGKILL" || signal === "SIGTERM" ? "killed" : "crashed"
}

class UtilityProcess extends EventEmitter {
  #child
  #link
  #gone = false
  constructor(modulePath, args = [], o = {}) {
    super()
    if (!Array.isArray(args)) {
      o = args
      args = []
    }
    if (!state.app.isReady()) throw new Error("utilityProcess cannot be created before app is ready.")
    if (!path.isAbsolute(modulePath))
      throw new Error(`electron stand-in: utilityProcess.fork wants an absolute path, got ${modulePath}`)
    const std = Array.isArray(o.stdio)
      ? o.stdio
      : o.stdio === "pipe"
        ? ["ignore", "pipe", "pipe"]
        : ["ignore", o.stdio || "inherit", o.stdio || "inherit"]
    if (std[0] !== "ignore") throw new Error("stdin value other than ignore is not supported.")
    for (const k of Object.keys(o))
      if (!emulated.includes(k))
        throw new Error(`electron stand-in: utilityProcess option ${k} is not emulated`)
    this.#child = fork(path.join(__dirname, "boot.cjs"), [modulePath, ...args], {
      env: o.env || process.env,
      execArgv: o.execArgv || [],
      cwd: o.cwd,
      stdio: [...std, "ipc"],
      serialization: "advanced",
    })
    this.#link = new Link(
      "n",
      (e) => {
        if (this.#child.connected) this.#child.send(e, () => {})
      },
      (e) => {
        if (e.k === "up") this.emit("message", e.data)
      },
    )
    this.#child.on("message", (e) => this.#link.receive(e))
    this.#child.once("spawn", () => setImmediate(() => this.emit("spawn")))
    this.#child.once("exit", (code, signal) => {
      this.#gone = true
      this.#link.dispose()
      const exitCode = code ?? 128 + (os.constants.signals[signal] || 0)
      this.emit("exit", exitCode)
      if (exitCode !== 0)
        state.app.emit(
          "child-process-gone",
          {},
          {
            type: "Utility",
            reason: reasonOf(signal),
            exitCode,
            serviceName: "node.mojom.NodeService",
            name: o.serviceName || "Node Utility Process",
          },
        )
    })
    state.children.add(this.#child)
    this.#child.once("exit", () => state.children.delete(this.#child))
  }
  get pid() {
    return this.#gone ? undefined : this.#child.pid
  }
  get stdout() {
    return this.#gone ? null : this.#child.stdout
  }
  get stderr() {
    return this.#gone ? null : this.#child.stderr
  }
  postMessage(message, transfer = []) {
    if (this.#gone) return
    const data = codec.clone(message)
    this.#link.send({
      k: "msg",
      data,
      ports: MessagePortMain._take(transfer).map((p) => this.#link.exportPort(p)),
    })
  }
  kill() {
    return this.#gone ? false : this.#child.kill("SIGTERM")
  }
}

module.exports = { UtilityProcess }
