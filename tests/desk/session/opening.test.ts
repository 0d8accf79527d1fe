import { mkdirSync, rmSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { codeOf, deskInTest, emptyManifest, valueOf, writeAt } from "./desk-in-test"

describe("Opening a workspace", () => {
  it("gives its folder, its name and its manifest, and has its engine started", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("Wörkspace one")
    expect(valueOf(await test.window().ask("workspace.open", { root }))).toEqual({
      root,
      name: "Wörkspace one",
      manifest: join(root, "configs/manifest.json"),
      problems: [],
    })
    expect(test.started).toEqual([root])
  })

  it("opens one whose manifest is damaged, and says where", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("ws", '{\n  "defaults": {},\n  "profiles": {,}\n}')
    const opened = valueOf(await test.window().ask("workspace.open", { root }))
    expect(opened.problems.map(({ code, where }) => `${code} ${where}`)).toEqual([
      "manifest.syntax configs/manifest.json:3:16",
    ])
  })

  it("opens one whose engine does not answer, and says that too", async () => {
    const test = deskInTest({
      ask: async () => ({
        ok: false,
        problems: [{ code: "engine.crashed", what: "It ended.", where: "here", seen: "x", remedy: "again" }],
      }),
    })
    const root = test.workspaceAt("ws")
    const opened = valueOf(await test.window().ask("workspace.open", { root }))
    expect(opened.problems.map(({ code }) => code)).toEqual(["engine.crashed"])
  })

  it("opens one that can't be remembered, without telling where settings are", async () => {
    const test = deskInTest()
    writeAt(test.folder, "settings of a person", "a file in the way")
    const root = test.workspaceAt("ws")
    const window = test.window()
    const opened = valueOf(await window.ask("workspace.open", { root }))
    expect(opened.problems).toHaveLength(1)
    expect(JSON.stringify(opened.problems)).not.toContain(test.folder)
    const { workspaces } = valueOf(await window.ask("workspace.recent", {}))
    expect(workspaces).toEqual([{ root, name: "ws", opened: "2026-11-21T00:00:00.000Z", isMissing: false }])
  })

  it("is forgotten when that is asked, and marked where its folder is gone", async () => {
    const test = deskInTest()
    const [kept, gone] = [test.workspaceAt("kept"), test.workspaceAt("gone")]
    const window = test.window()
    for (const root of [kept, gone]) valueOf(await window.ask("workspace.open", { root }))
    rmSync(gone, { recursive: true })
    valueOf(await window.ask("workspace.forget", { root: kept }))
    const { workspaces } = valueOf(await window.ask("workspace.recent", {}))
    expect(workspaces.map(({ root, isMissing }) => [root, isMissing])).toEqual([[gone, true]])
  })

  it("refuses a folder without a manifest, a file, and nothing at all", async () => {
    const test = deskInTest()
    writeAt(test.folder, "plain/notes.txt", "x")
    const window = test.window()
    const codes = []
    for (const path of ["plain", "plain/notes.txt", "nowhere"]) {
      codes.push(codeOf(await window.ask("workspace.open", { root: join(test.folder, path) })))
    }
    expect(codes).toEqual(["manifest.missing", "workspace.missing", "workspace.missing"])
  })

  it("names a workspace by the folder behind a link, so that it is open once", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("real")
    symlinkSync(root, join(test.folder, "link"))
    const opened = valueOf(await test.window().ask("workspace.open", { root: join(test.folder, "link") }))
    expect(opened.root).toBe(root)
  })

  it("answers no question about a folder that is not open", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("ws")
    const window = test.window()
    expect(codeOf(await window.ask("runs.list", { root }))).toBe("file.pathOutside")
    expect(codeOf(await window.ask("run.cancel", { root, runId: "r1" }))).toBe("file.pathOutside")
    expect(test.asked).toEqual([])
    valueOf(await window.ask("workspace.open", { root }))
    expect(valueOf(await window.ask("runs.list", { root }))).toEqual({ runs: [] })
  })
})

describe("Where workspaces may lie", () => {
  const typed = [
    ["a relative path", () => "inside/ws"],
    ["a path with ..", (folder: string) => `${folder}/inside/../outside/ws`],
    ["an absolute path elsewhere", (folder: string) => `${folder}/outside/ws`],
    ["the folder above", (folder: string) => folder],
    ["a folder whose name only begins alike", (folder: string) => `${folder}/inside-too/ws`],
    ["a link that leads out", (folder: string) => `${folder}/inside/link`],
    ["a path below a link that leads out", (folder: string) => `${folder}/inside/out/ws`],
    ["a NUL", (folder: string) => `${folder}/inside/ws\0`],
    ["a drive letter", () => "C:\\inside\\ws"],
    ["a home directory by its short name", () => "~/inside/ws"],
  ] as const

  it.each(typed)("refuses %s", async (_name, pathIn) => {
    const test = deskInTest({ roots: ["inside"] })
    test.workspaceAt("inside/ws")
    test.workspaceAt("outside/ws")
    test.workspaceAt("inside-too/ws")
    symlinkSync(join(test.folder, "outside/ws"), join(test.folder, "inside/link"))
    symlinkSync(join(test.folder, "outside"), join(test.folder, "inside/out"))
    writeAt(test.folder, "configs/manifest.json", emptyManifest)
    const window = test.window()
    const refused = await window.ask("workspace.open", { root: pathIn(test.folder) })
    expect(codeOf(refused)).toBe("file.pathOutside")
    expect(codeOf(await window.ask("workspace.openSample", { root: pathIn(test.folder) }))).toMatch(
      /^(file\.pathOutside|workspace\.notEmpty)$/,
    )
    expect(test.samples).toEqual([])
  })

  it("says the same of what lies outside whether it is there or not", async () => {
    const test = deskInTest({ roots: ["inside"] })
    test.workspaceAt("outside/ws")
    const told = []
    for (const path of ["outside/ws", "outside/no"]) {
      const refused = await test.window().ask("workspace.open", { root: join(test.folder, path) })
      told.push(refused.ok ? "opened" : refused.problems.map(({ code, what, seen }) => [code, what, seen]))
    }
    expect(told[0]).toEqual(told[1])
  })

  it("refuses a workspace whose manifest or runs are links that lead out", async () => {
    const test = deskInTest({ roots: ["inside"] })
    writeAt(test.folder, "outside/manifest.json", emptyManifest)
    mkdirSync(join(test.folder, "inside/by-manifest/configs"), { recursive: true })
    symlinkSync(
      join(test.folder, "outside/manifest.json"),
      join(test.folder, "inside/by-manifest/configs/manifest.json"),
    )
    const byRuns = test.workspaceAt("inside/by-runs")
    symlinkSync(join(test.folder, "outside"), join(byRuns, "data"))
    mkdirSync(join(test.folder, "outside/artifacts/summaries/runs"), { recursive: true })
    const window = test.window()
    for (const root of [join(test.folder, "inside/by-manifest"), byRuns]) {
      expect(codeOf(await window.ask("workspace.open", { root }))).toBe("file.pathOutside")
    }
  })

  it("opens what lies below, and the program's own sample", async () => {
    const test = deskInTest({ roots: ["inside"] })
    const root = test.workspaceAt("inside/ws")
    const window = test.window()
    expect(valueOf(await window.ask("workspace.open", { root })).root).toBe(root)
    expect(valueOf(await window.ask("workspace.openSample", { root: null })).root).toBe(test.sampleFolder)
  })
})

describe("The sample workspace", () => {
  it("is written once, and opened again afterwards", async () => {
    const test = deskInTest()
    const window = test.window()
    valueOf(await window.ask("workspace.openSample", { root: null }))
    valueOf(await window.ask("workspace.openSample", { root: null }))
    expect(test.samples).toEqual([test.sampleFolder])
  })

  it("is not written over what is in a folder", async () => {
    const test = deskInTest()
    writeAt(test.folder, "mine/notes.txt", "x")
    const root = join(test.folder, "mine")
    expect(codeOf(await test.window().ask("workspace.openSample", { root }))).toBe("workspace.notEmpty")
    expect(test.samples).toEqual([])
  })

  it("is written into a new folder of one's choice", async () => {
    const test = deskInTest()
    const root = join(test.folder, "new/one")
    expect(valueOf(await test.window().ask("workspace.openSample", { root })).root).toBe(root)
  })
})
