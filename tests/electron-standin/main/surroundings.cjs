"use strict"
/** The system around the program: dialogs, opening things, theme, screens, clipboard, stored secrets, the network. */
const { EventEmitter } = require("node:events")
const fs = require("node:fs")
const crypto = require("node:crypto")
const { state, complain } = require("./state.cjs")

/** A dialog nobody answers would hang a test, and one that answers itself would hide what was asked. */
const unscripted = (name) => async () => {
  throw new Error(
    `electron stand-in: ${name} needs a scripted answer (electronApp.evaluate(({ dialog }) => { dialog.${name} = … }))`,
  )
}
const dialog = {
  showOpenDialog: unscripted("showOpenDialog"),
  showSaveDialog: unscripted("showSaveDialog"),
  showMessageBox: unscripted("showMessageBox"),
  showOpenDialogSync: unscripted("showOpenDialogSync"),
  showErrorBox: (title, content) => complain(`[dialog] ${title}: ${content}`),
}

/** `opened` lists what was handed to the system, for tests. */
const shell = {
  opened: [],
  openPath: async (file) => {
    shell.opened.push(file)
    return fs.existsSync(file) ? "" : "Failed to open path"
  },
  openExternal: async (url) => {
    shell.opened.push(url)
  },
  showItemInFolder: (file) => {
    shell.opened.push(file)
  },
  trashItem: async (file) => fs.promises.rm(file, { recursive: true }),
  beep() {},
}

let themeSource = "system"
const nativeTheme = Object.assign(new EventEmitter(), {
  shouldUseHighContrastColors: false,
  prefersReducedTransparency: false,
})
Object.defineProperties(nativeTheme, {
  themeSource: {
    get: () => themeSource,
    set: (value) => {
      themeSource = value
      nativeTheme.emit("updated")
    },
  },
  shouldUseDarkColors: { get: () => themeSource === "dark" },
})

const key = crypto.randomBytes(32)
const safeStorage = {
  isEncryptionAvailable: () => state.app.isReady(),
  getSelectedStorageBackend: () => "basic_text",
  setUsePlainTextEncryption() {},
  encryptString(text) {
    const start = crypto.randomBytes(12)
    const cipher = crypto.createCipheriv("aes-256-gcm", key, start)
    return Buffer.concat([start, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()])
  },
  decryptString(bytes) {
    const decipher = crypto.createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(-16))
    return decipher.update(bytes.subarray(12, -16)) + decipher.final("utf8")
  },
}

const area = { x: 0, y: 0, width: 1600, height: 1000 }
const display = {
  id: 1,
  scaleFactor: 1,
  bounds: area,
  workArea: area,
  workAreaSize: { width: area.width, height: area.height },
}
const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayMatching: () => display,
})

let clip = ""
const clipboard = {
  writeText: (text) => {
    clip = text
  },
  readText: () => clip,
  clear: () => {
    clip = ""
  },
}

const net = {
  fetch: async (request, options) => {
    const url = String(request.url || request)
    return url.startsWith("file:")
      ? new Response(await fs.promises.readFile(new URL(url)))
      : fetch(request, options)
  },
  isOnline: () => false,
}

module.exports = { dialog, shell, nativeTheme, safeStorage, screen, clipboard, net }
