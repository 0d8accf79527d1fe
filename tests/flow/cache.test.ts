import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import { sha256Of } from "#engine/artifacts/hash"
import { verifyRun } from "#engine/ledger/verify"
import type { MetaOutcome } from "#engine/orchestration/meta-run-options"
import { noLayers } from "#engine/workspace/settings"
import { everyDay } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { runMeta } from "./run-meta"

let ws: WrittenWorkspace

const nested = () =>
  workspace()
    .sleeve("a", everyDay(120))
    .sleeve("b", everyDay(120))
    .sleeve("c", everyDay(120))
    .meta("inner", ["a", "b"], { allocation: { max_physical_weight: 1 } })
    .meta("outer", ["inner", "c"], { allocation: { max_physical_weight: 1 } })

afterEach(() => ws.remove())

interface CacheRecord {
  readonly context: { readonly meta_profile: string }
  readonly data: {
    readonly key: string
    readonly hit: boolean
    readonly remark: string | null
    readonly sleeves: object[]
  }
}

/** The cache records of a run, in order. */
function lookUps(outcome: MetaOutcome): CacheRecord[] {
  return readFileSync(join(ws.root, outcome.runDir!, "audit.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as CacheRecord & { type: string })
    .filter(({ type }) => type === "meta_cache")
}

const hits = (outcome: MetaOutcome) =>
  lookUps(outcome).map(({ context, data }) => [context.meta_profile, data.hit])

function artifactHashes(outcome: MetaOutcome): Record<string, string> {
  const folder = join(ws.root, outcome.runDir!, "data")
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => !name.startsWith("meta_report"))
      .map((name) => [name, sha256Of(readFileSync(join(folder, name)))]),
  )
}

/** The file of a kind in every cache entry. */
function cacheFiles(name: string): string[] {
  return readdirSync(join(ws.root, "data/cache"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(name))
    .map((path) => join(ws.root, "data/cache", path))
}

describe("the cache", () => {
  it("is missed first and hit at every level the second time, with equal artifacts", async () => {
    ws = await nested().write()
    const first = await runMeta(ws.root, "outer", ["hrp"], { runId: "first" })
    const second = await runMeta(ws.root, "outer", ["hrp"], { runId: "second" })
    expect(hits(first)).toEqual([
      ["inner", false],
      ["outer", false],
    ])
    expect(hits(second)).toEqual([
      ["inner", true],
      ["outer", true],
    ])
    expect(artifactHashes(second)).toEqual(artifactHashes(first))
    expect(verifyRun(join(ws.root, second.runDir!))).toMatchObject({ ok: true, value: { findings: [] } })
  })

  it("tells the streams that a key stands for, nested keys included", async () => {
    ws = await nested().write()
    const outcome = await runMeta(ws.root, "outer", ["hrp"])
    const [inner, outer] = lookUps(outcome)
    expect(inner!.data.sleeves).toMatchObject([
      { id: "a", run_id: "a_run", stream_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { id: "b", run_id: "b_run" },
    ])
    expect(outer!.data.sleeves).toMatchObject([
      { id: "inner", meta_profile: "inner", key: inner!.data.key },
      { id: "c", run_id: "c_run" },
    ])
  })

  it("restores what another meta profile's run stored for the same nested profile", async () => {
    ws = await nested().write()
    await runMeta(ws.root, "inner", ["hrp"])
    expect(hits(await runMeta(ws.root, "outer", ["hrp"], { runId: "outer_1" }))).toEqual([
      ["inner", true],
      ["outer", false],
    ])
  })

  it("is missed when a stream's bytes change under the same run id", async () => {
    ws = await nested().write()
    await runMeta(ws.root, "outer", ["hrp"], { runId: "first" })
    const stream = join(ws.runPath("a"), "data/returns/custom_cvxportfolio_hrp.parquet")
    writeFileSync(stream, readFileSync(join(ws.runPath("b"), "data/returns/custom_cvxportfolio_hrp.parquet")))
    expect(hits(await runMeta(ws.root, "outer", ["hrp"], { runId: "second" }))).toEqual([
      ["inner", false],
      ["outer", false],
    ])
  })

  it("is missed under other settings, of the nested profile too", async () => {
    ws = await nested().write()
    await runMeta(ws.root, "outer", ["hrp"], { runId: "first" })
    const layers = { ...noLayers, command: { max_weight: "0.9" } }
    expect(hits(await runMeta(ws.root, "outer", ["hrp"], { runId: "root", layers }))).toEqual([
      ["inner", true],
      ["outer", false],
    ])
    const everywhere = { ...noLayers, environment: { TV_META_ALLOCATION__MAX_WEIGHT: "0.8" } }
    expect(hits(await runMeta(ws.root, "outer", ["hrp"], { runId: "all", layers: everywhere }))).toEqual([
      ["inner", false],
      ["outer", false],
    ])
  })

  it("finds a corrupted entry by its hash, says so and makes it again", async () => {
    ws = await nested().write()
    const first = await runMeta(ws.root, "outer", ["hrp"], { runId: "first" })
    for (const path of cacheFiles("meta_optimized.json")) {
      writeFileSync(path, readFileSync(path, "utf8").replace('"Weight": 0.', '"Weight": 0.9'))
    }
    const second = await runMeta(ws.root, "outer", ["hrp"], { runId: "second" })
    expect(lookUps(second).map(({ data }) => [data.hit, data.remark])).toEqual([
      [false, "meta_optimized.json is not what was stored"],
      [false, "meta_optimized.json is not what was stored"],
    ])
    expect(artifactHashes(second)).toEqual(artifactHashes(first))
    expect(hits(await runMeta(ws.root, "outer", ["hrp"], { runId: "third" }))).toEqual([
      ["inner", true],
      ["outer", true],
    ])
  })

  it("is left alone when it is switched off", async () => {
    ws = await nested().write()
    const layers = { ...noLayers, command: { cache: "false" } }
    const outcome = await runMeta(ws.root, "outer", ["hrp"], { layers })
    expect(lookUps(outcome)).toEqual([])
    expect(existsSync(join(ws.root, "data/cache"))).toBe(false)
  })

  it("that can't be written is a record and not a failure", async () => {
    ws = await nested().write()
    rmSync(join(ws.root, "data/cache"), { recursive: true, force: true })
    writeFileSync(join(ws.root, "data/cache"), "a file where the folder should be")
    const outcome = await runMeta(ws.root, "outer", ["hrp"])
    expect(outcome).toMatchObject({ exitCode: 0, state: "succeeded" })
    expect(readFileSync(join(ws.root, outcome.runDir!, "audit.jsonl"), "utf8")).toContain("cache.not_written")
  })

  it("holds no run id, no time and no path", async () => {
    ws = await nested().write()
    await runMeta(ws.root, "outer", ["hrp"], { runId: "telltale", clock: () => "2031-05-05T05:05:05.000Z" })
    for (const path of cacheFiles(".json")) {
      const text = readFileSync(path, "utf8")
      for (const trace of ["telltale", "2031-05-05", ws.root]) expect(text, path).not.toContain(trace)
    }
  })
})
