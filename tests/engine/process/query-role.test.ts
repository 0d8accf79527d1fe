import { existsSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { makeDirectory } from "#engine/artifacts/disk-write"

const { argv } = process

describe("A process that began as a query engine", () => {
  beforeAll(async () => {
    process.argv = [argv[0]!, "worker.js", "query"]
    if (!process.connected) process.send = () => true
    await import("#engine/worker")
  })
  afterAll(() => {
    process.argv = argv
  })

  it("can't write, whatever asks it to", () => {
    const path = join(tmpdir(), `query-role-${process.pid}`)
    expect(() => makeDirectory(path)).toThrow("a process that only reads does not write")
    expect(existsSync(path)).toBe(false)
  })
})
