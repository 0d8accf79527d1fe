"use strict"
/* Runs in the preload's world, put there by its text: no imports. */
/* global MessageChannel */

/** Real DOM MessageChannels whose far ends are pumped to and from the main process. */
function standinPorts(send) {
  const ports = new Map()
  let pn = 0
  const bind = (id, port) => {
    ports.set(id, port)
    port.addEventListener("message", (e) =>
      send({ k: "port", id, data: e.data, ports: e.ports.map(exportPort) }),
    )
    port.start()
    port.addEventListener("close", () => {
      if (ports.delete(id)) send({ k: "close", id })
    })
  }
  const exportPort = (port) => {
    const id = `p${++pn}`
    bind(id, port)
    return id
  }
  const importPort = (id) => {
    const { port1, port2 } = new MessageChannel()
    bind(id, port2)
    return port1
  }
  const receive = (envelope, moved) => {
    const port = ports.get(envelope.id)
    if (envelope.k === "port") port?.postMessage(envelope.data, moved)
    else if (ports.delete(envelope.id)) port.close()
  }
  return { exportPort, importPort, receive }
}

module.exports = { standinPorts }
