"use strict"
/* Runs in an isolated world of the page, put there by its text: no imports; what it calls is put before it. */
/* global standinCodec, standinBridge, standinEmitter, standinPorts, MessagePort */

/**
 * The preload's `electron`: contextBridge and ipcRenderer over a binding that only this world has, and the app's own
 * bundle run with the globals of a sandboxed preload.
 */
function standinPreload(nonce, bindingName, info, runPreload) {
  const codec = standinCodec()
  const bridge = standinBridge(nonce, "iso")
  const native = globalThis[bindingName]
  delete globalThis[bindingName]
  let exposeResult = null
  const prevRet = bridge.ops.ret
  bridge.ops.ret = (r) => {
    exposeResult = r
    prevRet(r)
  }
  const send = (envelope) => native(codec.encode(envelope))
  const EventEmitter = standinEmitter()
  const ports = standinPorts(send)
  const pending = new Map()
  let rid = 0
  const ipcRenderer = new (class IpcRenderer extends EventEmitter {
    send(channel, ...args) {
      send({ k: "send", channel, args })
    }
    sendSync() {
      throw new Error("electron stand-in: sendSync is banned (blocks the renderer)")
    }
    postMessage(channel, message, transfer = []) {
      for (const t of transfer)
        if (!(t instanceof MessagePort))
          throw new TypeError("Failed to execute postMessage: only MessagePorts can be transferred")
      // Cloning with a transfer really neuters the caller's ports.
      const moved = structuredClone(transfer, { transfer })
      send({ k: "post", channel, data: message, ports: moved.map(ports.exportPort) })
    }
    async invoke(channel, ...args) {
      const id = ++rid
      send({ k: "invoke", id, channel, args })
      const r = await new Promise((res) => pending.set(id, res))
      if (r.error) throw new Error(`Error invoking remote method '${channel}': ${r.error}`)
      return r.result
    }
  })()
  globalThis.__standinRecv = (text) => {
    const e = codec.decode(text)
    const moved = (e.ports || []).map(ports.importPort)
    if (e.k === "reply") {
      pending.get(e.id)?.(e)
      pending.delete(e.id)
    } else if (e.k === "event") ipcRenderer.emit(e.channel, { sender: ipcRenderer, ports: moved }, ...e.args)
    else ports.receive(e, moved)
  }
  const contextBridge = {
    exposeInMainWorld(key, api) {
      exposeResult = null
      bridge.emit({ op: "expose", key, api: bridge.wrap(api) })
      if (!exposeResult) throw new Error("contextBridge: API could not be copied")
      if (!exposeResult.ok) throw new Error(exposeResult.v.$e.message)
    },
  }
  const electron = {
    contextBridge,
    ipcRenderer,
    webFrame: {},
    webUtils: { getPathForFile: () => "" },
    nativeImage: {},
    crashReporter: {},
  }
  // All that lib/sandboxed_renderer/preload.ts lets a sandboxed preload require.
  const builtin = {
    electron,
    "electron/renderer": electron,
    "electron/common": electron,
    events: EventEmitter,
    timers: { setTimeout, setInterval, clearTimeout, clearInterval },
    url: { URL, URLSearchParams },
  }
  const require_ = (m) => {
    const k = m.replace(/^node:/, "")
    if (k in builtin) return builtin[k]
    throw new Error(`module not found: ${m}`)
  }
  const process_ = Object.assign(new EventEmitter(), info, {
    type: "renderer",
    sandboxed: true,
    contextIsolated: true,
  })
  try {
    const exports = {}
    runPreload(
      require_,
      process_,
      exports,
      { exports },
      globalThis,
      (act, ...words) => setTimeout(() => act(...words), 0),
      clearTimeout,
    )
  } catch (e) {
    // oxlint-disable-next-line no-console -- this is how Electron tells it, in the page's console
    console.error(`Unable to load preload script: ${info.preloadPath}`, e)
    send({ k: "preload-error", error: e })
  }
}

module.exports = { standinPreload }
