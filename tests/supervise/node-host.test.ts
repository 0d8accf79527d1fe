import { fileURLToPath } from "node:url"
import { afterEach, describe, expect, it } from "vitest"
import type { EngineExit, EngineProcess } from "#main/supervise/engine-host"
import { nodeEngineHost } from "#main/supervise/node-host"

const open: EngineProcess[] = []
afterEach(() => {
  for (const engine of open.splice(0)) engine.kill()
})

function start(worker: string, environment: Readonly<Record<string, string>> = {}): EngineProcess {
  const workerFile = fileURLToPath(new URL(`workers/${worker}`, import.meta.url))
  const host = nodeEngineHost({ workerFile, environment })
  const engine = host.start({ role: "query", memoryMegabytes: 77, logFile: null })
  open.push(engine)
  return engine
}

function exitOf(engine: EngineProcess): Promise<EngineExit> {
  return new Promise((resolve) => engine.onExit(resolve))
}

describe("A forked engine process", () => {
  it("has the variables it was given and nothing of the program's own arguments", async () => {
    const { wire } = start("variables.mjs", { TV_GIVEN: "1", NODE_OPTIONS: "--no-such-option" })
    const answer = new Promise((resolve) => wire.onMessage(resolve))
    wire.post({ t: "ask", id: 1, name: "profiles.list", input: {} })
    const { output } = (await answer) as {
      output: { variables: Record<string, string>; execArgv: string[] }
    }
    expect(output.variables["TV_GIVEN"]).toBe("1")
    expect(Object.keys(output.variables)).not.toContain("PATH")
    expect(output.execArgv).toEqual(["--max-old-space-size=77"])
  })

  it("carries bytes as bytes", async () => {
    const { wire } = start("echo.mjs")
    const answer = new Promise((resolve) => wire.onMessage(resolve))
    wire.post({ bytes: Uint8Array.of(1, 2, 255) })
    expect(await answer).toEqual({ bytes: Uint8Array.of(1, 2, 255) })
  })

  it("keeps what comes before somebody listens", async () => {
    const engine = start("echo.mjs")
    engine.wire.post("first")
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await new Promise((resolve) => engine.wire.onMessage(resolve))).toBe("first")
  })

  it("tells its exit after everything it said, also to one who asks late", async () => {
    const engine = start("last-word.mjs")
    const heard: unknown[] = []
    engine.wire.onMessage((message) => heard.push(message))
    const exit = await exitOf(engine)
    expect(heard).toHaveLength(20)
    expect(heard.at(-1)).toBe("the last word")
    expect(exit).toEqual({ code: 3, signal: null, isOutOfMemory: false, lastLines: ["printed"] })
    expect(await exitOf(engine)).toEqual(exit)
  })

  it("closes its wire with its end, and takes messages for nobody afterwards", async () => {
    const engine = start("echo.mjs")
    const closed = new Promise<void>((resolve) => engine.wire.onClose(resolve))
    engine.kill()
    expect((await exitOf(engine)).signal).toBe("SIGKILL")
    await closed
    engine.wire.post("nobody listens")
    engine.kill()
  })
})
