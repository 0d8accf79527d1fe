import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"

export interface Served {
  readonly url: string
  readonly process: ChildProcess
  /** From the start of the process to the printed address. */
  readonly milliseconds: number
  stop(): Promise<void>
}

const CLI = join(process.cwd(), "out/cli/nestfolio.js")

/** `nestfolio serve` on a sample workspace of its own. */
export async function serveSample(): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), "nestfolio-bench-"))
  const workspace = join(folder, "sample")
  execFileSync(process.execPath, [CLI, "init", workspace, "--sample", "--quiet"])
  const started = performance.now()
  const child = spawn(
    process.execPath,
    [CLI, "serve", "--no-open", "--workspace", workspace, "--root", folder],
    {
      env: { ...process.env, NESTFOLIO_SETTINGS: join(folder, "settings") },
      stdio: ["ignore", "pipe", "inherit"],
    },
  )
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (text: Buffer) => resolve(text.toString("utf8").trim()))
    child.once("exit", (code) => reject(new Error(`nestfolio serve ended with ${code}`)))
  })
  return {
    url,
    process: child,
    milliseconds: performance.now() - started,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve))
      child.kill("SIGINT")
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
