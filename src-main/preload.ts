import { contextBridge, ipcRenderer } from "electron"
import { bridgeName, portMessageKey, type ShellBridge } from "#shared/contract/shell-bridge"

declare const window: { postMessage(message: object, target: string, ports: readonly unknown[]): void }

// The whole preload: asks main for a port and hands the port to the page. No data passes through contextBridge.
ipcRenderer.on("shell:port", (event, nonce: string) => {
  window.postMessage({ [portMessageKey]: nonce }, "*", event.ports)
})
const bridge: ShellBridge = { connect: (nonce) => ipcRenderer.invoke("shell:connect", nonce) }
contextBridge.exposeInMainWorld(bridgeName, Object.freeze(bridge))
