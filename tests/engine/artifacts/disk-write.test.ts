import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { writeFailure } from "#engine/artifacts/disk-failure"
import { openForAppend, replaceDirectory, writeAtomically } from "#engine/artifacts/disk-write"

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nestfolio-disk-"))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const bytes = new TextEncoder().encode("new")

describe("writing a file", () => {
  it("replaces the old one and leaves nothing beside it", () => {
    writeFileSync(join(folder, "a.json"), "the old one")
    expect(writeAtomically(join(folder, "a.json"), bytes).ok).toBe(true)
    expect(readFileSync(join(folder, "a.json"), "utf8")).toBe("new")
    expect(readdirSync(folder)).toEqual(["a.json"])
  })

  it("fails with the file and its cause when there is no such folder", () => {
    expect(writeAtomically(join(folder, "none/a.json"), bytes)).toMatchObject({
      problems: [{ code: "workspace.notWritable", where: join(folder, "none/a.json"), seen: "ENOENT" }],
    })
  })

  it.each([
    ["ENOSPC", "workspace.diskFull"],
    ["EDQUOT", "workspace.diskFull"],
    ["EROFS", "workspace.notWritable"],
    ["EACCES", "workspace.notWritable"],
    ["EPERM", "workspace.notWritable"],
  ])("tells %s as %s", (code, expected) => {
    expect(writeFailure("x", Object.assign(new Error("no"), { code })).problems[0].code).toBe(expected)
  })
})

describe("appending to a file", () => {
  it("goes on where the file ends, also after it was cut", () => {
    writeFileSync(join(folder, "a.jsonl"), "one")
    const opened = openForAppend(join(folder, "a.jsonl"))
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
    opened.value.append(bytes)
    opened.value.truncate(1)
    opened.value.append(bytes)
    opened.value.close()
    expect(readFileSync(join(folder, "a.jsonl"), "utf8")).toBe("onew")
  })

  it.skipIf(!existsSync("/dev/full"))("tells that the disk is full", () => {
    const opened = openForAppend("/dev/full")
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
    expect(opened.value.append(bytes)).toMatchObject({ problems: [{ code: "workspace.diskFull" }] })
    opened.value.close()
  })
})

describe("replacing a folder", () => {
  const path = (name: string) => join(folder, name)

  it("puts the new one in its place, also when a killed process left something aside", () => {
    for (const name of ["from", "to", "aside"]) {
      mkdirSync(path(name))
      writeFileSync(path(`${name}/${name}.md`), "x")
    }
    expect(replaceDirectory(path("from"), path("to"), path("aside")).ok).toBe(true)
    expect(readdirSync(folder)).toEqual(["to"])
    expect(readdirSync(path("to"))).toEqual(["from.md"])
  })

  it("leaves the old one in place when there is nothing to put there", () => {
    mkdirSync(path("to"))
    writeFileSync(path("to/old.md"), "x")
    const result = replaceDirectory(path("none"), path("to"), path("aside"))
    expect(result).toMatchObject({ ok: false, problems: [{ seen: "ENOENT" }] })
    expect(readdirSync(folder)).toEqual(["to"])
    expect(readdirSync(path("to"))).toEqual(["old.md"])
  })
})
