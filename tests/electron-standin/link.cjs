"use strict"
const { MessageChannelMain } = require("./ports.cjs")

/**
 * Carries ports into a page or a child process and back: one per document or child. `send(envelope)` is given,
 * `receive(envelope)` is called by the transport, `onMessage(envelope, ports)` gets all that is not about ports.
 */
class Link {
  #ports = new Map()
  #n = 0
  constructor(side, send, onMessage) {
    this.side = side
    this.send = send
    this.onMessage = onMessage
  }
  exportPort(port) {
    const id = `${this.side}${++this.#n}`
    this.#bind(id, port)
    return id
  }
  importPort(id) {
    const { port1, port2 } = new MessageChannelMain()
    this.#bind(id, port2)
    return port1
  }
  #bind(id, port) {
    this.#ports.set(id, port)
    port._bind({
      message: (data, ports) =>
        this.send({ k: "port", id, data, ports: ports.map((p) => this.exportPort(p)) }),
      close: () => {
        this.#ports.delete(id)
        this.send({ k: "close", id })
      },
    })
  }
  receive(e) {
    const ports = (e.ports || []).map((id) => this.importPort(id))
    if (e.k === "port") this.#ports.get(e.id)?._peer._deliver(e.data, ports)
    else if (e.k === "close") {
      const p = this.#ports.get(e.id)
      this.#ports.delete(e.id)
      p?._peer._peerClosed()
    } else this.onMessage(e, ports)
  }
  dispose() {
    for (const p of this.#ports.values()) p._peer._peerClosed()
    this.#ports.clear()
  }
}
module.exports = { Link }
