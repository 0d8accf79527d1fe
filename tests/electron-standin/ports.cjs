"use strict"
/**
 * MessagePortMain and MessageChannelMain with the rules that Electron states in its own spec/api-ipc-spec.ts: only
 * ports are transferred, a moved port is silent, messages wait until `start`, `close` is told on both sides.
 */
const { EventEmitter } = require("node:events")
const codec = require("./codec.cjs").standinCodec()

class MessagePortMain extends EventEmitter {
  #queue = []
  #started = false
  #closed = false
  #remote = null
  _peer = null
  _neutered = false
  postMessage(message, transfer = []) {
    if (this._neutered || this.#closed) return
    const data = codec.clone(message)
    const ports = MessagePortMain._take(transfer, this)
    this._peer._deliver(data, ports)
  }
  /** Checks and detaches what is transferred. */
  static _take(transfer, self) {
    transfer.forEach((p, i) => {
      if (!(p instanceof MessagePortMain)) throw new TypeError(`Port at index ${i} is not a valid port`)
    })
    transfer.forEach((p, i) => {
      if (p === self) throw new Error(`Port at index ${i} contains the source port.`)
    })
    transfer.forEach((p, i) => {
      if (p._neutered) throw new Error(`Port at index ${i} is already neutered.`)
      if (transfer.indexOf(p) !== i) throw new Error(`Port at index ${i} is a duplicate.`)
    })
    return transfer.map((p) => p._detach())
  }
  start() {
    this.#started = true
    for (const m of this.#queue.splice(0)) this.#fire(m)
  }
  close() {
    if (this.#closed || this._neutered) return
    this.#closed = true
    this._peer._peerClosed()
    this.emit("close")
  }
  #fire({ data, ports }) {
    setImmediate(() => this.emit("message", { data, ports }))
  }
  _deliver(data, ports) {
    const m = { data, ports }
    if (this.#remote) this.#remote.message(data, ports)
    else if (this.#started) this.#fire(m)
    else this.#queue.push(m)
  }
  _peerClosed() {
    if (this.#closed) return
    this.#closed = true
    if (this.#remote) this.#remote.close()
    else setImmediate(() => this.emit("close"))
  }
  /** The object handed over becomes unusable, a fresh one takes its place. */
  _detach() {
    const p = new MessagePortMain()
    p._peer = this._peer
    this._peer._peer = p
    p.#queue = this.#queue
    p.#closed = this.#closed
    this._neutered = true
    this.#queue = []
    return p
  }
  /** From now on messages leave for another process. */
  _bind(remote) {
    this.#remote = remote
    for (const m of this.#queue.splice(0)) remote.message(m.data, m.ports)
  }
}

class MessageChannelMain {
  port1 = new MessagePortMain()
  port2 = new MessagePortMain()
  constructor() {
    this.port1._peer = this.port2
    this.port2._peer = this.port1
  }
}

module.exports = { MessagePortMain, MessageChannelMain, codec }
