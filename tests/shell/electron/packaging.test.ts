import { existsSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { engineFile } from "#main/shell/unpacked"
import { root } from "./sources"

const require = createRequire(import.meta.url)
const configuration = require("../../../configs/electron-builder.cjs")
const validatorFile = join(root, "node_modules", "app-builder-lib", "out", "util", "config", "config.js")

describe("the packages", () => {
  it.skipIf(!existsSync(validatorFile))("are described as electron-builder understands it", async () => {
    const { validateConfiguration } = require(validatorFile)
    const log = { add: () => {}, isEnabled: false }
    await expect(validateConfiguration(structuredClone(configuration), log)).resolves.toBe(undefined)
    const wrong = { ...structuredClone(configuration), electronFuse: {} }
    await expect(validateConfiguration(wrong, log)).rejects.toThrow("electronFuse")
  })

  it("19 have the fuses of the security table", () => {
    expect(configuration.electronFuses).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      grantFileProtocolExtraPrivileges: false,
      enableCookieEncryption: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
    })
  })

  it("hold the parts of the build, and what is started or read as plain files lies outside of the archive", () => {
    for (const part of ["main", "preload", "renderer", "engine"]) {
      expect(configuration.files).toContain(`out/${part}/**`)
    }
    expect(configuration.asar).toBe(true)
    expect(configuration.asarUnpack).toEqual(["out/engine/**", "node_modules/highs/**"])
    expect(engineFile("/opt/Nestfolio/resources/app.asar/out")).toBe(
      "/opt/Nestfolio/resources/app.asar.unpacked/out/engine/worker.js",
    )
    expect(engineFile("/home/a/nestfolio/out")).toBe("/home/a/nestfolio/out/engine/worker.js")
  })

  it("take along every package that the bundles leave out", () => {
    const node = readFileSync(join(root, "configs", "vite.node.config.ts"), "utf8")
    const main = readFileSync(join(root, "electron.vite.config.ts"), "utf8")
    const named = [...`${node}${main}`.matchAll(/external: \[([^\]]*)\]/g)]
      .flatMap((match) => match[1]!.split(","))
      .map((name) => name.trim().replaceAll('"', ""))
      .filter((name) => name !== "electron")
    expect(new Set(named)).toEqual(new Set(["highs"]))
    for (const name of named) expect(configuration.files).toContain(`node_modules/${name}/**`)
  })

  it("are of three systems, with the program's links and icons", () => {
    expect(configuration.linux.target).toEqual(["deb", "AppImage", "tar.gz"])
    expect(configuration.win.target).toEqual(["nsis"])
    expect(configuration.mac.target).toEqual(["dmg"])
    expect(configuration.protocols[0].schemes).toEqual(["nestfolio", "quant"])
    for (const icon of [configuration.linux.icon, configuration.win.icon, configuration.mac.icon]) {
      expect(existsSync(join(root, icon)), icon).toBe(true)
    }
  })

  it("have pictures of the sizes that their names and heads tell", () => {
    for (const size of [16, 32, 48, 64, 128, 256, 512]) {
      const png = readFileSync(join(root, "configs", "icons", "png", `${size}x${size}.png`))
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size])
    }
    const ico = readFileSync(join(root, "configs", "icons", "icon.ico"))
    expect([ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([1, 7])
    const icns = readFileSync(join(root, "configs", "icons", "icon.icns"))
    expect([icns.toString("latin1", 0, 4), icns.readUInt32BE(4)]).toEqual(["icns", icns.length])
  })

  it("name the program's main file", () => {
    expect(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))).toMatchObject({
      main: "out/main/index.js",
      productName: "Nestfolio",
    })
  })
})
