import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it, vi } from "vitest"
import { type DeskInTest, deskInTest, emptyManifest, valueOf, writeAt } from "./desk-in-test"

const runs = "data/artifacts/summaries/runs"

/** Watches a workspace from one window; gives what was told, and the answer at the end. */
async function watched(test: DeskInTest, root: string) {
  const window = test.window()
  valueOf(await window.ask("workspace.open", { root }))
  const told: string[] = []
  const leaving = new AbortController()
  const answer = window.ask(
    "workspace.watch",
    { root },
    { signal: leaving.signal, onItem: ({ changed }) => told.push(...changed) },
  )
  return { told, answer, leave: () => leaving.abort() }
}

/** A watcher needs a moment before it sees anything: the file is touched until it does. */
async function untilWatching(told: string[], root: string): Promise<void> {
  await vi.waitFor(
    () => {
      writeAt(root, "configs/manifest.json", emptyManifest)
      expect(told).toContain("manifest")
    },
    { timeout: 10_000, interval: 100 },
  )
  await new Promise((resolve) => setTimeout(resolve, 400))
  told.length = 0
}

const soon = { timeout: 10_000, interval: 50 }

describe("Watching a workspace", () => {
  it("tells once that anything may have changed while it began", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("ws")
    const { told } = await watched(test, root)
    await vi.waitFor(() => expect(told.toSorted()).toEqual(["manifest", "runs"]), soon)
  })

  it("tells of the state of a run that was there before", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("ws")
    writeAt(root, `${runs}/one/run.json`, "{}")
    const { told } = await watched(test, root)
    await untilWatching(told, root)
    writeAt(root, `${runs}/one/run.json`, '{"state":"running"}')
    await vi.waitFor(() => expect(told).toEqual(["runs"]), soon)
  })

  it("tells of a manifest that was written anew, also by a rename", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("ws")
    const { told } = await watched(test, root)
    await untilWatching(told, root)
    writeFileSync(join(root, "configs/other.json"), emptyManifest)
    renameSync(join(root, "configs/other.json"), join(root, "configs/manifest.json"))
    await vi.waitFor(() => expect(new Set(told)).toEqual(new Set(["manifest"])), soon)
  })

  it("tells of the first run of a workspace without any, of its state, and of one that is deleted", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("ws")
    const { told } = await watched(test, root)
    await untilWatching(told, root)
    mkdirSync(join(root, runs, "one"), { recursive: true })
    await vi.waitFor(() => expect(told).toContain("runs"), soon)
    await new Promise((resolve) => setTimeout(resolve, 400))
    told.length = 0
    await vi.waitFor(() => {
      writeFileSync(join(root, runs, "one/run.json"), `{"at":${Math.random()}}`)
      expect(told).toContain("runs")
    }, soon)
    await new Promise((resolve) => setTimeout(resolve, 400))
    told.length = 0
    rmSync(join(root, runs, "one"), { recursive: true })
    await vi.waitFor(() => expect(told).toContain("runs"), soon)
  })

  it("is quiet about other files, inside of runs and elsewhere", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("ws")
    mkdirSync(join(root, runs, "one/data"), { recursive: true })
    const { told } = await watched(test, root)
    await untilWatching(told, root)
    writeAt(root, `${runs}/one/data/meta.json`, "{}")
    writeAt(root, "data/cache/x.json", "{}")
    writeAt(root, "notes.txt", "x")
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(told).toEqual([])
  })

  it("ends with a problem when the workspace is deleted", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("ws")
    const { told, answer } = await watched(test, root)
    await untilWatching(told, root)
    rmSync(root, { recursive: true })
    expect(await answer).toMatchObject({ ok: false, problems: [{ code: "workspace.missing", where: root }] })
  })

  it("ends with a problem when the workspace is moved away", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("ws")
    const { told, answer } = await watched(test, root)
    await untilWatching(told, root)
    renameSync(root, `${root}-moved`)
    expect(await answer).toMatchObject({ ok: false, problems: [{ code: "workspace.missing", where: root }] })
  })

  it("thins a flood of changes to a few messages", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("ws")
    const { told } = await watched(test, root)
    await untilWatching(told, root)
    const from = performance.now()
    for (let n = 0; n < 300; n += 1) mkdirSync(join(root, runs, `run_${n}`), { recursive: true })
    await vi.waitFor(() => expect(told).toContain("runs"), soon)
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(told.length).toBeLessThanOrEqual(4 * Math.ceil((performance.now() - from) / 1000) + 1)
  })

  it("ends when the window leaves, and goes on for the other one", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("ws")
    const [one, other] = [await watched(test, root), await watched(test, root)]
    await untilWatching(one.told, root)
    one.leave()
    expect(await one.answer).toMatchObject({ ok: true })
    other.told.length = 0
    await vi.waitFor(() => {
      writeAt(root, "configs/manifest.json", `${emptyManifest}\n`)
      expect(other.told).toContain("manifest")
    }, soon)
    expect(one.told).toEqual([])
  })
})
