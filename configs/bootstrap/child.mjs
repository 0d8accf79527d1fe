import { spawn } from "node:child_process"
import { constants } from "node:os"
import { root } from "./paths.mjs"

/** Runs Node on a script and gives its exit code and, when captured, what it wrote. */
export function runNode(
  script,
  args,
  { cwd = root, env = {}, capture = false, stdoutToStderr = false } = {},
) {
  return run(process.execPath, [script, ...args], { cwd, env, capture, stdoutToStderr })
}

/** Runs a command for so many seconds at most; gives its exit code (null when it was ended) and what it wrote. */
export function runBounded(command, args, seconds) {
  return new Promise((resolve) => {
    const chunks = []
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] })
    const deadline = setTimeout(() => child.kill("SIGKILL"), seconds * 1000)
    child.stdout.on("data", (chunk) => chunks.push(chunk))
    child.stderr.on("data", (chunk) => chunks.push(chunk))
    child.on("error", (error) => chunks.push(Buffer.from(error.message)))
    child.on("close", (code) => {
      clearTimeout(deadline)
      resolve({ code, output: Buffer.concat(chunks).toString("utf8") })
    })
  })
}

/**
 * Ctrl-C reaches the child through the terminal, and a polite kill is passed on to it; this process stays to hand its
 * exit code on.
 */
export function run(command, args, { cwd = root, env = {}, capture = false, stdoutToStderr = false } = {}) {
  const stdout = capture ? "pipe" : stdoutToStderr ? 2 : "inherit"
  const ignoreInterrupt = () => {}
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [capture ? "ignore" : "inherit", stdout, capture ? "pipe" : "inherit"],
    })
    const passOn = (signal) => void child.kill(signal)
    process.on("SIGINT", ignoreInterrupt).on("SIGTERM", passOn)
    const chunks = []
    child.stdout?.on("data", (chunk) => chunks.push(chunk))
    child.stderr?.on("data", (chunk) => chunks.push(chunk))
    child.on("error", reject)
    child.on("close", (code, signal) => {
      process.off("SIGINT", ignoreInterrupt).off("SIGTERM", passOn)
      resolve({
        code: code ?? 128 + (constants.signals[signal] ?? 0),
        output: Buffer.concat(chunks).toString("utf8"),
      })
    })
  })
}
