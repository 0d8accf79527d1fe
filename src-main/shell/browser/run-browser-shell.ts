import { homedir } from "node:os"
import { join } from "node:path"
import { fileExists } from "#engine/artifacts/disk-read"
import { nodeEngineHost } from "#main/supervise/node-host"
import { systemTimers } from "#main/supervise/system-timers"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { unfinished } from "../closing"
import { openFirst } from "../open-first"
import { openProgram } from "../program"
import { type AddressFiles, writeAddressFiles } from "./address-files"
import { developedFiles } from "./developed-files"
import { builtFiles, type FileServer } from "./files"
import { serveBrowser } from "./serve-browser"
import type { Place } from "./server"
import { settingsFolder } from "./settings-folder"
import { defaultTabLimits } from "./tabs"

export interface BrowserShellOptions {
  readonly place: Place
  /** Absolute: the folder with `engine`, `renderer` and the rest of the build. */
  readonly built: string
  readonly version: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Absolute: opened first. null: the window offers what it knows. */
  readonly workspace: string | null
  /** Absolute: where typed paths may lead. */
  readonly roots: readonly string[]
  /** Minutes without a tab and without a run after which it ends; 0: never. */
  readonly idleMinutes: number
  readonly onBug: (name: string, error: unknown) => void
}

export interface BrowserShell {
  readonly url: string
  readonly address: string
  readonly files: AddressFiles
  /** What is odd about the workspace that was to be opened. */
  readonly warnings: readonly Problem[]
  /** Resolves when the signal aborts or nobody used it for long; everything it started has ended then. */
  ended(signal: AbortSignal): Promise<void>
}

/** Starts the program with a server in front of it. Fails with `shell.noWindowFiles`, `shell.notListening`. */
export async function runBrowserShell(options: BrowserShellOptions): Promise<Result<BrowserShell>> {
  const { built, environment, idleMinutes, onBug } = options
  const files = windowFiles(built, environment)
  if (!files.ok) return files
  const settings = settingsFolder(process.platform, environment, homedir())
  const program = openProgram({
    host: nodeEngineHost({ workerFile: join(built, "engine", "worker.js"), environment }),
    shell: {
      kind: "browser",
      platform: process.platform,
      version: options.version,
      roots: options.roots,
      workspace: options.workspace,
    },
    settingsFolder: settings,
  })
  const idled = new AbortController()
  const server = await serveBrowser({
    place: options.place,
    files: files.value,
    answersFor: (tab) => program.desk.answersFor(tab),
    limits: defaultTabLimits,
    timers: systemTimers,
    idle: {
      after: idleMinutes === 0 ? null : idleMinutes * 60_000,
      isBusy: () => unfinished(program.supervisor.runs.list()).length > 0,
      onIdle: () => idled.abort(),
    },
    onBug,
  })
  if (!server.ok) {
    await program.close()
    return server
  }
  const { url, address } = server.value
  const close = async () => {
    await server.value.close()
    await program.close()
  }
  const written = writeAddressFiles(join(settings, "serve"), url, process.pid)
  if (!written.ok) {
    await close()
    return written
  }
  return ok({
    url,
    address,
    files: written.value,
    warnings: await openFirst(program, options.workspace),
    async ended(signal) {
      await aborted(AbortSignal.any([signal, idled.signal]))
      written.value.remove()
      await close()
    },
  })
}

/** The build's files, or those of the development server that a developer named. */
function windowFiles(
  built: string,
  environment: Readonly<Record<string, string | undefined>>,
): Result<FileServer> {
  const developed = environment["NESTFOLIO_DEV_SERVER"]
  if (developed !== undefined && developed !== "") return ok(developedFiles(new URL(developed)))
  const folder = join(built, "renderer")
  if (fileExists(join(folder, "index.html"))) return ok(builtFiles(folder))
  return failed(
    problem("shell.noWindowFiles", {
      what: "The window's files are not built.",
      where: folder,
      seen: "no index.html",
      remedy: "run `npm run build`",
    }),
  )
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }))
}
