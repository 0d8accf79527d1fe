"use strict"
/** Starts the Chromium that draws the windows, with a profile of its own that goes when we go. */
const fs = require("node:fs")
const os = require("node:os")
const path = require("node:path")
const { Chromium } = require("./cdp.cjs")

const always = [
  "--no-sandbox",
  "--remote-debugging-pipe",
  "--no-startup-window",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-gpu",
  "--hide-scrollbars",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-renderer-backgrounding",
  "--disable-background-timer-throttling",
  "--disable-ipc-flooding-protection",
  "--password-store=basic",
  "--force-color-profile=srgb",
  // Electron turns this on in shell/renderer/renderer_client_base.cc; stock Chromium tells no close of a port.
  "--enable-blink-features=MessagePortCloseEvent",
  "--host-resolver-rules=MAP *.standin.invalid ~NOTFOUND",
]

const passedOn = ["disable-features", "enable-features", "lang"]

/** `debugPort` is Playwright's own line; `switches` are those of the app. */
function startChromium({ debugPort, switches }) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "standin-chromium-"))
  process.on("exit", () => {
    try {
      fs.rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
    } catch {
      // Chromium may still write; the folder is temporary.
    }
  })
  return new Chromium(process.env.STANDIN_CHROMIUM || process.env.CHROMIUM || "chromium", [
    ...(process.env.STANDIN_HEADED ? [] : ["--headless=new"]),
    ...always,
    `--remote-debugging-port=${debugPort}`,
    `--user-data-dir=${profile}`,
    ...passedOn.filter((name) => switches.get(name)).map((name) => `--${name}=${switches.get(name)}`),
  ])
}

module.exports = { startChromium }
