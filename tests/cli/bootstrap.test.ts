import { execFile } from "node:child_process"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { everyDay } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, type Ended } from "./nestfolio"

const root = fileURLToPath(new URL("../..", import.meta.url))

let ws: WrittenWorkspace

beforeAll(async () => {
  buildNestfolio()
  ws = await workspace().sleeve("a", everyDay(90)).sleeve("b", everyDay(90)).meta("m", ["a", "b"]).write()
}, 120_000)

afterAll(() => ws.remove())

/** A script of the bootstrap as npm runs it: in the checkout, told where the user was. */
function bootstrap(script: string, args: readonly string[], calledFrom = root): Promise<Ended> {
  const { NESTFOLIO_WORKSPACE: _, ...env } = process.env
  return new Promise((done) => {
    execFile(
      process.execPath,
      [join(root, "configs", "bootstrap", script), ...args],
      { cwd: root, env: { ...env, INIT_CWD: calledFrom } },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : null
        done({ code, signal: error?.signal ?? null, stdout, stderr })
      },
    )
  })
}

describe("npm run cli", () => {
  it("works in the folder it was called from", async () => {
    const below = join(ws.root, "data", "below")
    mkdirSync(below, { recursive: true })
    const { code, stdout } = await bootstrap("cli.mjs", ["profiles", "--output", "json"], below)
    expect(code).toBe(0)
    expect(JSON.parse(stdout).map((profile: { name: string }) => profile.name)).toEqual(["a", "b", "m"])
  })

  it("hands the exit code on, and nothing of its own to stdout", async () => {
    expect(await bootstrap("cli.mjs", ["run", "nobody", "--workspace", ws.root])).toMatchObject({
      code: 3,
      stdout: "",
    })
  })
})

describe("npm run flow-meta-production", () => {
  it("runs the profile it is given", async () => {
    const ended = await bootstrap("flow.mjs", [
      "PROFILE=m",
      `WORKSPACE=${ws.root}`,
      "RUN_ID=flow",
      "--output",
      "json",
    ])
    expect(ended.code).toBe(0)
    expect(JSON.parse(ended.stdout)).toMatchObject({ run_id: "flow", risk_profiles: ["hrp"] })
  })

  it("asks for a profile when it is given none", async () => {
    const { code, stderr } = await bootstrap("flow.mjs", ["--quiet"])
    expect(code).toBe(2)
    expect(stderr).toContain("PROFILE=")
  })
})

describe("npm start", () => {
  it("passes a command on", async () => {
    const ended = await bootstrap("start.mjs", [
      "run",
      "m",
      "--workspace",
      ws.root,
      "--quiet",
      "--output",
      "json",
    ])
    expect(ended.code).toBe(0)
    expect(JSON.parse(ended.stdout)).toMatchObject({ problems: [] })
    expect(ended.stderr).toContain("nestfolio: ready after")
  })
})
