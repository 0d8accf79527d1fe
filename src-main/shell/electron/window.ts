import { join } from "node:path"
import { app, BrowserWindow, dialog, nativeTheme, screen } from "electron"
import { announcer } from "../announcer"
import type { DesktopWindow } from "../desktop"
import type { Question } from "../question"
import { crashed, unresponsive } from "../renderer-loss"
import { keepWindowState, placeWindow, readWindowState, smallest } from "../window-state"
import { windowPort } from "./window-port"

/** Opens a window where the last one was; the one place that says what its page may do. */
export function openWindow(address: string, preload: string): BrowserWindow {
  const stateFile = join(app.getPath("userData"), "window.json")
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea)
  const { isMaximized, zoom, ...place } = placeWindow(readWindowState(stateFile), screens)
  const window = new BrowserWindow({
    ...place,
    ...smallest,
    title: app.getName(),
    backgroundColor: nativeTheme.shouldUseDarkColors ? "#0f1318" : "#f7f8fa",
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  const { webContents } = window
  if (isMaximized) window.maximize()
  webContents.on("did-finish-load", () => webContents.setZoomFactor(zoom))
  keepWindowState(stateFile, window, webContents)
  webContents.on("render-process-gone", (_event, { reason, exitCode }) => {
    if (reason !== "clean-exit") void reloadIfAsked(window, crashed(reason, exitCode))
  })
  window.on("unresponsive", () => void reloadIfAsked(window, unresponsive()))
  void window.loadURL(address)
  return window
}

async function reloadIfAsked(window: BrowserWindow, question: Question): Promise<void> {
  const { response } = await dialog.showMessageBox(window, question)
  if (response === 0 && !window.isDestroyed()) window.webContents.reload()
}

/** The window as the program's other half knows it. */
export function desktopWindow(window: BrowserWindow): DesktopWindow {
  const links = announcer()
  const menu = announcer()
  return {
    id: window.webContents.id,
    port: windowPort(window, { onLink: links.listen, onMenu: menu.listen }),
    menu,
    links,
    bringUp() {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    close: () => window.close(),
    ask: (question) => dialog.showMessageBox(window, question),
  }
}
