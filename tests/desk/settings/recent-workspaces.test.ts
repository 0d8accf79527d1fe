import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { RecentWorkspaces } from "#main/desk/settings/recent-workspaces"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "recent-"))
})
afterEach(() => {
  chmodSync(folder, 0o755)
  rmSync(folder, { recursive: true })
})

/** A new hour at every reading. */
function ticking() {
  let hour = 0
  return () => `2026-11-21T${String(hour++).padStart(2, "0")}:00:00.000Z`
}

const opened = () => new RecentWorkspaces(join(folder, "settings"), ticking())
const file = () => join(folder, "settings/recent.json")

describe("Recent workspaces", () => {
  it("are none at first, and nothing is written to find that out", () => {
    expect(opened().list()).toEqual([])
    expect(existsSync(join(folder, "settings"))).toBe(false)
  })

  it("stand newest first, each once, and are known to the next program", () => {
    const recent = opened()
    for (const root of ["/a", "/b", "/a"]) recent.add(root)
    const expected = [
      { root: "/a", opened: "2026-11-21T02:00:00.000Z" },
      { root: "/b", opened: "2026-11-21T01:00:00.000Z" },
    ]
    expect(recent.list()).toEqual(expected)
    expect(opened().list()).toEqual(expected)
  })

  it("see what another program of the same person opened meanwhile", () => {
    const [one, other] = [opened(), opened()]
    one.add("/a")
    other.add("/b")
    expect(one.list().map(({ root }) => root)).toEqual(["/b", "/a"])
  })

  it("keep thirty", () => {
    const recent = new RecentWorkspaces(folder, () => "2026-11-21T00:00:00.000Z")
    for (let n = 1; n <= 31; n += 1) recent.add(`/w${n}`)
    expect(recent.list()).toHaveLength(30)
    expect(recent.list().at(-1)?.root).toBe("/w2")
  })

  it("forget one and leave the others", () => {
    const recent = opened()
    for (const root of ["/a", "/b"]) recent.add(root)
    expect(recent.forget("/a")).toEqual([])
    expect(recent.list().map(({ root }) => root)).toEqual(["/b"])
  })

  it.each([
    ["text that is no JSON", "{"],
    ["another shape", '{"schema":1,"workspaces":[{"root":7}]}'],
    ["nothing", ""],
  ])("start anew over a file with %s, which is set aside", (_name, content) => {
    mkdirSync(join(folder, "settings"))
    writeFileSync(file(), content)
    const recent = opened()
    expect(recent.list()).toEqual([])
    recent.add("/a")
    expect(recent.list().map(({ root }) => root)).toEqual(["/a"])
    const aside = readdirSync(join(folder, "settings")).filter((name) => name.startsWith("recent.damaged-"))
    expect(aside).toHaveLength(1)
    expect(readFileSync(join(folder, "settings", aside[0]!), "utf8")).toBe(content)
  })

  it("are remembered for the time being where they can't be written, and that is said", () => {
    writeFileSync(join(folder, "settings"), "a file in the way")
    const recent = opened()
    expect(recent.add("/a")).toHaveLength(1)
    expect(recent.list().map(({ root }) => root)).toEqual(["/a"])
  })
})
