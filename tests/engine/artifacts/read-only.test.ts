import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as disk from "#engine/artifacts/disk-write"
import { forbidWriting } from "#engine/artifacts/read-only"

const bytes = new TextEncoder().encode("x")

/** Every function that writes, and a call of it. */
const writers: Readonly<Record<string, (path: string) => unknown>> = {
  writeAtomically: (path) => disk.writeAtomically(path, bytes),
  placeAtomically: (path) => disk.placeAtomically(path, bytes),
  beginPlacing: (path) => disk.beginPlacing(path, bytes, `${path}.partial`),
  writeUnsynced: (path) => disk.writeUnsynced(path, bytes),
  makeDirectory: (path) => disk.makeDirectory(path),
  makeNewDirectory: (path) => disk.makeNewDirectory(path),
  makeTemporaryDirectory: (path) => disk.makeTemporaryDirectory(path),
  makeNewFile: (path) => disk.makeNewFile(path, bytes),
  writePrivateFile: (path) => disk.writePrivateFile(path, bytes),
  moveAway: (path) => disk.moveAway(path, `${path}-moved`),
  replaceDirectory: (path) => disk.replaceDirectory(path, `${path}-to`, `${path}-aside`),
  removeTree: (path) => disk.removeTree(path),
  openForAppend: (path) => disk.openForAppend(path),
}

describe("A process that only reads", () => {
  let folder = ""
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "read-only-"))
    forbidWriting()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it("has every writing function of the one module that writes in this test", () => {
    const functions = Object.entries(disk).filter(([, value]) => typeof value === "function")
    // It only makes lasting what others wrote.
    expect(functions.map(([name]) => name).filter((name) => name !== "syncDirectory")).toEqual(
      expect.arrayContaining(Object.keys(writers)),
    )
    expect(functions).toHaveLength(Object.keys(writers).length + 1)
  })

  it.each(Object.keys(writers))("throws when it calls %s, and leaves the disk as it is", (name) => {
    expect(() => writers[name]!(join(folder, "file"))).toThrow("a process that only reads does not write")
    expect(readdirSync(folder)).toEqual([])
  })
})
