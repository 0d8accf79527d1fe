import { EventEmitter } from "node:events"
import { readdirSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { filesWith, root, sourcesBelow } from "../shell/electron/sources"

const require = createRequire(import.meta.url)
const declarations = readFileSync(join(root, "node_modules", "electron", "electron.d.ts"), "utf8")

/** Names of the members that electron.d.ts declares of a class or interface. */
function declaredMembers(type: string): ReadonlySet<string> {
  const body = new RegExp(`^  (?:interface|class) ${type}[ <][^\\n]*\\{\\n([\\s\\S]*?)^  \\}`, "m").exec(
    declarations,
  )
  const names = [...(body?.[1] ?? "").matchAll(/^ {4}(?:static |readonly )*([A-Za-z_]\w*)[(?:<]/gm)]
  return new Set(names.map((match) => match[1]!))
}

/** Public names of an object and its prototypes; what starts with an underscore is the stand-in's own. */
function offeredMembers(object: object): readonly string[] {
  const names = new Set<string>()
  const inherited = new Set<object | null>([EventEmitter.prototype, Object.prototype, null])
  for (let each: object | null = object; !inherited.has(each); each = Object.getPrototypeOf(each)) {
    for (const name of Object.getOwnPropertyNames(each)) if (!name.startsWith("_")) names.add(name)
  }
  return [...names].filter((name) => !ownNames.has(name))
}

/** What Node adds to every emitter, and what tests read of the stand-in. */
const ownNames = new Set([
  "constructor",
  "defaultMaxListeners",
  "domain",
  "length",
  "name",
  "prototype",
  "opened",
  "gone",
])

const electron = require("./main/electron.cjs")
const { WebContents } = require("./main/web-contents.cjs")
const { UtilityProcess } = require("./utility/utility-process.cjs")
const { MessagePortMain } = require("./ports.cjs")

const offered: readonly (readonly [type: string, object: object])[] = [
  ["App", electron.app],
  ["CommandLine", electron.app.commandLine],
  ["BrowserWindow", electron.BrowserWindow.prototype],
  ["WebContents", WebContents.prototype],
  ["Dialog", electron.dialog],
  ["Shell", electron.shell],
  ["SafeStorage", electron.safeStorage],
  ["Protocol", electron.protocol],
  ["Screen", electron.screen],
  ["Clipboard", electron.clipboard],
  ["NativeTheme", electron.nativeTheme],
  ["Session", electron.session.defaultSession],
  ["WebRequest", electron.session.defaultSession.webRequest],
  ["IpcMain", electron.ipcMain],
  ["Menu", electron.Menu.prototype],
  ["MenuItem", electron.MenuItem.prototype],
  ["Net", electron.net],
  ["UtilityProcess", UtilityProcess.prototype],
  ["MessagePortMain", MessagePortMain.prototype],
]

describe("what the stand-in offers", () => {
  it.each(offered)("of %s is in Electron's declarations", (type, object) => {
    const declared = declaredMembers(type)
    expect(declared.size).toBeGreaterThan(0)
    expect(offeredMembers(object).filter((name) => !declared.has(name))).toEqual([])
  })

  it("refuses by name what is not emulated", () => {
    expect(() => electron.Tray).toThrow("electron stand-in: Tray is not emulated")
  })
})

const shell = sourcesBelow("src-main/shell")
const preload = sourcesBelow("src-main").get("src-main/preload.ts")!

/** Names that a text imports from electron, types apart. */
function imported(text: string): readonly string[] {
  return [...text.matchAll(/import \{([^}]+)\} from "electron"/g)]
    .flatMap((match) => match[1]!.split(","))
    .map((name) => name.trim())
    .filter((name) => name !== "" && !name.startsWith("type "))
}

describe("what the program uses of Electron", () => {
  it("is offered by the stand-in", () => {
    const used = [...shell.values()].flatMap(imported)
    expect(used).toContain("BrowserWindow")
    expect(used.filter((name) => !(name in electron))).toEqual([])
  })

  it("in the preload is what a sandboxed one has", () => {
    const world = readFileSync(join(root, "tests/electron-standin/page/preload-world.cjs"), "utf8")
    const names = /const electron = \{([\s\S]*?)\n {2}\}/.exec(world)?.[1] ?? ""
    for (const name of imported(preload)) expect(names).toMatch(new RegExp(`^\\s*${name}\\b`, "m"))
    expect(imported(preload)).toEqual(["contextBridge", "ipcRenderer"])
  })

  it("listens to events that Electron declares", () => {
    const events = [...shell.values()].flatMap((text) =>
      [...text.matchAll(/\b(?:app|contents|webContents|window|child)\.(?:on|once)\("([a-z-]+)"/g)].map(
        (match) => match[1]!,
      ),
    )
    expect(events.length).toBeGreaterThan(10)
    expect(events.filter((event) => !declarations.includes(`event: '${event}'`))).toEqual([])
  })

  it("stays in its shell and the preload", () => {
    const main = sourcesBelow("src-main")
    const outside = filesWith(main, /from "electron"/).filter(
      (path) => !path.startsWith("src-main/shell/electron/") && path !== "src-main/preload.ts",
    )
    expect(outside).toEqual([])
  })
})

describe("the stand-in's files", () => {
  it("need no package and stay readable", () => {
    const files = scriptsBelow(join(root, "tests", "electron-standin"))
    expect(files.length).toBeGreaterThan(20)
    for (const path of files) {
      const text = readFileSync(path, "utf8")
      const packages = [...text.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1]!)
      const foreign = packages.filter((name) => !/^(node:|\.\.?\/|electron$)/.test(name))
      expect(foreign, path).toEqual([])
      expect(text.split("\n").length, path).toBeLessThan(250)
    }
  })
})

function scriptsBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.[cm]js$/.test(name))
    .map((name) => join(folder, name))
}
