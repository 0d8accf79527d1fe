"use strict"
/** ipcMain: handlers of `invoke` and listeners of `send` and `postMessage`. */
const { EventEmitter } = require("node:events")

class IpcMain extends EventEmitter {
  _handlers = new Map()
  handle(ch, fn) {
    if (this._handlers.has(ch)) throw new Error(`Attempted to register a second handler for '${ch}'`)
    this._handlers.set(ch, fn)
  }
  handleOnce(ch, fn) {
    this.handle(ch, (...a) => {
      this.removeHandler(ch)
      return fn(...a)
    })
  }
  removeHandler(ch) {
    this._handlers.delete(ch)
  }
}

module.exports = { ipcMain: new IpcMain() }
