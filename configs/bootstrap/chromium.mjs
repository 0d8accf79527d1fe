/** Finds a Chrome or Chromium for tests; where there is none, says in one sentence what to install. */
import { accessSync, constants, existsSync, readdirSync } from "node:fs"
import { homedir } from "node:os"
import { delimiter, join } from "node:path"
import { runBounded } from "./child.mjs"
import { timed } from "./say.mjs"

const commands = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
]

const places = {
  linux: ["/usr/bin/chromium", "/snap/bin/chromium", "/opt/google/chrome/chrome"],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "Google\\Chrome\\Application\\chrome.exe",
    "Chromium\\Application\\chrome.exe",
    "Microsoft\\Edge\\Application\\msedge.exe",
  ].flatMap((path) =>
    [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA]
      .filter(Boolean)
      .map((folder) => join(folder, path)),
  ),
}

/** Where Playwright keeps the browsers it downloaded, and the executable in each of them. */
const playwrightCaches = {
  linux: [join(homedir(), ".cache", "ms-playwright"), ["chrome-linux64/chrome", "chrome-linux/chrome"]],
  darwin: [
    join(homedir(), "Library", "Caches", "ms-playwright"),
    ["chrome-mac/Chromium.app/Contents/MacOS/Chromium"],
  ],
  win32: [join(process.env.LOCALAPPDATA ?? "", "ms-playwright"), ["chrome-win/chrome.exe"]],
}

/** An executable's path, or undefined. `CHROMIUM` in the environment comes before everything else. */
export function findChromium(env = process.env) {
  const onPath = (env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) =>
      commands.map((name) => join(folder, process.platform === "win32" ? `${name}.exe` : name)),
    )
  const candidates = [...onPath, ...(places[process.platform] ?? []), ...ofPlaywright(env)]
  return env.CHROMIUM ? [env.CHROMIUM].find(isExecutable) : candidates.find(isExecutable)
}

function ofPlaywright(env) {
  const [usual, executables] = playwrightCaches[process.platform] ?? ["", []]
  const cache = env.PLAYWRIGHT_BROWSERS_PATH || usual
  if (cache === "" || !existsSync(cache)) return []
  const builds = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name))
  return builds.flatMap((build) => executables.map((executable) => join(cache, build, executable)))
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** A Chromium that is there, or Debian's, installed where this may be done without asking; else what to do. */
export async function findOrInstallChromium() {
  const found = findChromium()
  if (found !== undefined) return { executable: found }
  if (process.env.CHROMIUM)
    return { advice: `CHROMIUM names ${process.env.CHROMIUM}, which can't be executed` }
  const isDebian = existsSync("/etc/debian_version") && existsSync("/usr/bin/apt-get")
  if (isDebian && process.getuid?.() === 0) {
    await timed("installing Debian's chromium", installOnDebian)
    const installed = findChromium()
    if (installed !== undefined) return { executable: installed }
  }
  const how = isDebian ? "apt-get install chromium" : "Chrome or Chromium"
  return { advice: `install ${how}, or name one in CHROMIUM, to test the window too` }
}

async function installOnDebian() {
  await runBounded("apt-get", ["update", "-qq"], 120)
  await runBounded("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], 600)
}
