"use strict"
/** What the parts of the stand-in share, and the refusals that keep it from passing silently. */
const state = {
  app: null,
  chromium: null,
  windows: new Map(),
  nextId: 1,
  /** Scheme -> privileges, as registered. */
  schemes: new Map(),
  /** Scheme -> handler of protocol.handle. */
  handlers: new Map(),
  children: new Set(),
  /** What the session was told to ask before a request, a header or a permission. */
  hooks: { onBeforeRequest: null, onHeadersReceived: null, permissionRequest: null, permissionCheck: null },
}

function todo(what) {
  throw new Error(`electron stand-in: ${what} is not emulated`)
}

/** An event whose default can be prevented. */
function preventable(extra) {
  const event = {
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true
    },
    ...extra,
  }
  return event
}

/** Electron prints to the terminal what goes wrong in its main process. */
function complain(...what) {
  const { format } = require("node:util")
  process.stderr.write(`${format(...what)}\n`)
}

module.exports = { state, todo, preventable, complain }
