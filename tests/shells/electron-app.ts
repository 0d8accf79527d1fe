import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { _electron, type ElectronApplication, type Page, test } from "@playwright/test"

const root = resolve(import.meta.dirname, "../..")

/** The folder that stands in for Electron's where its binary is not on this machine. */
export const standInFolder = join(root, "tests", "electron-standin", "dist")

/** Whether the tests run on Electron itself. */
export const isRealElectron =
  existsSync(join(root, "node_modules", "electron", "dist", "version")) &&
  process.env["NESTFOLIO_ELECTRON"] !== "standin"

/** Which switch makes Electron's package start the stand-in; empty where the binary is there. */
export const electronVariables: Readonly<Record<string, string>> = isRealElectron
  ? {}
  : { ELECTRON_OVERRIDE_DIST_PATH: standInFolder }

export interface StartedElectron {
  readonly app: ElectronApplication
  /** Settings of this start alone. */
  readonly userData: string
  readonly close: () => Promise<void>
}

/**
 * Starts an app's folder in Electron or its stand-in, with settings of its own unless some are given. No
 * `executablePath`: Playwright would then not hold `ready` back, and early events would be lost.
 */
export async function startElectron(
  options: {
    readonly app?: string
    readonly words?: readonly string[]
    readonly userData?: string
    readonly environment?: Readonly<Record<string, string>>
  } = {},
): Promise<StartedElectron> {
  Object.assign(process.env, electronVariables)
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), "nestfolio-settings-"))
  const isRootOnRealElectron = isRealElectron && process.getuid?.() === 0
  const app = await _electron.launch({
    args: [
      ...(isRootOnRealElectron ? ["--no-sandbox"] : []),
      options.app ?? ".",
      `--user-data-dir=${userData}`,
      ...(options.words ?? []),
    ],
    cwd: root,
    env: { ...definedVariables(), ...options.environment },
  })
  return {
    app,
    userData,
    async close() {
      await app.close()
      if (options.userData === undefined) rmSync(userData, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

function definedVariables(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

/** One program for all tests of a file, in their order: each start costs a second or more. */
export function sharedElectron(options: Parameters<typeof startElectron>[0] = {}): {
  readonly application: ElectronApplication
  readonly page: Page
} {
  let started: StartedElectron | undefined
  let window: Page | undefined
  test.describe.configure({ mode: "default" })
  test.beforeAll(async () => {
    started = await startElectron(options)
    window = await started.app.firstWindow()
  })
  test.afterAll(() => started?.close())
  return {
    get application() {
      return started!.app
    },
    get page() {
      return window!
    },
  }
}
