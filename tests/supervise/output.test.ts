import { mkdirSync, mkdtempSync, readFileSync, rmSync, existsSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PassThrough } from "node:stream"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { engineEnvironment } from "#main/supervise/engine-environment"
import { engineLog } from "#main/supervise/engine-log"
import { engineOutput } from "#main/supervise/engine-output"
import { lastLines } from "#main/supervise/last-lines"

const bytes = (text: string) => new TextEncoder().encode(text)

describe("The last lines of an output", () => {
  it("are put together from pieces, without blank ones", () => {
    const last = lastLines()
    for (const piece of ["fi", "rst\n\n  \r\nsec", "ond\r\nthi", "rd"]) last.take(piece)
    expect(last.lines()).toEqual(["first", "second", "third"])
  })

  it("are twenty, and none is longer than 500 characters", () => {
    const last = lastLines()
    for (let line = 1; line <= 50; line++) last.take(`${line}\n`)
    last.take("x".repeat(10_000))
    const lines = last.lines()
    expect(lines).toHaveLength(20)
    expect([lines[0], lines.at(-1)!.length]).toEqual(["32", 500])
  })

  it("remember V8's complaint of memory though it is no longer among them", () => {
    const last = lastLines()
    last.take("FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n")
    for (let line = 1; line <= 50; line++) last.take(`${line}: 0xb8ced1 node::Abort() [node]\n`)
    expect(last.isOutOfMemory()).toBe(true)
    expect(last.lines().join("\n")).not.toContain("FATAL")
  })

  it("see no lack of memory where there is none", () => {
    const last = lastLines()
    last.take("a memory of better days\n")
    expect(last.isOutOfMemory()).toBe(false)
  })
})

describe("An engine's log", () => {
  let folder = ""
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "engine log "))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it("waits for its folder, which it does not make", () => {
    const path = join(folder, "logs", "engine.log")
    const log = engineLog(path)
    log.append(bytes("before\n"))
    expect(existsSync(join(folder, "logs"))).toBe(false)
    mkdirSync(join(folder, "logs"))
    log.append(bytes("after\n"))
    log.close()
    expect(readFileSync(path, "utf8")).toBe("before\nafter\n")
  })

  it("is written at the end at the latest", () => {
    const path = join(folder, "logs", "engine.log")
    const log = engineLog(path)
    log.append(bytes("only\n"))
    mkdirSync(join(folder, "logs"))
    log.close()
    expect(readFileSync(path, "utf8")).toBe("only\n")
  })

  it("of a run that never began leaves nothing", () => {
    const log = engineLog(join(folder, "logs", "engine.log"))
    log.append(bytes("lost\n"))
    log.close()
    expect(existsSync(join(folder, "logs"))).toBe(false)
  })

  it("takes characters that come in two pieces", () => {
    const output = engineOutput(null)
    const stream = new PassThrough()
    output.listenTo(stream)
    const text = bytes("é€😀")
    for (const byte of text) stream.write(Uint8Array.of(byte))
    return new Promise<void>((resolve) => {
      stream.end(() => {
        setImmediate(() => {
          expect(output.end().lastLines).toEqual(["é€😀"])
          resolve()
        })
      })
    })
  })
})

describe("The variables of an engine process", () => {
  it("are the program's, without those that change what is loaded or let others in", () => {
    const variables = {
      PATH: "/bin",
      TV_META_MIN_WEIGHT: "0.1",
      MY_EXCHANGE_KEY: "k",
      NODE_ENV: "test",
      EMPTY: "",
      ABSENT: undefined,
      NODE_OPTIONS: "--inspect",
      node_options: "--inspect",
      NODE_PATH: "/x",
      NODE_CHANNEL_FD: "3",
      NODE_V8_COVERAGE: "/x",
      ELECTRON_RUN_AS_NODE: "1",
      LD_PRELOAD: "/x.so",
      LD_LIBRARY_PATH: "/x",
      DYLD_INSERT_LIBRARIES: "/x",
    }
    expect(engineEnvironment(variables)).toEqual({
      PATH: "/bin",
      TV_META_MIN_WEIGHT: "0.1",
      MY_EXCHANGE_KEY: "k",
      NODE_ENV: "test",
      EMPTY: "",
    })
  })
})
