/**
 * Finds Electron's executable. The package `electron` is never loaded here: without an executable it would start a
 * download at once and keep everything waiting for it.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { runBounded } from "./child.mjs"
import { root } from "./paths.mjs"
import { timed } from "./say.mjs"

const packageFolder = join(root, "node_modules", "electron")
const failureStamp = join(root, ".nestfolio", "electron-not-downloaded")

/** How long a download may take: when a person asked for it, and when it is only tried. */
const ASKED_SECONDS = 600
const TRIED_SECONDS = 120

/** A download that failed is not tried again by itself for so long. */
const RETRY_AFTER_HOURS = 24

const executableIn = {
  darwin: "Electron.app/Contents/MacOS/Electron",
  win32: "electron.exe",
}

/** Where the executable is, or why there is none. */
export function findElectron(env = process.env) {
  if (!existsSync(join(packageFolder, "package.json")))
    return { why: "the package electron is not installed" }
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"))
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH || join(packageFolder, "dist")
  const executable = join(folder, executableIn[process.platform] ?? "electron")
  if (existsSync(executable)) return { executable, version }
  return { version, why: `Electron ${version} is not on this machine (looked for ${executable})` }
}

/** As `findElectron`, after a try to download it: when it was asked for, or when a person sits at the terminal. */
export async function findOrGetElectron({ isAsked, isTerminal = process.stdin.isTTY }) {
  const found = findElectron()
  const mayTry = isAsked || (isTerminal && !failedLately())
  if (found.executable !== undefined || found.version === undefined || !mayTry) return found
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return found
  const seconds = isAsked ? ASKED_SECONDS : TRIED_SECONDS
  const { code, output } = await timed(`downloading Electron ${found.version} (about 120 MB)`, () =>
    runBounded(process.execPath, [join(packageFolder, "install.js")], seconds),
  )
  if (code === 0) {
    rmSync(failureStamp, { force: true })
    return findElectron()
  }
  mkdirSync(dirname(failureStamp), { recursive: true })
  writeFileSync(failureStamp, output)
  return {
    ...found,
    why: `${found.why}, and its download failed: ${reasonIn(output) ?? `no end after ${seconds} s`}`,
  }
}

function failedLately() {
  if (!existsSync(failureStamp)) return false
  return Date.now() - statSync(failureStamp).mtimeMs < RETRY_AFTER_HOURS * 3_600_000
}

/** The line that names an error, without its stack. */
function reasonIn(output) {
  return output
    .split("\n")
    .find((line) => /error/i.test(line) && !/^\s+at /.test(line))
    ?.trim()
}

/** What is missing, how to get it, and what happens instead. */
export function withoutElectron(why, instead) {
  return `nestfolio: the desktop window needs Electron, and ${why}.
  To get it where there is a network: npx install-electron. Behind a mirror set ELECTRON_MIRROR, behind a proxy
  ELECTRON_GET_USE_PROXY=1 and HTTPS_PROXY. Without a network name an unpacked one in ELECTRON_OVERRIDE_DIST_PATH,
  or the cache that holds its zip in electron_config_cache. ${instead}`
}
