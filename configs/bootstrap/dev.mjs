/**
 * `npm run dev`: the window with hot reload, in Electron where it is installed, else in a browser. Files of
 * `src-renderer` are shown as they are saved; the engine is built again as it is saved, for the next run. After a
 * change to another file of `src-main`: Ctrl-C, and again.
 */
import { spawn } from "node:child_process"
import { createServer as createProbe } from "node:net"
import { join } from "node:path"
import { run, runNode } from "./child.mjs"
import { findElectron } from "./electron.mjs"
import { calledFrom, cliFile, root, toolScript } from "./paths.mjs"
import { prepare } from "./prepare.mjs"
import { sampleWhenNeeded, sampleWorkspace } from "./sample.mjs"
import { say } from "./say.mjs"
import { whole } from "./whole.mjs"

// The configurations are loaded by vite's bundler, on purpose.
process.env.VITE_CONFIG_NATIVE_IGNORE_WARNING = "true"

await whole(async () => {
  await prepare(["cli", "engine", "renderer"])
  await sampleWhenNeeded()
  const args = process.argv.slice(2)
  const isBrowser = args[0] === "--shell" && args[1] === "browser"
  const { executable } = isBrowser ? {} : findElectron()
  const watching = watchEngine()
  try {
    return executable === undefined
      ? await inBrowser(isBrowser ? args.slice(2) : args)
      : await inElectron(args)
  } finally {
    watching.kill()
  }
})

function watchEngine() {
  const config = join(root, "configs", "vite.node.config.ts")
  return spawn(
    process.execPath,
    [toolScript("vite"), "build", "--watch", "--config", config, "--mode", "engine"],
    { cwd: root, stdio: ["ignore", "ignore", "inherit"] },
  )
}

async function inElectron(args) {
  const { code } = await run(process.execPath, [toolScript("electron-vite"), "dev", "--watch", "--", ...args])
  return code
}

async function inBrowser(args) {
  const port = await freePort()
  const { createServer } = await import("vite")
  const server = await createServer({
    configFile: join(root, "configs", "vite.renderer.config.ts"),
    clearScreen: false,
    server: {
      host: "127.0.0.1",
      port,
      strictPort: true,
      // The page has the browser shell's address, and hears of changes from here.
      hmr: { protocol: "ws", host: "127.0.0.1", clientPort: port },
    },
  })
  await server.listen()
  say("nestfolio: the window is at the address below, with hot reload; Ctrl-C ends it")
  const { code } = await runNode(cliFile, ["serve", "--idle-minutes", "0", ...args], {
    cwd: calledFrom,
    env: {
      NESTFOLIO_WORKSPACE: process.env.NESTFOLIO_WORKSPACE ?? sampleWorkspace,
      NESTFOLIO_DEV_SERVER: `http://127.0.0.1:${port}`,
    },
  })
  await server.close()
  return code
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createProbe()
    probe.once("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
