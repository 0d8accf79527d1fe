import { execFile, execFileSync } from "node:child_process"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../..", import.meta.url))

export const builtFile = join(root, "out", "cli", "nestfolio.js")

/** Builds the command line unless it is the one of these sources. */
export function buildNestfolio(): void {
  build("cli")
}

/** Builds what `serve` needs as well: the window's files and the engine process. */
export function buildServer(): void {
  build("cli", "engine", "renderer")
}

function build(...names: readonly string[]): void {
  const script = join(root, "configs", "bootstrap", "build.mjs")
  execFileSync(process.execPath, [script, ...names, "--when-needed"], { stdio: ["ignore", "ignore", "pipe"] })
}

export interface Ended {
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

export interface CallOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** A script loaded before the program. */
  readonly preload?: string
}

/** Runs the built command line as a process of its own. */
export function nestfolio(args: readonly string[], options: CallOptions = {}): Promise<Ended> {
  const node = options.preload === undefined ? [] : ["--require", options.preload]
  const { NESTFOLIO_WORKSPACE: _, ...inherited } = process.env
  return new Promise((done) => {
    execFile(
      process.execPath,
      [...node, builtFile, ...args],
      { cwd: options.cwd ?? root, env: { ...inherited, ...options.env }, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : null
        done({ code, signal: error?.signal ?? null, stdout, stderr })
      },
    )
  })
}

/** Runs it with `--output json` and reads what it printed. */
export async function nestfolioJson(args: readonly string[], options: CallOptions = {}) {
  const ended = await nestfolio([...args, "--output", "json"], options)
  return { ...ended, data: JSON.parse(ended.stdout) }
}
