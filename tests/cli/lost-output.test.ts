import { spawn } from "node:child_process"
import { closeSync, existsSync, openSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { buildNestfolio, builtFile, nestfolio } from "./nestfolio"

let workspace = ""

beforeAll(async () => {
  buildNestfolio()
  workspace = join(await mkdtemp(join(tmpdir(), "nestfolio-lost-")), "w")
  await nestfolio(["init", workspace])
}, 120_000)
afterAll(() => rm(join(workspace, ".."), { recursive: true, force: true }))

/** Runs the command line with its standard output on a device or on nothing that can be written. */
async function writtenTo(path: string, flags: string, args: readonly string[]) {
  const target = openSync(path, flags)
  const child = spawn(process.execPath, [builtFile, ...args], { stdio: ["ignore", target, "pipe"] })
  closeSync(target)
  let stderr = ""
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  const code = await new Promise<number | null>((done) => child.once("close", done))
  return { code, stderr }
}

describe.runIf(existsSync("/dev/full"))("an answer that standard output does not take", () => {
  it.each([
    ["data", (): string[] => ["profiles", "--workspace", workspace, "--output", "json"]],
    ["text", (): string[] => ["profiles", "--workspace", workspace]],
    ["a problem", (): string[] => ["show", "nothing", "--workspace", workspace, "--output", "json"]],
    ["help", (): string[] => ["--help"]],
    ["the version", (): string[] => ["--version"]],
  ])("is a problem on stderr and exit code 3: %s on a full disk", async (_name, args) => {
    const { code, stderr } = await writtenTo("/dev/full", "w", args())
    expect(stderr).toContain("[workspace.diskFull]")
    expect(stderr).toMatch(/^ {2}where {3}standard output\n {2}seen {4}ENOSPC\n {2}remedy {2}\S/m)
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(code).toBe(3)
  })

  it("is a problem when it is not open for writing", async () => {
    const { code, stderr } = await writtenTo("/dev/null", "r", ["--version"])
    expect(stderr).toContain("[workspace.notWritable]")
    expect(stderr).toContain("EBADF")
    expect(code).toBe(3)
  })
})
