import { spawn } from "node:child_process"

/** Whether a browser could show something here: on Linux a display is set, elsewhere nobody came in by a shell. */
export function hasDisplay(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  if (platform !== "win32" && platform !== "darwin")
    return Boolean(environment["DISPLAY"] || environment["WAYLAND_DISPLAY"])
  return !environment["SSH_CONNECTION"]
}

/** The system's program that opens a file with what the person prefers for it. */
const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  win32: ["rundll32.exe", "url.dll,FileProtocolHandler"],
  darwin: ["open"],
}

/** Opens a file in the system's browser; where that fails the printed address is left. */
export function openInBrowser(file: string, platform: NodeJS.Platform): void {
  const [command, ...words] = openers[platform] ?? ["xdg-open"]
  const child = spawn(command, [...words, file], { stdio: "ignore", detached: true })
  child.on("error", () => {})
  child.unref()
}
