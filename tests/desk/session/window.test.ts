import { symlinkSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { ok } from "#shared/problem/result"
import { codeOf, deskInTest, valueOf, writeAt } from "./desk-in-test"

describe("What a window can do", () => {
  it("is told from what its shell gives it", async () => {
    const test = deskInTest({ roots: ["a"] })
    const info = valueOf(await test.window({ pickFolder: async () => null }).ask("shell.info", {}))
    expect(info).toMatchObject({
      picksFolders: true,
      savesFiles: false,
      printsPdf: false,
      revealsFolders: false,
      roots: [join(test.folder, "a")],
    })
  })

  it("is refused in words where the shell can't do it", async () => {
    const window = deskInTest().window()
    expect(codeOf(await window.ask("shell.pickFolder", { title: "Open" }))).toBe("shell.unable")
    const bytes = new Uint8Array([1])
    expect(codeOf(await window.ask("shell.saveFile", { name: "a.md", bytes }))).toBe("shell.unable")
  })

  it.each(["../a.md", "a/b.md", "C:a.md", "a\\b.md", "..", "a\0.md"])(
    "saves nothing under the name %j",
    async (name) => {
      const names: string[] = []
      const window = deskInTest().window({
        saveFile: async (saved) => {
          names.push(saved)
          return ok(saved)
        },
        printPdf: async (saved) => {
          names.push(saved)
          return ok(saved)
        },
      })
      const bytes = new Uint8Array([1])
      expect(codeOf(await window.ask("shell.saveFile", { name, bytes }))).toBe("file.pathOutside")
      expect(codeOf(await window.ask("shell.printPdf", { name }))).toBe("file.pathOutside")
      expect(names).toEqual([])
    },
  )

  it("hands over addresses and actions until the window goes away", async () => {
    let listening = 0
    const window = deskInTest().window({
      onLink: (listener) => {
        listening += 1
        listener("nestfolio://run/r1")
        return () => void (listening -= 1)
      },
    })
    const leaving = new AbortController()
    const links: string[] = []
    const answer = window.ask(
      "shell.links",
      {},
      {
        signal: leaving.signal,
        onItem: ({ address }) => links.push(address),
      },
    )
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect([links, listening]).toEqual([["nestfolio://run/r1"], 1])
    leaving.abort()
    await answer
    expect(listening).toBe(0)
  })
})

describe("Showing a folder", () => {
  const shown = (test: ReturnType<typeof deskInTest>) => {
    const paths: string[] = []
    return { paths, window: test.window({ reveal: async (path) => void paths.push(path) }) }
  }

  it("shows what lies in an opened workspace", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("ws")
    const { paths, window } = shown(test)
    valueOf(await window.ask("workspace.open", { root }))
    valueOf(await window.ask("shell.reveal", { root, path: "" }))
    valueOf(await window.ask("shell.reveal", { root, path: "configs" }))
    expect(paths).toEqual([root, join(root, "configs")])
  })

  it.each([
    "..",
    "../outside",
    "configs/../../outside",
    "/etc",
    "configs//manifest.json",
    "./configs",
    "C:\\Windows",
    "C:/Windows",
    "configs\\..\\..",
    "configs\0",
    "out",
    "out/secret.txt",
  ])("shows nothing at the path %j", async (path) => {
    const test = deskInTest()
    const root = test.workspaceAt("ws")
    writeAt(test.folder, "outside/secret.txt", "x")
    symlinkSync(join(test.folder, "outside"), join(root, "out"))
    const { paths, window } = shown(test)
    valueOf(await window.ask("workspace.open", { root }))
    expect(codeOf(await window.ask("shell.reveal", { root, path }))).toBe("file.pathOutside")
    expect(paths).toEqual([])
  })

  it("shows nothing of a workspace that is not open", async () => {
    const test = deskInTest()
    const { paths, window } = shown(test)
    const root = test.workspaceAt("ws")
    expect(codeOf(await window.ask("shell.reveal", { root, path: "" }))).toBe("file.pathOutside")
    expect(paths).toEqual([])
  })
})
