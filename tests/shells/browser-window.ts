import { type ChildProcess, spawn } from "node:child_process"
import { chromium } from "@playwright/test"
import type { Opened } from "./fixture"
import { built, root } from "./sample"

/** Chromium refuses its own sandbox to root. */
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : []

/** Starts `nestfolio serve` on a workspace and opens its address in a Chromium of its own. */
export async function openInChromium(workspace: string, settings: string): Promise<Opened> {
  const { server, url } = await startServer(workspace, settings)
  const executablePath = process.env["CHROMIUM"]
  const browser = await chromium.launch({ args, ...(executablePath === undefined ? {} : { executablePath }) })
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(url)
  return {
    page,
    application: null,
    url,
    async close() {
      await browser.close()
      await stopServer(server)
    },
  }
}

/** The server and the address that it printed. */
export async function startServer(
  workspace: string,
  settings: string,
  more: readonly string[] = [],
): Promise<{ readonly server: ChildProcess; readonly url: string }> {
  const words = ["serve", "--no-open", "--workspace", workspace, "--root", workspace, ...more]
  const server = spawn(process.execPath, [built("cli", "nestfolio.js"), ...words], {
    cwd: root,
    env: { ...process.env, NESTFOLIO_SETTINGS: settings },
    stdio: ["ignore", "pipe", "inherit"],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let text = ""
    server.stdout.setEncoding("utf8")
    server.stdout.on("data", (part: string) => {
      text += part
      const [address] = /http:\S+(?=\s)/.exec(text) ?? []
      if (address !== undefined) resolve(address)
    })
    server.once("exit", (code) => reject(new Error(`nestfolio serve ended with ${code}`)))
  })
  return { server, url }
}

/** Ends it as Ctrl-C does; gives its exit code. */
export async function stopServer(server: ChildProcess): Promise<number | null> {
  if (server.exitCode !== null || server.signalCode !== null) return server.exitCode
  const ended = new Promise<number | null>((resolve) => server.once("exit", resolve))
  server.kill("SIGINT")
  return ended
}
