import { join } from "node:path"

/**
 * Where the settings of the person lie: `NESTFOLIO_SETTINGS`, else the folder that the desktop program has, so that
 * both know the same recent workspaces.
 */
export function settingsFolder(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  const named = environment["NESTFOLIO_SETTINGS"]
  if (named !== undefined && named !== "") return named
  return join(basis(platform, environment, home), "nestfolio")
}

function basis(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (platform === "win32") return environment["APPDATA"] || join(home, "AppData", "Roaming")
  if (platform === "darwin") return join(home, "Library", "Application Support")
  return environment["XDG_CONFIG_HOME"] || join(home, ".config")
}
