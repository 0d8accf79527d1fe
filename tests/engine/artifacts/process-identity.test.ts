import { spawn } from "node:child_process"
import { once } from "node:events"
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
})
