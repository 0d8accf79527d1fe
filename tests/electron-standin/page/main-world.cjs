"use strict"
/* Runs in the page's main world, put there by its text: no imports; `standinBridge` is put before it. */
/* global standinBridge, window */

/** Puts on `window` what the preload exposes: frozen, not to be replaced. */
function standinMain(nonce) {
  const b = standinBridge(nonce, "main")
  b.ops.extra = ({ op, key, api }) => {
    if (op !== "expose") return
    if (key in window) {
      const message = "Cannot bind an API on top of an existing property on the window object"
      b.emit({ op: "ret", ok: false, v: { $e: { message } } })
      return
    }
    Object.defineProperty(window, key, {
      value: b.unwrap(api, true),
      enumerable: true,
      writable: false,
      configurable: false,
    })
    b.emit({ op: "ret", ok: true })
  }
}

module.exports = { standinMain }
