import { type BrowserWindow, dialog, shell } from "electron"
import type { WindowPort } from "#main/desk/session/shell-port"
import { mayOpenOutside } from "../policies/external-link"
import { type AskPlace, pdfOptions, saveAs } from "../save-as"

/** What the desk may ask of a window: dialogs, files that a person chose the place of, and the system's own programs. */
export function windowPort(window: BrowserWindow, told: Pick<WindowPort, "onLink" | "onMenu">): WindowPort {
  const askPlace: AskPlace = async (suggestion) => {
    const asked = await dialog.showSaveDialog(window, suggestion)
    return asked.canceled || asked.filePath === "" ? null : asked.filePath
  }
  return {
    ...told,
    async pickFolder(title) {
      const properties = ["openDirectory" as const, "createDirectory" as const]
      const picked = await dialog.showOpenDialog(window, { title, properties })
      return picked.filePaths[0] ?? null
    },
    saveFile: (name, bytes) => saveAs(askPlace, name, async () => bytes),
    printPdf: (name) => saveAs(askPlace, name, () => window.webContents.printToPDF(pdfOptions)),
    reveal: async (path) => shell.showItemInFolder(path),
    async openLink(url) {
      if (mayOpenOutside(url) && window.isFocused()) await shell.openExternal(url)
    },
  }
}
