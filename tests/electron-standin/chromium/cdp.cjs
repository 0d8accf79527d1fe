"use strict"
/**
 * A Chromium child with two DevTools lines at once: a pipe for the stand-in, and a port for Playwright, whose address
 * it prints itself.
 */
const { spawn } = require("node:child_process")
const { EventEmitter } = require("node:events")
class Session extends EventEmitter {
  constructor(conn, id) {
    super()
    this.conn = conn
    this.id = id
    this.setMaxListeners(0)
  }
  send(method, params) {
    return this.conn._send(method, params, this.id)
  }
}
class Chromium extends Session {
  #n = 0
  #wait = new Map()
  #sessions = new Map()
  #buf = []
  constructor(exe, args) {
    super(null, undefined)
    this.conn = this
    this.proc = spawn(exe, args, { stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"] })
    this.listening = new Promise((res, rej) => {
      let err = ""
      this.proc.stderr.on("data", (d) => {
        err = (err + d).slice(-4000)
        const m = /^DevTools listening on ws:.*$/m.exec(err)
        if (m) res(m[0])
      })
      this.proc.once("exit", (c) => {
        rej(new Error(`chromium exited ${c}\n${err}`))
        this.emit("exit", c)
      })
      this.proc.once("error", rej)
    })
    this.proc.stdio[4].on("data", (d) => {
      let i
      while ((i = d.indexOf(0)) >= 0) {
        const s = Buffer.concat([...this.#buf, d.subarray(0, i)]).toString()
        this.#buf = []
        d = d.subarray(i + 1)
        this.#on(JSON.parse(s))
      }
      if (d.length) this.#buf.push(d)
    })
    this.proc.stdio[3].on("error", () => {})
  }
  session(id) {
    let s = this.#sessions.get(id)
    if (!s) this.#sessions.set(id, (s = new Session(this, id)))
    return s
  }
  _send(method, params = {}, sessionId) {
    const id = ++this.#n
    return new Promise((res, rej) => {
      this.#wait.set(id, { res, rej, method })
      this.proc.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0")
    })
  }
  #on(m) {
    if (m.id) {
      const w = this.#wait.get(m.id)
      this.#wait.delete(m.id)
      if (m.error) w.rej(new Error(`${w.method}: ${m.error.message}`))
      else w.res(m.result)
      return
    }
    ;(m.sessionId ? this.session(m.sessionId) : this).emit(m.method, m.params)
  }
}
module.exports = { Chromium }
