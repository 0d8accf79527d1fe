import { homedir } from "node:os"
import { join, resolve } from "node:path"
import { ExitCode } from "#shared/problem/exit-code"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { type CommandFile, type CommandInput, listOption, textOption } from "../command-file"
import type { Invocation } from "../invocation"
import { locateWorkspace } from "../locate"

const DEFAULT_IDLE_MINUTES = 30

/** The window in a browser. */
export const serve: CommandFile = {
  call: "serve",
  summary: "show the window in a browser of this machine",
  example: "serve --workspace my-workspace --idle-minutes 0",
  options: [
    { flags: "--port <number>", description: "of 127.0.0.1 (default: one that is free)" },
    { flags: "--socket <path>", description: "listen on a socket that only you may open, instead of a port" },
    {
      flags: "--idle-minutes <number>",
      description: `end after so long without a window and a run (default: ${DEFAULT_IDLE_MINUTES}; 0: never)`,
    },
    {
      flags: "--root <dir>",
      description: "where workspaces may be opened (default: your home); may be given more than once",
      repeatable: true,
    },
    { flags: "--no-open", description: "do not open the system's browser" },
  ],
  async run(invocation, input) {
    const place = placeOf(invocation, input)
    if (!place.ok) return place
    const idleMinutes = countOption(input, "idleMinutes", DEFAULT_IDLE_MINUTES, 1_000_000)
    if (!idleMinutes.ok) return idleMinutes
    const workspace = firstWorkspace(invocation)
    if (!workspace.ok) return workspace
    const { runBrowserShell } = await import("#main/shell/browser/run-browser-shell")
    const { hasDisplay, openInBrowser } = await import("#main/shell/browser/open-browser")
    const shell = await runBrowserShell({
      place: place.value,
      built: join(__dirname, ".."),
      version: invocation.version,
      environment: invocation.environment,
      workspace: workspace.value,
      roots: rootsOf(invocation, input, workspace.value),
      idleMinutes: idleMinutes.value,
      onBug: (name, error) =>
        void process.stderr.write(
          `nestfolio: bug in ${name}: ${error instanceof Error ? error.stack : String(error)}\n`,
        ),
    })
    if (!shell.ok) return shell
    const { url, address, files, warnings } = shell.value
    const isPort = "port" in place.value
    if (isPort && input.options["open"] !== false && hasDisplay(process.platform, invocation.environment)) {
      openInBrowser(files.page, process.platform)
    }
    return ok({
      data: { url, address, url_file: files.text, workspace: workspace.value },
      text: isPort ? url : `${url}\n${tunnelText(address)}`,
      warnings,
      async stay() {
        await shell.value.ended(invocation.signal)
        return ExitCode.ok
      },
    })
  },
}

const tunnelText = (socket: string): string =>
  `Reached through a tunnel, for example: ssh -L 8080:${socket} HOST, and then the address above with localhost:8080`

function placeOf(
  invocation: Invocation,
  input: CommandInput,
): Result<{ readonly port: number } | { readonly socket: string }> {
  const socket = textOption(input, "socket")
  if (socket === undefined) {
    const port = countOption(input, "port", 0, 65_535)
    return port.ok ? ok({ port: port.value }) : port
  }
  if (textOption(input, "port") === undefined) return ok({ socket: resolve(invocation.cwd, socket) })
  return failed(
    problem("usage.argument", {
      what: "A server listens on a port or on a socket.",
      where: "--port, --socket",
      seen: "both",
      remedy: "leave one of them out",
    }),
  )
}

/** The workspace that was named or that this folder is in; none is no problem, one that is named and broken is. */
function firstWorkspace(invocation: Invocation): Result<string | null> {
  const located = locateWorkspace(invocation)
  if (located.ok) return ok(located.value.root)
  const isNamed = (invocation.workspaceFlag ?? invocation.environment["NESTFOLIO_WORKSPACE"]) !== undefined
  return isNamed ? located : ok(null)
}

function rootsOf(invocation: Invocation, input: CommandInput, workspace: string | null): readonly string[] {
  const named = listOption(input, "root").map((folder) => resolve(invocation.cwd, folder))
  const folders = named.length > 0 ? named : [homedir()]
  return workspace === null ? folders : [...folders, workspace]
}

function countOption(input: CommandInput, name: string, otherwise: number, most: number): Result<number> {
  const text = textOption(input, name)
  if (text === undefined) return ok(otherwise)
  const value = Number(text)
  if (/^\d+$/.test(text) && value <= most) return ok(value)
  return failed(
    problem("usage.argument", {
      what: "A whole number is needed here.",
      where: name === "port" ? "--port" : "--idle-minutes",
      seen: text,
      remedy: `give one from 0 to ${most}`,
    }),
  )
}
