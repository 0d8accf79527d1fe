import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { currentProcess } from "#engine/artifacts/process-identity"
import { codeOf, deskInTest, supervisedRun, valueOf, writeAt } from "../session/desk-in-test"

const notesFile = "data/nestfolio/run-notes.json"
const runs = "data/artifacts/summaries/runs"
const trash = "data/artifacts/summaries/trash"

/** A record of a run; its process is this test's when it goes on. */
function writeRun(root: string, runId: string, state = "succeeded", profile = "core"): void {
  const goesOn = state === "running"
  writeAt(
    root,
    `${runs}/${runId}/run.json`,
    JSON.stringify({
      schema: 1,
      run_id: runId,
      kind: "meta",
      profile,
      state,
      risk_profiles: ["hrp"],
      started: "2026-11-20T10:00:00.000Z",
      ended: goesOn ? null : "2026-11-20T10:00:05.000Z",
      exit_code: goesOn ? null : 0,
      program_version: "0.1.0",
      process: currentProcess(),
      ledger: { head: "0".repeat(64), count: 1 },
      problems: [],
    }),
  )
}

async function opened(options: Parameters<typeof deskInTest>[0] = {}) {
  const test = deskInTest(options)
  const root = test.workspaceAt("ws")
  const window = test.window()
  valueOf(await window.ask("workspace.open", { root }))
  return { root, window }
}

describe("What people keep about runs", () => {
  it("is nothing at first, and nothing is written to find that out", async () => {
    const { root, window } = await opened()
    const told = valueOf(await window.ask("notes.read", { root }))
    expect(told).toEqual({ notes: [], baselines: [], trash: [], problems: [] })
    expect(existsSync(join(root, "data/nestfolio"))).toBe(false)
  })

  it("is kept in the workspace, known to every window, and leaves the run's own folder alone", async () => {
    const { root, window } = await opened()
    writeRun(root, "r1")
    const before = readdirSync(join(root, runs, "r1"))
    const note = { root, runId: "r1", tags: ["good", "good", "for Monday"], note: "  sent to the board  " }
    valueOf(await window.ask("notes.write", note))
    const told = valueOf(await window.ask("notes.read", { root }))
    expect(told.notes).toEqual([{ runId: "r1", tags: ["good", "for Monday"], note: "sent to the board" }])
    expect(readdirSync(join(root, runs, "r1"))).toEqual(before)
    expect(JSON.parse(readFileSync(join(root, notesFile), "utf8"))).toEqual({
      schema: 1,
      runs: { r1: { tags: ["good", "for Monday"], note: "sent to the board" } },
      baselines: {},
    })
  })

  it("is forgotten when tags and note are emptied", async () => {
    const { root, window } = await opened()
    writeRun(root, "r1")
    valueOf(await window.ask("notes.write", { root, runId: "r1", tags: ["good"], note: "" }))
    const told = valueOf(await window.ask("notes.write", { root, runId: "r1", tags: [], note: " " }))
    expect(told.notes).toEqual([])
  })

  it("has one baseline for each profile", async () => {
    const { root, window } = await opened()
    for (const id of ["r1", "r2"]) writeRun(root, id)
    writeRun(root, "x1", "succeeded", "other")
    for (const runId of ["r1", "x1", "r2"]) {
      valueOf(await window.ask("notes.pinBaseline", { root, runId, isBaseline: true }))
    }
    const told = valueOf(await window.ask("notes.read", { root }))
    expect(told.baselines).toEqual([
      { profile: "core", runId: "r2" },
      { profile: "other", runId: "x1" },
    ])
    const without = await window.ask("notes.pinBaseline", { root, runId: "r2", isBaseline: false })
    expect(valueOf(without).baselines).toEqual([{ profile: "other", runId: "x1" }])
  })

  it("begins anew from a damaged file, which is set aside and said", async () => {
    const { root, window } = await opened()
    writeRun(root, "r1")
    writeAt(root, notesFile, '{"schema":1,"runs":[')
    const told = valueOf(await window.ask("notes.write", { root, runId: "r1", tags: ["new"], note: "" }))
    expect(told.notes.map(({ tags }) => tags)).toEqual([["new"]])
    expect(told.problems[0]).toMatchObject({ code: "file.format", where: notesFile })
    const aside = readdirSync(join(root, "data/nestfolio")).find((name) => name.includes("damaged"))
    expect(told.problems[0]!.seen).toContain(aside)
    expect(readFileSync(join(root, "data/nestfolio", aside!), "utf8")).toBe('{"schema":1,"runs":[')
  })

  it("is refused for a run that is not there, and for a workspace that is not open", async () => {
    const { root, window } = await opened()
    const note = { runId: "nobody", tags: [], note: "x" }
    expect(codeOf(await window.ask("notes.write", { root, ...note }))).toBe("run.missing")
    expect(codeOf(await window.ask("notes.write", { root: "/elsewhere", ...note }))).toBe("file.pathOutside")
  })
})

describe("The trash", () => {
  it("takes a run's whole folder, and gives it back as it was", async () => {
    const { root, window } = await opened()
    writeRun(root, "r1")
    writeAt(root, `${runs}/r1/data/weights.json`, "[]")
    expect(valueOf(await window.ask("notes.trash", { root, runId: "r1" })).trash).toEqual(["r1"])
    expect(existsSync(join(root, runs, "r1"))).toBe(false)
    expect(readFileSync(join(root, trash, "r1/data/weights.json"), "utf8")).toBe("[]")
    expect(valueOf(await window.ask("notes.restore", { root, runId: "r1" })).trash).toEqual([])
    expect(readFileSync(join(root, runs, "r1/data/weights.json"), "utf8")).toBe("[]")
  })

  it("is not looked into by the list of runs", async () => {
    const { root, window } = await opened()
    for (const id of ["r1", "r2"]) writeRun(root, id)
    valueOf(await window.ask("notes.trash", { root, runId: "r2" }))
    const { runs: listed } = valueOf(await window.ask("runs.list", { root }))
    expect(listed.map(({ runId }) => runId)).toEqual(["r1"])
  })

  it("keeps what was written to a run", async () => {
    const { root, window } = await opened()
    writeRun(root, "r1")
    valueOf(await window.ask("notes.write", { root, runId: "r1", tags: ["kept"], note: "" }))
    const told = valueOf(await window.ask("notes.trash", { root, runId: "r1" }))
    expect(told.notes).toEqual([{ runId: "r1", tags: ["kept"], note: "" }])
  })

  it("refuses a run that goes on", async () => {
    const { root, window } = await opened()
    writeRun(root, "r1", "running")
    expect(codeOf(await window.ask("notes.trash", { root, runId: "r1" }))).toBe("run.locked")
    expect(existsSync(join(root, runs, "r1"))).toBe(true)
  })

  it("refuses a run that this program was asked to take up again, before its record says so", async () => {
    let root = ""
    const list = () => [{ ...supervisedRun(root, "core"), state: "queued" as const }]
    const { root: opening, window } = await opened({ runs: { list } })
    root = opening
    writeRun(root, "r1", "failed")
    expect(codeOf(await window.ask("notes.trash", { root, runId: "r1" }))).toBe("run.locked")
  })

  it("refuses a run that a sleeve of the manifest is pinned to, and names the sleeve's line", async () => {
    const { root, window } = await opened()
    writeRun(root, "r1", "succeeded", "core")
    const sleeves = [{ id: "a", profile: "core", run_id: "r1" }]
    const manifest = { defaults: {}, profiles: { core: {}, nest: { sleeves } } }
    writeAt(root, "configs/manifest.json", JSON.stringify(manifest, null, 2))
    const refused = await window.ask("notes.trash", { root, runId: "r1" })
    expect(codeOf(refused)).toBe("run.pinned")
    expect(refused).toMatchObject({
      problems: [{ where: expect.stringMatching(/^configs\/manifest\.json:\d+:\d+ profiles\.nest/) }],
    })
    expect(existsSync(join(root, runs, "r1"))).toBe(true)
  })

  it("never overwrites: neither one that lies there, nor a newer run of the same name", async () => {
    const { root, window } = await opened()
    writeRun(root, "r1")
    valueOf(await window.ask("notes.trash", { root, runId: "r1" }))
    writeRun(root, "r1")
    expect(codeOf(await window.ask("notes.trash", { root, runId: "r1" }))).toBe("run.exists")
    expect(codeOf(await window.ask("notes.restore", { root, runId: "r1" }))).toBe("run.exists")
  })

  it("gives back nothing that is not there", async () => {
    const { root, window } = await opened()
    mkdirSync(join(root, trash), { recursive: true })
    writeFileSync(join(root, trash, "file"), "no run")
    expect(codeOf(await window.ask("notes.restore", { root, runId: "file" }))).toBe("run.missing")
  })
})
