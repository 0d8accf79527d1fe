// Every public name the stand-in offers must exist in the installed electron.d.ts; every name the app imports must be offered.
import { readFileSync, readdirSync, statSync } from "node:fs"
import { join } from "node:path"
import { createRequire } from "node:module"
const require = createRequire(import.meta.url)
const app = process.argv[2]
const dts = readFileSync(join(app, "node_modules/electron/electron.d.ts"), "utf8")
const el = require("./electron.cjs")
const members = (name) => {
  const m = new RegExp(`^  (?:interface|class) ${name}[ <][^\\n]*\\{\\n([\\s\\S]*?)^  \\}`, "m").exec(dts)
  return m
    ? new Set([...m[1].matchAll(/^    (?:static |readonly )*([A-Za-z_]\w*)[(?:<]/gm)].map((x) => x[1]))
    : null
}
const own = (o, stop) => {
  const s = new Set()
  for (let p = o; p && p !== stop && p !== Object.prototype; p = Object.getPrototypeOf(p))
    for (const k of Object.getOwnPropertyNames(p)) if (!k.startsWith("_")) s.add(k)
  return s
}
const { EventEmitter } = await import("node:events")
let bad = 0,
  n = 0
for (const [label, obj, type] of [
  ["app", el.app, "App"],
  ["BrowserWindow", el.BrowserWindow.prototype, "BrowserWindow"],
  ["webContents", require("./window.cjs").WebContents.prototype, "WebContents"],
  ["dialog", el.dialog, "Dialog"],
  ["shell", el.shell, "Shell"],
  ["safeStorage", el.safeStorage, "SafeStorage"],
  ["protocol", el.protocol, "Protocol"],
  ["screen", el.screen, "Screen"],
  ["clipboard", el.clipboard, "Clipboard"],
  ["nativeTheme", el.nativeTheme, "NativeTheme"],
  ["session", el.session.defaultSession, "Session"],
]) {
  const t = members(type)
  if (!t) {
    console.log(`no type ${type}`)
    bad++
    continue
  }
  for (const k of own(obj, EventEmitter.prototype))
    if (!["constructor", "defaultMaxListeners", "domain", "opened", "gone"].includes(k)) {
      n++
      if (!t.has(k)) {
        bad++
        console.log(`${label}.${k} is not in electron.d.ts`)
      }
    }
}
const walk = (d) =>
  readdirSync(d).flatMap((f) => {
    const p = join(d, f)
    return statSync(p).isDirectory() ? walk(p) : /\.tsx?$/.test(f) ? [p] : []
  })
for (const f of walk(join(app, "src-main")))
  for (const m of readFileSync(f, "utf8").matchAll(/import \{([^}]+)\} from 'electron'/g))
    for (const k of m[1].split(",").map((x) => x.trim().replace(/ as .*/, "")))
      if (
        !k.startsWith("type ") &&
        !["contextBridge", "ipcRenderer", "webUtils", "webFrame"].includes(k) &&
        !(k in el)
      ) {
        bad++
        console.log(`${f} imports ${k}, not emulated`)
      }
console.log(`${n} names checked, ${bad} drifted`)
process.exit(bad ? 1 : 0)
