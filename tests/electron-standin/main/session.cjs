"use strict"
/** protocol and session: custom schemes, request hooks and permissions. */
const { state, todo } = require("./state.cjs")
const { toReal } = require("./addresses.cjs")
const { hooks } = state

const protocol = {
  registerSchemesAsPrivileged(list) {
    if (state.app.isReady())
      throw new Error("protocol.registerSchemesAsPrivileged should be called before app is ready")
    for (const s of list) {
      if (!s.privileges?.standard || !s.privileges?.secure) todo(`scheme ${s.scheme} without standard+secure`)
      state.schemes.set(s.scheme, s.privileges)
    }
  },
  handle(scheme, fn) {
    if (!state.schemes.has(scheme)) todo(`protocol.handle of unregistered scheme ${scheme}`)
    if (state.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    state.handlers.set(scheme, fn)
  },
  unhandle(scheme) {
    state.handlers.delete(scheme)
  },
  isProtocolHandled: (s) => state.handlers.has(s),
}

/** Chromium's names of permissions with Electron's, for those that a page can ask about. */
const permissions = [
  ["geolocation", "geolocation"],
  ["notifications", "notifications"],
  ["midi", "midi"],
  ["camera", "media"],
  ["microphone", "media"],
  ["clipboard-read", "clipboard-read"],
  ["storage-access", "storage-access"],
]

/** Electron grants what no handler refuses; so the page's answers come from the app's own check handler. */
async function applyPermissions(chromium, webContents, url) {
  const real = toReal(url)
  if (!real.startsWith("https:")) return
  const { origin } = new URL(real)
  for (const [name, asked] of permissions) {
    const granted = hooks.permissionCheck?.(webContents, asked, url, {}) ?? true
    await chromium
      .send("Browser.setPermission", {
        permission: { name },
        setting: granted ? "granted" : "denied",
        origin,
      })
      .catch(() => {})
  }
}

const session = {
  defaultSession: {
    protocol,
    webRequest: {
      onBeforeRequest: (...a) => {
        hooks.onBeforeRequest = a.pop()
      },
      onHeadersReceived: (...a) => {
        hooks.onHeadersReceived = a.pop()
      },
    },
    setPermissionRequestHandler: (f) => {
      hooks.permissionRequest = f
    },
    setPermissionCheckHandler: (f) => {
      hooks.permissionCheck = f
    },
    setDevicePermissionHandler() {},
    setSpellCheckerEnabled() {},
    clearCache: async () => {},
    clearStorageData: async () => {},
  },
}

module.exports = { protocol, session, applyPermissions }
