import { appendFileSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, beforeAll, describe, expect, it } from "vitest"
import { everyDay, weekdays } from "../workspaces/days"
import { workspace, type WorkspaceBuilder, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, nestfolio, nestfolioJson } from "./nestfolio"

beforeAll(buildNestfolio, 120_000)

const written: WrittenWorkspace[] = []
afterEach(() => {
  for (const ws of written.splice(0)) ws.remove()
})

async function write(builder: WorkspaceBuilder): Promise<WrittenWorkspace> {
  const ws = await builder.write()
  written.push(ws)
  return ws
}

function two(): WorkspaceBuilder {
  return workspace().sleeve("a", everyDay(90)).sleeve("b", everyDay(90)).meta("m", ["a", "b"])
}

async function run(ws: WrittenWorkspace, ...more: readonly string[]) {
  return await nestfolioJson(["run", "m", "--workspace", ws.root, "--risk-profiles", "hrp", ...more])
}

describe("bad input ends with its exit code and a problem that says what, where, seen and remedy:", () => {
  it("no manifest", async () => {
    const ws = await write(two())
    const named = ["run", "m", "--workspace", ws.root, "--manifest", "nope.json"]
    const ended = await nestfolioJson(named, { cwd: join(ws.root, "data") })
    expect(ended.code).toBe(3)
    expect(ended.data.problems).toMatchObject([
      { code: "manifest.missing", where: join(realpathSync(ws.root), "data/nope.json") },
    ])
  })

  it("a manifest that is no JSON, with line and column", async () => {
    const ended = await run(await write(two().manifestText('{\n  "defaults": {},\n  "profiles": {,}\n}\n')))
    expect(ended.code).toBe(3)
    expect(ended.data.problems[0]).toMatchObject({
      code: "manifest.syntax",
      where: expect.stringContaining("3:16"),
    })
  })

  it("a manifest of another shape, with line and column", async () => {
    const ended = await run(await write(two().manifestText('{\n  "defaults": {},\n  "profiles": 7\n}\n')))
    expect(ended.code).toBe(3)
    expect(ended.data.problems[0]).toMatchObject({
      code: "manifest.shape",
      where: expect.stringContaining("3:"),
    })
  })

  it("an unknown profile, with the nearest names", async () => {
    const ws = await write(
      workspace().sleeve("a", everyDay(90)).sleeve("b", everyDay(90)).meta("core", ["a", "b"]),
    )
    const ended = await nestfolioJson(["run", "coer", "--workspace", ws.root])
    expect(ended.code).toBe(3)
    expect(ended.data.problems).toMatchObject([
      { code: "profile.unknown", seen: "coer", remedy: expect.stringContaining("core") },
    ])
  })

  it("an atomic profile", async () => {
    const ws = await write(two())
    const ended = await nestfolioJson(["run", "a", "--workspace", ws.root])
    expect(ended.code).toBe(3)
    expect(ended.data.problems).toMatchObject([
      { code: "profile.notMeta", remedy: expect.stringContaining("m") },
    ])
  })

  it("a cycle, with its path", async () => {
    const ended = await run(
      await write(workspace().sleeve("a", everyDay(90)).meta("m", ["a", "n"]).meta("n", ["a", "m"])),
    )
    expect(ended.code).toBe(3)
    expect(ended.data.problems[0]).toMatchObject({
      code: "profile.cycle",
      seen: expect.stringMatching(/m.*n.*m/),
    })
  })

  it("a missing stream", async () => {
    const ended = await run(
      await write(
        workspace()
          .sleeve("a", everyDay(90), { risks: ["equal_weight"] })
          .sleeve("b", everyDay(90))
          .meta("m", ["a", "b"]),
      ),
    )
    expect(ended.code).toBe(3)
    expect(ended.data.problems[0]).toMatchObject({ code: "stream.missing" })
  })

  it("a missing value in a stream, with its date", async () => {
    const ended = await run(
      await write(
        workspace()
          .sleeve("a", everyDay(90), { plant: { at: 4, value: Number.NaN } })
          .sleeve("b", everyDay(90))
          .meta("m", ["a", "b"]),
      ),
    )
    expect(ended.code).toBe(3)
    expect(ended.data.problems[0]).toMatchObject({
      code: "stream.notFinite",
      seen: expect.stringContaining("2025-01-05"),
    })
  })

  it("a day that stands twice in a stream, with its date", async () => {
    const ended = await run(
      await write(
        workspace()
          .sleeve("a", everyDay(90), { duplicateAt: 9 })
          .sleeve("b", everyDay(90))
          .meta("m", ["a", "b"]),
      ),
    )
    expect(ended.code).toBe(3)
    expect(ended.data.problems[0]).toMatchObject({
      code: "stream.duplicateDay",
      seen: expect.stringContaining("2025-01-10"),
    })
  })

  it("a pickle in place of a stream", async () => {
    const ended = await run(
      await write(
        workspace()
          .sleeve("a", everyDay(90), { format: "pkl" })
          .sleeve("b", everyDay(90))
          .meta("m", ["a", "b"]),
      ),
    )
    expect(ended.code).toBe(3)
    expect(ended.data.problems[0]).toMatchObject({
      code: "file.pickle",
      remedy: expect.stringContaining("read_pickle"),
    })
  })

  it("bounds that cannot hold, with their arithmetic", async () => {
    const ended = await run(await write(two()), "--param", "max_weight=0.4")
    expect(ended.code).toBe(5)
    expect(ended.data.problems[0]).toMatchObject({
      code: "bounds.infeasible",
      seen: expect.stringContaining("2 x 0.4 = 0.8 < 1"),
    })
  })

  it("no common dates", async () => {
    const ended = await run(
      await write(
        workspace()
          .sleeve("a", weekdays(70, "2024-01-01"))
          .sleeve("b", weekdays(70, "2025-01-01"))
          .meta("m", ["a", "b"]),
      ),
    )
    expect(ended.code).toBe(3)
    expect(ended.data.problems[0]).toMatchObject({ code: "join.noCommonDays" })
  })

  it("a sleeve run that is not complete", async () => {
    const ended = await run(
      await write(
        workspace()
          .sleeve("a", everyDay(90), { lacks: ["flattened"] })
          .sleeve("b", everyDay(90))
          .meta("m", ["a", "b"]),
      ),
    )
    expect(ended.code).toBe(3)
    expect(ended.data.problems[0]).toMatchObject({ code: "run.incomplete" })
  })

  it("a pinned run that is missing", async () => {
    const ended = await run(
      await write(
        workspace()
          .sleeve("a", everyDay(90), { lacks: ["run"] })
          .sleeve("b", everyDay(90))
          .meta("m", ["a", "b"]),
      ),
    )
    expect(ended.code).toBe(3)
    expect(ended.data.problems[0]).toMatchObject({ code: "run.missing" })
  })

  it("a run id that is taken, leaving the run as it was", async () => {
    const ws = await write(two())
    expect((await run(ws, "--run-id", "x")).code).toBe(0)
    const ledger = join(ws.root, "data/artifacts/summaries/runs/x/audit.jsonl")
    const before = readFileSync(ledger)
    const ended = await run(ws, "--run-id", "x")
    expect(ended).toMatchObject({ code: 3, data: { problems: [{ code: "run.exists" }] } })
    expect(readFileSync(ledger).equals(before)).toBe(true)
  })

  it("a run id that is no folder name", async () => {
    const ws = await write(two())
    const ended = await run(ws, "--run-id", "../x")
    expect(ended).toMatchObject({ code: 2, data: { problems: [{ code: "run.badId" }] } })
    expect(existsSync(join(ws.root, "data/artifacts/summaries/x"))).toBe(false)
  })

  it("a setting that does not exist", async () => {
    const ended = await run(await write(two()), "--param", "max_wieght=0.5")
    expect(ended.code).toBe(2)
    expect(ended.data.problems[0]).toMatchObject({
      code: "usage.unknownParameter",
      remedy: expect.stringContaining("max_weight"),
    })
  })

  it("a runs folder that cannot be written", async () => {
    const ws = await write(
      workspace()
        .meta("m", ["n"])
        .sleeve("n", everyDay(90), { lacks: ["run"] }),
    )
    mkdirSync(join(ws.root, "data/artifacts/summaries"), { recursive: true })
    writeFileSync(join(ws.root, "data/artifacts/summaries/runs"), "a file where a folder belongs")
    const ended = await run(ws)
    expect(ended.code).toBe(3)
    expect(ended.data.problems[0].code).toBe("workspace.notWritable")
  })

  it("executed sleeves without anybody who could execute them", async () => {
    const unpinned = workspace()
      .sleeve("a", everyDay(90))
      .sleeve("b", everyDay(90))
      .meta("m", ["a", "b"], { pinned: false })
    const ended = await run(await write(unpinned), "--execute-sleeves")
    expect(ended.code).toBe(3)
    expect(ended.data.problems[0]).toMatchObject({ code: "sleeve.noExecutor" })
  })

  it("a run that does not exist, with the nearest ids", async () => {
    const ws = await write(two())
    const ended = await nestfolioJson(["show", "a_rum", "--workspace", ws.root])
    expect(ended.code).toBe(3)
    expect(ended.data.problems).toMatchObject([
      { code: "run.missing", remedy: expect.stringContaining("a_run") },
    ])
  })

  it("a folder that is not empty, for init", async () => {
    const ws = await write(two())
    const ended = await nestfolioJson(["init", ws.root])
    expect(ended).toMatchObject({ code: 3, data: { problems: [{ code: "workspace.notEmpty" }] } })
  })
})

describe("verify", () => {
  it("names the first wrong record of a ledger that was changed, and ends with 6", async () => {
    const ws = await write(two())
    await run(ws, "--run-id", "x")
    const ledger = join(ws.root, "data/artifacts/summaries/runs/x/audit.jsonl")
    const lines = readFileSync(ledger, "utf8").split("\n")
    lines[2] = lines[2]!.replace('"ts":"2', '"ts":"1')
    writeFileSync(ledger, lines.join("\n"))
    const ended = await nestfolioJson(["verify", "x", "--workspace", ws.root])
    expect(ended.code).toBe(6)
    expect(ended.data.verified).toBe(false)
    expect(ended.data.problems[0]).toMatchObject({
      code: "ledger.broken",
      where: expect.stringMatching(/:3$/),
    })
  })

  it("names an artifact that was changed, and ends with 6", async () => {
    const ws = await write(two())
    await run(ws, "--run-id", "x")
    appendFileSync(join(ws.root, "data/artifacts/summaries/runs/x/data/meta_optimized_m_hrp.json"), " ")
    const ended = await nestfolio(["verify", "x", "--workspace", ws.root])
    expect(ended.code).toBe(6)
    expect(ended.stderr).toContain("artifact.changed")
    expect(ended.stderr).toContain("meta_optimized_m_hrp.json")
  })
})
