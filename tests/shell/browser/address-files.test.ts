import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { beforeEach, describe, expect, it, onTestFinished } from "vitest"
import { writeAddressFiles } from "#main/shell/browser/address-files"

const url = "http://127.0.0.1:1234/#t=abc"
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nestfolio addresses "))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
})

function written(pid = process.pid) {
  const files = writeAddressFiles(folder, url, pid)
  if (!files.ok) throw new Error(JSON.stringify(files.problems))
  return files.value
}

describe("the files with a server's address", () => {
  it("hold it for scripts, and lead a browser to it without telling anyone", () => {
    const { text, page } = written()
    expect(readFileSync(text, "utf8")).toBe(`${url}\n`)
    expect(readFileSync(page, "utf8")).toContain(`content="0; url=${url}"`)
    expect(readFileSync(page, "utf8")).toContain('name="referrer" content="no-referrer"')
  })

  it.skipIf(process.platform === "win32")("are their owner's alone, even where others' lay before", () => {
    writeFileSync(join(folder, `${process.pid}.url`), "old", { mode: 0o666 })
    const { text, page } = written()
    expect([text, page].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600])
  })

  it("go with the server", () => {
    const files = written()
    files.remove()
    expect([files.text, files.page].filter((file) => existsSync(file))).toEqual([])
  })

  it("of a server that was killed go with the next one; those of a living one stay", () => {
    const { pid: gone } = spawnSync(process.execPath, ["-e", ""])
    const left = written(gone)
    const living = written(process.ppid)
    written()
    expect([left.text, left.page, living.text, living.page].map((file) => existsSync(file))).toEqual([
      false,
      false,
      true,
      true,
    ])
  })

  it("leave other files alone", () => {
    const other = join(folder, "notes.url")
    writeFileSync(other, "mine")
    written()
    expect(readFileSync(other, "utf8")).toBe("mine")
  })
})
