import { mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import { diagnose } from "#engine/workspace/doctor/diagnose"
import { noLayers } from "#engine/workspace/settings"
import { openWorkspace } from "#engine/workspace/open"
import { weekdays } from "../../../workspaces/days"
import { health, type SleeveOptions } from "../../../workspaces/options"
import { workspace, type WorkspaceBuilder, type WrittenWorkspace } from "../../../workspaces/workspace"

const written: WrittenWorkspace[] = []
afterEach(() => {
  for (const ws of written.splice(0)) ws.remove()
})

async function made(builder: WorkspaceBuilder): Promise<WrittenWorkspace> {
  const ws = await builder.write()
  written.push(ws)
  return ws
}

const pair = (a: SleeveOptions = {}, features: Record<string, unknown> = {}) =>
  workspace().sleeve("a", weekdays(60), a).sleeve("b", weekdays(60)).meta("m", ["a", "b"], { features })

async function seen(ws: WrittenWorkspace, options: { all?: boolean; metas?: readonly string[] } = {}) {
  const opened = openWorkspace(ws.root)
  if (!opened.ok) throw new Error("no workspace")
  const { all = false, metas = [] } = options
  const result = await diagnose({ workspace: opened.value, layers: noLayers, all, metas })
  if (!result.ok) throw new Error(result.problems[0].what)
  const { runnable, metas: judged, runs, manifest, convert } = result.value
  const of = (sleeve: string) => runs.find(({ run_id }) => run_id === `${sleeve}_run`)?.files ?? []
  const bad = of("a").filter(
    ({ verdict, needed_by }) => verdict !== "found" && (needed_by.length > 0 || verdict !== "missing"),
  )
  const told = judged.map((meta) => `${meta.meta_profile}: ${meta.runnable}`)
  return {
    runnable,
    because: judged.flatMap(({ because }) => because),
    runs,
    manifest,
    convert,
    of,
    bad,
    metas: told,
  }
}

const RUN = "data/artifacts/summaries/runs/a_run"
const STREAM = "data/returns/custom_cvxportfolio_hrp"

describe("the verdict on a workspace", () => {
  it("is runnable when everything that its sleeves need is there", async () => {
    const { runnable, because, bad, of, runs, convert } = await seen(await made(pair()))
    expect({ runnable, because, bad, convert }).toEqual({
      runnable: true,
      because: [],
      bad: [],
      convert: null,
    })
    expect(runs.map(({ run_id, used_by }) => [run_id, used_by])).toEqual([
      ["a_run", ["m/a"]],
      ["b_run", ["m/b"]],
    ])
    expect(of("a").filter(({ needed_by }) => needed_by.length > 0)).toMatchObject([
      { file: `${RUN}/audit.jsonl`, verdict: "found" },
      { file: `${RUN}/${STREAM}.parquet`, detail: "60 rows, 2025-01-01 to 2025-03-25" },
      { file: `${RUN}/data/portfolio_flattened.json`, detail: "hrp: 2 symbols" },
    ])
  })

  it("names the stream, the holdings or the ledger that is missing", async () => {
    const lacking = async (options: SleeveOptions) => (await seen(await made(pair(options)))).because
    expect(await lacking({ lacks: ["flattened", "optimized"] })).toContainEqual(
      `${RUN}/data/portfolio_flattened.json (flattened portfolio): missing`,
    )
    expect(await lacking({ risks: ["min_variance"] })).toContainEqual(
      `${RUN}/data/returns/*_hrp.parquet (return stream of hrp): missing`,
    )
    expect(await lacking({ lacks: ["ledger"] })).toContainEqual(`${RUN}/audit.jsonl (ledger): missing`)
    expect(await lacking({ lacks: ["run"] })).toMatchObject([
      expect.stringContaining("m/a: The run does not exist."),
    ])
  })

  it("needs the evidence of the sign test where that is a gate, and else only tells it", async () => {
    const lacks = ["raw", "candidates"] as const
    expect((await seen(await made(pair({ lacks })))).runnable).toBe(true)
    const gated = await seen(await made(pair({ lacks }, { feat_directional_sign_test_gate: true })))
    const both = pair({ lacks }, { feat_directional_sign_test_gate: true }).meta("free", ["a", "b"])
    expect((await seen(await made(both))).metas).toEqual(["m: false", "free: true"])
    expect(gated.because).toEqual([`${RUN}/data/returns_matrix.parquet (raw returns): missing`])
  })

  it("needs that evidence of a sleeve whose own profile has the gate", async () => {
    const flag = { feat_directional_sign_test_gate_atomic: true }
    const of = (name: string) =>
      pair({ lacks: ["raw"] }).manifest((m) => Object.assign(m.profiles[name] as object, { features: flag }))
    expect((await seen(await made(of("a")))).because).toEqual([
      `${RUN}/data/returns_matrix.parquet (raw returns): missing`,
    ])
    expect((await seen(await made(of("b")))).runnable).toBe(true)
  })

  it("finds the evidence of the sign test in the other formats that are read", async () => {
    const ws = await made(pair({ lacks: ["raw"] }, { feat_directional_sign_test_gate: true }))
    writeFileSync(join(ws.runPath("a"), "data/returns_matrix.csv"), "date,X:A\n2025-01-01,0.5\n")
    const { runnable, of } = await seen(ws)
    expect(runnable).toBe(true)
    expect(of("a").find(({ role }) => role === "raw returns")).toMatchObject({
      file: `${RUN}/data/returns_matrix.csv`,
      verdict: "found",
      detail: "1 rows, 1 columns",
    })
  })

  it("calls a stream with a bad value, and holdings that are no JSON, of a wrong shape, with the place", async () => {
    const bad = await seen(await made(pair({ plant: { at: 3, value: Number.NaN } })))
    expect(bad.runnable).toBe(false)
    expect(bad.bad).toMatchObject([{ file: `${RUN}/${STREAM}.parquet`, verdict: "wrong shape" }])
    expect(bad.bad[0]!.detail).toContain("2025-01-06")
    const ws = await made(pair())
    writeFileSync(
      join(ws.runPath("a"), "data/portfolio_flattened.json"),
      '{"profiles": {"hrp": {"assets": [{}]}}}',
    )
    expect((await seen(ws)).bad).toMatchObject([{ verdict: "wrong shape" }])
    expect((await seen(ws)).bad[0]!.detail).toContain("profiles.hrp.assets[0].Symbol")
  })

  it("lists pickles as convertible, with one command for all of them", async () => {
    const { runnable, bad, convert } = await seen(await made(pair({ format: "pkl" })))
    expect(runnable).toBe(false)
    expect(bad.filter(({ needed_by }) => needed_by.length > 0)).toMatchObject([
      { file: `${RUN}/${STREAM}.pkl`, verdict: "convertible" },
    ])
    expect(convert).toContain(`python -c "import glob, pandas as pd; `)
    expect(convert).toContain(`for g in ['${RUN}/data/returns/*.pkl'] for f in glob.glob(g)]`)
  })

  it("finds files under their older names, and says so", async () => {
    const ws = await made(pair())
    const run = ws.runPath("a")
    renameSync(join(run, "data/portfolio_flattened.json"), join(run, "portfolio_flattened.json"))
    const { runnable, of } = await seen(ws)
    expect(runnable).toBe(true)
    expect(of("a").find(({ role }) => role === "flattened portfolio")).toMatchObject({
      file: `${RUN}/portfolio_flattened.json`,
      verdict: "found",
      detail: "older name of data/portfolio_flattened.json; hrp: 2 symbols",
    })
    rmSync(join(run, "portfolio_flattened.json"))
    const archive = join(run, "data/metadata/portfolio_optimized_v2.json")
    mkdirSync(dirname(archive))
    renameSync(join(run, "data/portfolio_optimized_v2.json"), archive)
    expect((await seen(ws)).of("a").find(({ role }) => role === "flattened portfolio")).toMatchObject({
      file: `${RUN}/data/metadata/portfolio_optimized_v2.json`,
    })
  })

  it("calls stale what is older than what it was made of, and runs it all the same", async () => {
    const ws = await made(pair())
    const later = new Date(Date.now() + 3_600_000)
    utimesSync(join(ws.runPath("a"), "data/portfolio_optimized_v2.json"), later, later)
    const { runnable, bad } = await seen(ws)
    expect(runnable).toBe(true)
    expect(bad).toMatchObject([{ file: `${RUN}/data/portfolio_flattened.json`, verdict: "stale" }])
    expect(bad[0]!.detail).toContain("older than data/portfolio_optimized_v2.json")
  })

  it("needs a ledger whose chain holds", async () => {
    const ws = await made(pair({ health: health({ success: 5, error: 1 }) }))
    const path = join(ws.runPath("a"), "audit.jsonl")
    const lines = readFileSync(path, "utf8").split("\n")
    const failure = lines.findIndex((line) => line.includes('"status": "error"'))
    writeFileSync(path, lines.with(failure, lines[failure]!.replace('"error"', '"success"')).join("\n"))
    const { runnable, because, of } = await seen(ws)
    expect([runnable, because]).toEqual([false, [`${RUN}/audit.jsonl (ledger): wrong shape`]])
    expect(of("a")[0]!.needed_by).toEqual(["m"])
    expect(of("a")[0]!.detail).toContain(`audit.jsonl:${failure + 1}`)
  })

  it("tells unreadable lines of a ledger, which keep no run from being used", async () => {
    const { runnable, of } = await seen(await made(pair({ unreadableLines: 2 })))
    expect(runnable).toBe(true)
    expect(of("a")[0]).toMatchObject({ role: "ledger", verdict: "wrong shape", needed_by: [] })
    expect(of("a")[0]!.detail).toContain("2 unreadable lines (first: line 2)")
  })

  it("looks at runs that no sleeve uses when asked to, and at one meta profile when asked to", async () => {
    const ws = await made(pair().sleeve("c", weekdays(60), { format: "pkl" }).meta("n", ["b", "c"]))
    expect((await seen(ws)).runnable).toBe(false)
    const one = await seen(ws, { metas: ["m"] })
    expect([one.runnable, one.of("c")]).toEqual([true, []])
    const all = await seen(ws, { metas: ["m"], all: true })
    expect(all.runnable).toBe(true)
    expect(all.of("c").some(({ verdict }) => verdict === "convertible")).toBe(true)
  })

  it("tells where a manifest is wrong, and of a meta profile that is not in it", async () => {
    const broken = await seen(await made(workspace().manifestText('{"profiles": ')))
    expect(broken).toMatchObject({ runnable: false, manifest: { verdict: "wrong shape" } })
    expect(broken.manifest.detail).toContain("configs/manifest.json:1:")
    const unknown = await seen(await made(pair()), { metas: ["mm"] })
    expect(unknown.because[0]).toContain("The manifest has no profile of that name.")
  })
})
