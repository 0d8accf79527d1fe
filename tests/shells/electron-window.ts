import { startElectron } from "./electron-app"
import type { Opened } from "./fixture"

/** Starts the desktop program on a workspace, with settings of its own. */
export async function openInElectron(workspace: string, settings: string): Promise<Opened> {
  const { app, close } = await startElectron({
    userData: settings,
    environment: { NESTFOLIO_WORKSPACE: workspace },
  })
  return { page: await app.firstWindow(), application: app, url: null, close }
}
