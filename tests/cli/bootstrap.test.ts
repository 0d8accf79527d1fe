import { execFile, spawn } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
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
function bootstrap(
  script: string,
  args: readonly string[],
  calledFrom = root,
  more: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const { NESTFOLIO_WORKSPACE: _, ...env } = process.env
  return new Promise((done) => {
    execFile(
      process.execPath,
      [join(root, "configs", "bootstrap", script), ...args],
      { cwd: root, env: { ...env, INIT_CWD: calledFrom, ...more } },
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

  it("knows two shells", async () => {
    const { code, stderr } = await bootstrap("start.mjs", ["--shell", "window"])
    expect(code).toBe(2)
    expect(stderr).toContain("--shell is electron or browser, not window")
  })

  it("says how to get Electron where it is asked for and missing", async () => {
    const { code, stderr } = await bootstrap("start.mjs", ["--shell", "electron"], root, {
      ELECTRON_OVERRIDE_DIST_PATH: join(ws.root, "nowhere"),
    })
    expect(code).toBe(69)
    for (const word of [
      "ELECTRON_MIRROR",
      "electron_config_cache",
      "ELECTRON_GET_USE_PROXY",
      "--shell browser",
    ]) {
      expect(stderr).toContain(word)
    }
  })

  it.skipIf(process.platform === "win32" || process.platform === "darwin")(
    "starts the Electron that it is shown, on the checkout",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "nestfolio electron "))
      writeFileSync(join(folder, "electron"), '#!/bin/sh\necho "started $*"\nexit 7\n', { mode: 0o755 })
      const { code, stdout } = await bootstrap(
        "start.mjs",
        ["--shell", "electron", "quant://meta/report"],
        root,
        {
          ELECTRON_OVERRIDE_DIST_PATH: folder,
        },
      )
      rmSync(folder, { recursive: true })
      expect({ code, stdout }).toEqual({
        code: 7,
        stdout: `started ${root.replace(/\/$/, "")} quant://meta/report\n`,
      })
    },
    120_000,
  )

  it("serves the window where there is no display, and ends it by a polite kill", async () => {
    const settings = mkdtempSync(join(tmpdir(), "nestfolio settings "))
    const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env
    const child = spawn(
      process.execPath,
      [join(root, "configs", "bootstrap", "start.mjs"), "--shell", "browser"],
      {
        env: { ...env, NESTFOLIO_WORKSPACE: ws.root, NESTFOLIO_SETTINGS: settings },
        stdio: ["ignore", "pipe", "ignore"],
      },
    )
    const ended = new Promise((resolve) => child.once("exit", resolve))
    const said = await new Promise((resolve) =>
      child.stdout.once("data", (text: Buffer) => resolve(String(text))),
    )
    expect(said).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#t=\S+\n$/)
    child.kill("SIGTERM")
    expect(await ended).toBe(0)
    rmSync(settings, { recursive: true })
  }, 120_000)
})
