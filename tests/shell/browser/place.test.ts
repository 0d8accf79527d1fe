import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { ask, served } from "./served"

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "nestfolio place "))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

describe.skipIf(process.platform === "win32")("a socket in the file system", () => {
  it("is its owner's alone, serves the window, and is gone with the server", async () => {
    const socket = join(folder(), "n.sock")
    const server = await served({ place: { socket } })
    expect(statSync(socket).mode & 0o777).toBe(0o600)
    expect(server.address).toBe(socket)
    expect((await ask({ socketPath: socket })).status).toBe(200)
    expect((await ask({ socketPath: socket }, { host: "evil.example" })).status).toBe(421)
    await server.stop()
    expect(existsSync(socket)).toBe(false)
  })

  it("that a killed server left behind is taken over", async () => {
    const socket = join(folder(), "n.sock")
    const leave = `require("node:net").createServer().listen(${JSON.stringify(socket)}, () => process.kill(process.pid, "SIGKILL"))`
    spawnSync(process.execPath, ["-e", leave])
    expect(existsSync(socket)).toBe(true)
    const server = await served({ place: { socket } })
    expect((await ask({ socketPath: socket })).status).toBe(200)
    await server.stop()
  })

  it("that is in use is left to its server", async () => {
    const socket = join(folder(), "n.sock")
    const server = await served({ place: { socket } })
    await expect(served({ place: { socket } })).rejects.toThrow("shell.notListening")
    expect((await ask({ socketPath: socket })).status).toBe(200)
    await server.stop()
  })

  it("never takes the place of a file", async () => {
    const file = join(folder(), "thesis.txt")
    writeFileSync(file, "years")
    await expect(served({ place: { socket: file } })).rejects.toThrow("shell.notListening")
    expect(statSync(file).size).toBe(5)
  })
})

describe("a port", () => {
  it("that is taken is a problem", async () => {
    const first = await served()
    onTestFinished(() => first.stop())
    await expect(served({ place: { port: first.port } })).rejects.toThrow(/shell.notListening.*already/)
  })
})
