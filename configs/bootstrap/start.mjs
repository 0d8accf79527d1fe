/**
 * `npm start`: prepares, and opens the window: in Electron where it is installed or can be had, else in a browser.
 * `npm start -- --shell electron|browser ...`: in this one; what follows goes to it.
 * `npm start -- run META ...`: any command, on the sample workspace unless another is named.
 */
import { run, runNode } from "./child.mjs"
import { findOrGetElectron, withoutElectron } from "./electron.mjs"
import { calledFrom, cliFile, root } from "./paths.mjs"
import { bundlesForCommand, prepare } from "./prepare.mjs"
import { sampleWhenNeeded, sampleWorkspace } from "./sample.mjs"
import { say, sayUsage, seconds } from "./say.mjs"
import { installWhenNeeded } from "./dependencies.mjs"
import { whole } from "./whole.mjs"

/** EX_UNAVAILABLE of sysexits.h. */
const UNAVAILABLE = 69

const started = performance.now()

await whole(async () => {
  const args = process.argv.slice(2)
  const wanted = wantedShell(args)
  if (wanted === undefined) return command(args)
  if (wanted.problem !== undefined) return sayUsage(wanted.problem)
  await installWhenNeeded()
  if (wanted.shell === "browser") return browser(wanted.rest)
  const isAsked = wanted.shell === "electron"
  if (!isAsked && !hasDisplay()) {
    say("nestfolio: there is no display here, so the window is served to a browser")
    return browser(wanted.rest)
  }
  const { executable, why } = await findOrGetElectron({ isAsked })
  if (executable !== undefined) return electron(executable, wanted.rest)
  if (isAsked) {
    say(withoutElectron(why, "The same window in a browser: npm start -- --shell browser"))
    return UNAVAILABLE
  }
  say(
    withoutElectron(
      why,
      "Until then the window opens in a browser, with everything but the system's dialogs.",
    ),
  )
  return browser(wanted.rest)
})

/** The shell that the arguments ask for ("any" without a name); undefined when they are a command. */
function wantedShell(args) {
  const at = args.findIndex((argument) => argument === "--shell" || argument.startsWith("--shell="))
  if (at === -1) return args.length === 0 ? { shell: "any", rest: [] } : undefined
  const isJoined = args[at] !== "--shell"
  const shell = isJoined ? args[at].slice("--shell=".length) : args[at + 1]
  const rest = [...args.slice(0, at), ...args.slice(at + (isJoined ? 1 : 2))]
  if (shell === "electron" || shell === "browser") return { shell, rest }
  return { problem: `--shell is electron or browser, not ${shell ?? "nothing"}` }
}

async function command(args) {
  await prepare(bundlesForCommand(args))
  await sampleUnlessNamed(args)
  sayReady()
  const { code } = await runNode(cliFile, args, { cwd: calledFrom, env: onSample() })
  return code
}

async function browser(args) {
  await prepare(["cli", "engine", "renderer"])
  await sampleUnlessNamed(args)
  sayReady()
  say("nestfolio: the window is at the address below; Ctrl-C ends the program")
  const { code } = await runNode(cliFile, ["serve", ...args], { cwd: calledFrom, env: onSample() })
  return code
}

async function electron(executable, args) {
  await prepare(["engine", "renderer", "main", "preload"])
  sayReady()
  const { code } = await run(executable, [root, ...args], { cwd: calledFrom })
  return code
}

async function sampleUnlessNamed(args) {
  const isNamed = args.some((argument) => argument.startsWith("--workspace"))
  if (!isNamed && !process.env.NESTFOLIO_WORKSPACE) await sampleWhenNeeded()
}

/** Commands work on the sample workspace where no other is named. */
function onSample() {
  return { NESTFOLIO_WORKSPACE: process.env.NESTFOLIO_WORKSPACE || sampleWorkspace }
}

/** Elsewhere than on Linux and its like there is always something to show a window on. */
function hasDisplay() {
  if (process.platform === "win32" || process.platform === "darwin") return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

function sayReady() {
  say(`nestfolio: ready after ${seconds(performance.now() - started)}`)
}
