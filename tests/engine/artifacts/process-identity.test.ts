import { spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { currentProcess, isProcessAlive } from "#engine/artifacts/process-identity"

describe("a process's identity", () => {
  it("is alive for the process that asks", () => {
    expect(isProcessAlive(currentProcess())).toBe(true)
  })

  it("is not that of a later process with the same number", () => {
    expect(isProcessAlive({ pid: process.pid, started: "2020-01-01T00:00:00.000Z" })).toBe(false)
  })

  it("ends with its process", async () => {
    const child = spawn(process.execPath, ["-e", ""])
    const pid = child.pid ?? 0
    await once(child, "exit")
    expect(isProcessAlive({ pid, started: new Date().toISOString() })).toBe(false)
  })
  it.runIf(process.platform === "linux")("ends with its process although the parent never asks", async () => {
    // The shell becomes `sleep`, which doesn't know that it has a child.
    const parent = spawn("sh", ["-c", "sleep 60 & echo $!; exec sleep 60"], {
      stdio: ["ignore", "pipe", "ignore"],
    })
    const [text] = (await once(parent.stdout, "data")) as [Buffer]
    const pid = Number(text.toString())
    const field = (index: number) =>
      readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ")[index]
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()
    const identity = { pid, started: `${boot}:${field(19)}` }
    expect(isProcessAlive(identity)).toBe(true)

    process.kill(pid, "SIGKILL")
    while (field(0) !== "Z") await new Promise((done) => setTimeout(done, 5))
    expect(isProcessAlive(identity)).toBe(false)
    parent.kill()
    await once(parent, "exit")
  })
})
