import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { build } from "vite"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { sha256Of } from "#engine/artifacts/hash"
import { currentProcess, isProcessAlive } from "#engine/artifacts/process-identity"
import { readRunState, reopenRun } from "#engine/artifacts/run-lifecycle"
import { verifyRun } from "#engine/ledger/verify"
import { valueOf } from "../ledger/a-run"

let root: string
let program: string

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "nestfolio-kill-"))
  const repository = resolve(import.meta.dirname, "../../..")
  await build({
    configFile: false,
    logLevel: "error",
    root: repository,
    resolve: {
      alias: [
        { find: /^#shared\/(.*)$/, replacement: `${repository}/src-shared/$1.ts` },
        { find: /^#engine\/(.*)$/, replacement: `${repository}/src-main/engine/$1.ts` },
      ],
    },
    ssr: { noExternal: true },
    build: { ssr: join(import.meta.dirname, "endless-writer.ts"), outDir: join(root, "out"), minify: false },
  })
  program = join(root, "out", readdirSync(join(root, "out")).find((name) => /\.m?js$/.test(name)) ?? "")
}, 60_000)

afterAll(() => rmSync(root, { recursive: true, force: true }))

async function writeAndKill(workspace: string, prefix: string, afterMs: number) {
  const child = spawn(process.execPath, [program, workspace, prefix], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  await once(child.stdout, "data")
  await wait(afterMs)
  child.kill("SIGKILL")
  await once(child, "exit")
}

function isWhole(path: string): boolean {
  const text = readFileSync(path, "utf8")
  return sha256Of(text.slice(65)) === text.slice(0, 64)
}

/** What is wrong with a run directory that a killed process left; takes the run up when it crashed. */
function troubles(workspace: string, id: string): { state: string; wrong: unknown[] } {
  const path = join(workspace, "data/artifacts/summaries/runs", id)
  const data = join(path, "data")
  const files = existsSync(data) ? readdirSync(data) : []
  const torn = files.filter((name) => !isWhole(join(data, name)))
  // Killed before it had a run.json: no one takes it for a run.
  if (!existsSync(join(path, "run.json"))) return { state: "not begun", wrong: torn }

  const { state } = valueOf(readRunState(path, isProcessAlive))
  if (state === "succeeded") return { state, wrong: [...torn, ...valueOf(verifyRun(path)).findings] }
  const again = valueOf(reopenRun(workspace, id, { clock: () => "later", process: currentProcess() }))
  const known = again.directory.entries().map((entry) => entry.path.replace("data/", ""))
  valueOf(again.close({ state: "failed", exitCode: 1, problems: [] }))
  const unknown = files.filter((name) => !known.includes(name))
  return { state, wrong: [...torn, ...unknown, ...valueOf(verifyRun(path)).findings] }
}

describe("killing the process that writes runs, at any moment", () => {
  it("leaves whole files only, crashed runs that can be taken up, and a workspace that can be used", async () => {
    const workspace = join(root, "workspace")
    const summaries = join(workspace, "data/artifacts/summaries")
    for (const [i, afterMs] of [0, 3, 7, 11, 16, 22, 29, 37].entries()) {
      await writeAndKill(workspace, `k${i}`, afterMs)
    }
    const runs = readdirSync(join(summaries, "runs")).map((id) => troubles(workspace, id))
    expect(runs.flatMap(({ wrong }) => wrong)).toEqual([])
    const states = new Set(runs.map(({ state }) => state))
    states.delete("not begun")
    expect(states).toEqual(new Set(["succeeded", "crashed"]))

    const published = readdirSync(summaries).filter((name) => name === "latest")
    expect(published.filter((name) => !isWhole(join(summaries, name, "report.md")))).toEqual([])
    await writeAndKill(workspace, "next", 0)
    expect(troubles(workspace, "next-0")).toEqual({ state: "succeeded", wrong: [] })
  }, 60_000)
})
