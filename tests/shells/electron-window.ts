import { existsSync } from "node:fs"
import { join } from "node:path"
import { _electron } from "@playwright/test"
import type { Opened } from "./fixture"
import { root } from "./sample"

/** Whether the tests run on a real Electron; without one, and where asked, on the stand-in. */
export const isRealElectron =
  existsSync(join(root, "node_modules", "electron", "dist", "version")) &&
  process.env["NESTFOLIO_E2E"] !== "standin"

/** Starts the desktop program on a workspace, with settings of its own. */
export async function openInElectron(workspace: string, settings: string): Promise<Opened> {
  // Not by `executablePath`: Playwright then leaves its loader out, and early events are lost.
  if (!isRealElectron) {
    process.env["ELECTRON_OVERRIDE_DIST_PATH"] = join(root, "tests", "electron-standin", "dist")
  }
  const application = await _electron.launch({
    args: [root, `--user-data-dir=${settings}`],
    cwd: root,
    env: { ...(process.env as Record<string, string>), NESTFOLIO_WORKSPACE: workspace },
  })
  return {
    page: await application.firstWindow(),
    application,
    url: null,
    close: () => application.close(),
  }
}
