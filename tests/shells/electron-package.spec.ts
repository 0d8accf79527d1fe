import { execFile } from "node:child_process"
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "@playwright/test"
import { isRealElectron, standInFolder } from "./electron-app"
import { root } from "./sample"

const require = createRequire(import.meta.url)

function run(
  file: string,
  words: readonly string[],
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((done) => {
    execFile(file, words, { cwd: root, timeout: 120_000 }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code ?? 1), output: `${stdout}${stderr}` })
    })
  })
}

test("the checkout passes the self-test that packages are tried with", async () => {
  test.setTimeout(120_000)
  const electron = isRealElectron
    ? (require("electron") as unknown as string)
    : join(standInFolder, "electron")
  const { code, output } = await run(electron, [root, "--smoke"])
  expect(output).toMatch(/run {8}\S+ of \S+ succeeded/)
  expect(output).toMatch(/window {5}its page has the bridge\nall is well/)
  expect(code).toBe(0)
})

test("a package holds all it needs: it passes its self-test from its own files", async () => {
  test.setTimeout(180_000)
  test.skip(process.platform !== "linux" || isRealElectron, "CI tries the real packages")
  const folder = mkdtempSync(join(tmpdir(), "nestfolio-package-"))
  const { code, output } = await packInto(folder)
  expect(code, output).toBe(0)

  // The stand-in reads no archives: the same files, in a folder of the archive's name.
  const resources = join(folder, "packages", "linux-unpacked", "resources")
  const app = join(folder, "installed", "app.asar")
  require("@electron/asar").extractAll(join(resources, "app.asar"), app)
  cpSync(join(resources, "app.asar.unpacked"), `${app}.unpacked`, { recursive: true })
  expect(readdirSync(app).sort()).toEqual(["node_modules", "out", "package.json"])
  expect(readdirSync(join(app, "node_modules"))).toEqual(["highs"])
  // Were an engine started from inside of the archive, it would not be there.
  rmSync(join(app, "out", "engine"), { recursive: true })
  const smoke = await run(join(standInFolder, "electron"), [app, "--smoke"])
  expect(smoke.output).toContain("all is well")
  expect(smoke.code).toBe(0)
  rmSync(folder, { recursive: true, force: true })
})

/** Packs with the stand-in in Electron's place: everything but Electron itself and its fuses, which it has none of. */
async function packInto(folder: string): Promise<{ readonly code: number; readonly output: string }> {
  const distribution = join(folder, "electron")
  mkdirSync(distribution)
  copyFileSync(join(standInFolder, "electron"), join(distribution, "electron"))
  for (const name of ["LICENSE", "LICENSES.chromium.html"]) writeFileSync(join(distribution, name), "")
  const { electronFuses: _, ...configuration } = require("../../configs/electron-builder.cjs")
  const file = join(folder, "builder.json")
  const directories = { ...configuration.directories, output: join(folder, "packages") }
  writeFileSync(file, JSON.stringify({ ...configuration, directories, electronDist: distribution }))
  const builder = join(root, "node_modules", "electron-builder", "cli.js")
  expect(existsSync(builder)).toBe(true)
  return await run(process.execPath, [builder, "--linux", "dir", "--config", file])
}
