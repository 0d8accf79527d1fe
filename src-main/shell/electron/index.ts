import { join } from "node:path"
import { app, dialog, Menu, webContents } from "electron"
import { linkAmong } from "#shared/contract/desk/link"
import { createDesktop } from "../desktop"
import { menuTemplate } from "../menu-template"
import { openProgram } from "../program"
import { smokeTest } from "../smoke"
import { engineFile } from "../unpacked"
import { appOrigin, registerScheme, serveRenderer } from "./app-protocol"
import { utilityEngineHost } from "./engine-host"
import { guardPages } from "./guards"
import { desktopWindow, openWindow } from "./window"
import { answerWindows } from "./window-lines"

const built = join(__dirname, "..")
const preload = join(built, "preload", "index.cjs")
const developed = app.isPackaged ? undefined : process.env["ELECTRON_RENDERER_URL"]
const origin = developed ?? appOrigin
const isSmokeTest = process.argv.includes("--smoke")

// What happens before the program is ready: no default menu, sandboxes for all, one program per person.
Menu.setApplicationMenu(null)
app.enableSandbox()
registerScheme()
if (isSmokeTest) app.setPath("userData", join(app.getPath("temp"), `nestfolio-smoke-${process.pid}`))
if (isSmokeTest || app.requestSingleInstanceLock()) start()
else app.quit()

function start(): void {
  const { platform } = process
  const workspace = process.env["NESTFOLIO_WORKSPACE"] ?? null
  const shell = { kind: "electron", platform, version: app.getVersion(), roots: [], workspace } as const
  const host = utilityEngineHost(engineFile(built), process.env)
  const program = openProgram({ host, shell, settingsFolder: app.getPath("userData") })
  const desktop = createDesktop(program, {
    platform,
    isReady: () => app.isReady(),
    refuse: (title, text) => dialog.showErrorBox(title, text),
    quit: () => app.quit(),
    openWindow() {
      const window = openWindow(developed ?? `${appOrigin}/index.html`, preload)
      const { id } = window.webContents
      window.on("close", (event) => {
        if (!desktop.mayClose(id)) event.preventDefault()
      })
      window.on("closed", () => desktop.closed(id))
      return desktopWindow(window)
    },
  })
  app.on("open-url", (event, address) => {
    event.preventDefault()
    desktop.follow(address)
  })
  app.on("second-instance", (_event, words) => desktop.startedAgain(words))
  app.on("activate", () => void desktop.show())
  app.on("before-quit", () => desktop.quitting())
  app.on("window-all-closed", () => void desktop.allClosed())
  app.on("will-quit", async (event) => {
    event.preventDefault()
    await program.close()
    app.exit(0)
  })
  app.on("ready", async () => {
    guardPages(origin)
    serveRenderer(join(built, "renderer"))
    answerWindows(origin, desktop.ids, desktop.serve)
    if (app.isPackaged) for (const scheme of ["nestfolio", "quant"]) app.setAsDefaultProtocolClient(scheme)
    const about = { platform, appName: app.getName(), isDevelopment: !app.isPackaged }
    const pick = (action: string) => desktop.show().menu.tell(action)
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ ...about, pick })))
    desktop.follow(linkAmong(process.argv))
    const { id } = desktop.show()
    if (!isSmokeTest) return
    const code = await smokeTest(program.desk, (script) => webContents.fromId(id)!.executeJavaScript(script))
    await program.close()
    app.exit(code)
  })
}
