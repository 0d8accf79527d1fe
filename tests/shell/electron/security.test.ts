import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { contentSecurityPolicy, securityHeaders } from "#main/shell/content-security"
import { filesWith, linesOf, root, sourcesBelow } from "./sources"

const main = sourcesBelow("src-main")
const renderer = sourcesBelow("src-renderer")
const shell = sourcesBelow("src-main/shell/electron")
const preload = main.get("src-main/preload.ts")!
const in_ = (name: string) => `src-main/shell/electron/${name}.ts`
const textOf = (name: string) => shell.get(in_(name))!
const nowhere: readonly string[] = []

/**
 * The twenty items of Electron's security checklist in its order. What runs is proved by electron-guards.spec.ts and
 * electron-bridge.spec.ts; here stands what must not come into the sources.
 */
describe("Electron's security checklist", () => {
  it("1 secure content only: every request is checked, and the policy names no host", () => {
    expect(textOf("guards")).toContain(
      "onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url, ownOrigin) }))",
    )
    expect(contentSecurityPolicy).not.toMatch(/https?:|\*/)
  })

  it("2 no Node in pages", () => {
    expect(filesWith(main, /nodeIntegration(InWorker|InSubFrames)?: true/)).toEqual(nowhere)
    expect(textOf("window")).toContain("nodeIntegration: false")
  })

  it("3 context isolation", () => {
    expect(filesWith(main, /contextIsolation: false/)).toEqual(nowhere)
    expect(textOf("window")).toContain("contextIsolation: true")
  })

  it("4 sandboxes, for each window and for all, and one bundle as preload", () => {
    expect(filesWith(main, /sandbox: false|no-sandbox/)).toEqual(nowhere)
    expect(textOf("window")).toContain("sandbox: true")
    expect(textOf("index")).toMatch(/^app\.enableSandbox\(\)$/m)
  })

  it("5 permissions are refused in all three places", () => {
    for (const handler of ["PermissionRequest", "PermissionCheck", "DevicePermission"]) {
      expect(textOf("guards")).toMatch(new RegExp(`set${handler}Handler\\(.*mayUse\\(`))
    }
  })

  it("6 web security is never touched", () => {
    expect(filesWith(main, /webSecurity/)).toEqual(nowhere)
  })

  it("7 the policy starts from nothing and goes with every file", () => {
    expect(contentSecurityPolicy.split("; ")).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "worker-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ])
    expect(securityHeaders["content-security-policy"]).toBe(contentSecurityPolicy)
  })

  it("8-10 nothing insecure or experimental is turned on", () => {
    const switches =
      /allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|enable-features|appendSwitch/
    expect(filesWith(main, switches)).toEqual(nowhere)
  })

  it("11-12 no webview", () => {
    expect(textOf("window")).toContain("webviewTag: false")
    expect(textOf("guards")).toContain(
      'contents.on("will-attach-webview", (event) => event.preventDefault())',
    )
  })

  it("13 navigation is limited, in every frame and after every redirect, of every page", () => {
    expect(textOf("guards")).toMatch(/contents\.on\("will-frame-navigate"[\s\S]*?mayNavigate/)
    expect(textOf("guards")).toMatch(/contents\.on\("will-redirect"[\s\S]*?mayNavigate/)
    expect(textOf("guards")).toContain('app.on("web-contents-created"')
  })

  it("14 no page opens a window", () => {
    expect(filesWith(main, /setWindowOpenHandler/)).toEqual([in_("guards")])
    expect(textOf("guards")).toContain('contents.setWindowOpenHandler(() => ({ action: "deny" }))')
  })

  it("15 what is handed to the system's browser passes the list of the program's own pages", () => {
    expect(filesWith(main, /openExternal/)).toEqual([in_("window-port")])
    expect(textOf("window-port")).toContain(
      "if (mayOpenOutside(url) && window.isFocused()) await shell.openExternal(url)",
    )
    expect(filesWith(main, /shell\.openPath/)).toEqual(nowhere)
  })

  it("16 one exact version of Electron", () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
  })

  it("17 senders are checked at the one place that listens to pages", () => {
    expect(filesWith(main, /ipcMain/)).toEqual([in_("window-lines")])
    expect(textOf("window-lines").match(/ipcMain\./g)).toHaveLength(1)
    expect(textOf("window-lines")).toContain("if (!isTrusted || !isNonce(nonce)) throw")
  })

  it("18 no file:// page: the program's own scheme alone", () => {
    expect(
      filesWith(main, /loadFile|pathToFileURL|file:\/\//).filter((path) => path.startsWith("src-main/shell")),
    ).toEqual(nowhere)
    expect(filesWith(main, /protocol\.(handle|register)/)).toEqual([in_("app-protocol")])
    expect(textOf("app-protocol")).toContain(
      "{ standard: true, secure: true, supportFetchAPI: true, codeCache: true }",
    )
  })

  it("20 the preload exposes one function, and nothing of Electron's", () => {
    expect(preload.match(/exposeInMainWorld\(/g)).toHaveLength(1)
    expect(preload).toContain("Object.freeze(bridge)")
    expect(preload.match(/\bwindow\.postMessage\(/g)).toHaveLength(1)
    expect(filesWith(main, /ipcRenderer|contextBridge/)).toEqual(["src-main/preload.ts"])
    expect(filesWith(main, /sendSync/)).toEqual(nowhere)
  })
})

describe("the Electron shell", () => {
  it("opens windows in one place", () => {
    expect(filesWith(main, /webPreferences|new BrowserWindow\(/)).toEqual([in_("window")])
  })

  it("is below 300 lines, and its preload below 15", () => {
    const lines = [...shell.values()].reduce((sum, text) => sum + linesOf(text), 0)
    expect(lines).toBeLessThan(300)
    expect(linesOf(preload)).toBeLessThan(15)
  })

  it("gives the renderer relative addresses and no way to Node", () => {
    expect(filesWith(renderer, /location\.origin|app:\/\/|from "(node:|electron)/)).toEqual(nowhere)
  })
})
