"use strict"
/** The module `electron` of the main process. What is not emulated throws by name as soon as it is touched. */
const { EventEmitter } = require("node:events")
const { app } = require("./app.cjs")
const { BrowserWindow } = require("./browser-window.cjs")
const { ipcMain } = require("./ipc-main.cjs")
const { Menu, MenuItem } = require("./menu.cjs")
const { MessageChannelMain } = require("../ports.cjs")
const { protocol, session } = require("./session.cjs")
const surroundings = require("./surroundings.cjs")
const { UtilityProcess } = require("../utility/utility-process.cjs")
const { WebContents } = require("./web-contents.cjs")

const noImage = { isEmpty: () => true }

const electron = {
  app,
  BrowserWindow,
  webContents: {
    getAllWebContents: () => WebContents.getAllWebContents(),
    fromId: (id) => WebContents.fromId(id),
    fromDevToolsTargetId: (targetId) => WebContents.fromDevToolsTargetId(targetId),
    getFocusedWebContents: () => BrowserWindow.getFocusedWindow()?.webContents || null,
  },
  ipcMain,
  protocol,
  session,
  ...surroundings,
  Menu,
  MenuItem,
  MessageChannelMain,
  utilityProcess: { fork: (file, words, options) => new UtilityProcess(file, words, options) },
  crashReporter: { start() {} },
  powerMonitor: new EventEmitter(),
  powerSaveBlocker: { start: () => 1, stop() {}, isStarted: () => true },
  nativeImage: { createFromPath: () => noImage, createEmpty: () => noImage },
  globalShortcut: { register: () => true, unregister() {}, unregisterAll() {} },
}

const notEmulated = [
  "autoUpdater",
  "contentTracing",
  "desktopCapturer",
  "inAppPurchase",
  "Notification",
  "Tray",
  "TouchBar",
  "BrowserView",
  "WebContentsView",
  "BaseWindow",
  "View",
  "webFrameMain",
  "pushNotifications",
  "systemPreferences",
  "netLog",
  "ShareMenu",
  "ImageView",
]
for (const name of notEmulated) {
  Object.defineProperty(electron, name, {
    enumerable: false,
    get() {
      throw new Error(
        `electron stand-in: ${name} is not emulated; extend the stand-in or keep it out of the tested path`,
      )
    },
  })
}

module.exports = electron
