import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { sha256Of } from "#engine/artifacts/hash"
import { currentProcess } from "#engine/artifacts/process-identity"
import { seriesToParquet } from "#engine/artifacts/formats/parquet"
import { readSeries } from "#engine/artifacts/formats/series"
import { replayRun, type ReplayOptions } from "#engine/orchestration/replay/replay"
import { runStageInRun } from "#engine/orchestration/stage-session"
import { optimizeStage } from "#engine/stages/meta/optimize/stage"
import { openWorkspace } from "#engine/workspace/open"
import { noLayers } from "#engine/workspace/settings"
import { everyDay, nyseDays } from "../workspaces/days"
import { metaTree } from "../workspaces/goldens"
import { health } from "../workspaces/options"
import { workspace, type WorkspaceBuilder } from "../workspaces/workspace"
import { runMeta, tickingClock } from "./run-meta"

const folders: string[] = []

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

type RunArguments = Parameters<typeof runMeta> extends [string, ...infer Rest] ? Rest : never

/** Runs a meta profile, takes its run directory out of the workspace and deletes all the rest. */
async function runAndLoseTheRest(builder: WorkspaceBuilder, ...run: RunArguments): Promise<string> {
  const ws = await builder.write()
  const outcome = await runMeta(ws.root, ...run)
  return loseTheRest(ws.root, outcome.runDir!)
}

function loseTheRest(root: string, runDir: string): string {
  const folder = mkdtempSync(join(tmpdir(), "nestfolio-replay-"))
  folders.push(folder)
  const kept = join(folder, "run")
  renameSync(join(root, runDir), kept)
  rmSync(root, { recursive: true, force: true })
  return kept
}

async function replay(runPath: string, more: Partial<ReplayOptions> = {}) {
  const replayed = await replayRun({
    runPath,
    clock: () => "2040-01-01T00:00:00.000Z",
    programVersion: "0.0.0-test",
    onProgress: () => {},
    signal: new AbortController().signal,
    ...more,
  })
  if (!replayed.ok) throw new Error(JSON.stringify(replayed.problems))
  return replayed.value
}

/** Changes a file of a run and gives what undoes it. */
function edit(path: string, change: (bytes: Buffer) => Buffer): () => void {
  const before = readFileSync(path)
  writeFileSync(path, change(Buffer.from(before)))
  return () => writeFileSync(path, before)
}

const flipByte = (at: number) => (bytes: Buffer) => {
  bytes[at] = bytes[at]! ^ 1
  return bytes
}

describe("a nested run, its sleeves' runs, the manifest and the cache deleted", () => {
  let run: string
  let undo: () => void = () => {}

  beforeAll(async () => {
    run = await runAndLoseTheRest(metaTree(), "meta_tree", ["hrp", "min_variance", "equal_weight"])
  })
  afterEach(() => {
    undo()
    undo = () => {}
  })

  it("is recomputed to the byte from its own inputs", async () => {
    const replayed = await replay(run)
    expect(replayed).toMatchObject({ findings: [], recomputed: true, environment: [] })
    // 2 nodes x 7 + 2 of the root, for 3 risk profiles, and the report as model and as text.
    expect(replayed.compared).toBe(50)
    expect(replayed.inputs).toBeGreaterThan(20)
  })

  it("is recomputed though it took its weights from the cache itself", async () => {
    const ws = await metaTree().write()
    await runMeta(ws.root, "meta_tree", ["hrp", "equal_weight"], { runId: "before" })
    const outcome = await runMeta(ws.root, "meta_tree", ["hrp", "equal_weight"], { runId: "cached" })
    const cached = loseTheRest(ws.root, outcome.runDir!)
    expect(readFileSync(join(cached, "audit.jsonl"), "utf8")).toContain('"hit":true')
    expect(await replay(cached)).toMatchObject({ findings: [], recomputed: true, compared: 34 })
  })

  it("is left as it was", async () => {
    const before = readFileSync(join(run, "audit.jsonl"))
    await replay(run)
    expect(readFileSync(join(run, "audit.jsonl"))).toEqual(before)
  })

  it("is not recomputed from an input with one other byte, which is named", async () => {
    const { artifacts } = JSON.parse(readFileSync(join(run, "artifacts.json"), "utf8"))
    const input = artifacts.find(({ origin }: { origin?: string }) => origin?.endsWith("_hrp.parquet"))
    undo = edit(join(run, input.path), flipByte(100))
    expect(await replay(run)).toMatchObject({
      recomputed: false,
      findings: [{ code: "artifact.changed", where: join(run, input.path) }],
    })
  })

  it("is not recomputed from other settings than it ran with", async () => {
    const path = join(run, "config/meta_resolved.json")
    undo = edit(path, (bytes) =>
      Buffer.from(bytes.toString().replace('"max_weight": 0.5', '"max_weight": 0.6')),
    )
    expect(await replay(run)).toMatchObject({
      recomputed: false,
      compared: 0,
      findings: [{ code: "artifact.changed", where: path }],
    })
  })

  it("is not recomputed by the steps of a ledger that was changed", async () => {
    const path = join(run, "audit.jsonl")
    undo = edit(path, (bytes) => Buffer.from(bytes.toString().replace('"n_assets":6', '"n_assets":7')))
    const { recomputed, findings } = await replay(run)
    expect(recomputed).toBe(false)
    expect(findings[0]).toMatchObject({ code: "ledger.broken" })
  })

  it("names the artifact with one other byte, by its hash and by what it should say", async () => {
    const path = "data/portfolio_optimized_meta_meta_tree_hrp.json"
    undo = edit(join(run, path), (bytes) => Buffer.from(bytes.toString().replace('"BTC"', '"BTD"')))
    expect((await replay(run)).findings).toMatchObject([
      { code: "artifact.changed", where: join(run, path) },
      {
        code: "replay.differs",
        where: path,
        seen: 'weights[0].Symbol: "BTD", replayed "BTC"',
      },
    ])
  })

  it("names day and column where the joined returns differ", async () => {
    const path = "data/meta_returns_meta_tree_hrp.parquet"
    const table = await readSeries(readFileSync(join(run, path)), path)
    if (!table.ok) throw new Error("unreadable")
    table.value.columns[1]!.values[2] = 0.5
    undo = edit(join(run, path), () => Buffer.from(seriesToParquet(table.value)))
    const { findings } = await replay(run)
    expect(findings.map(({ code }) => code)).toEqual(["artifact.changed", "replay.differs"])
    expect(findings[1]!.seen).toMatch(/^\d{4}-\d\d-\d\d, column d: 0\.5, replayed -?0\.0\d+$/)
  })

  it("tells of another environment beside the result", async () => {
    const other = await replay(run, { programVersion: "9.9.9" })
    expect(other.findings).toEqual([])
    expect(other.environment).toEqual([{ name: "program", recorded: "0.0.0-test", now: "9.9.9" }])
  })

  it("can be cancelled", async () => {
    const abort = new AbortController()
    const options = {
      runPath: run,
      clock: tickingClock(),
      programVersion: "0",
      onProgress: () => abort.abort(),
    }
    expect(await replayRun({ ...options, signal: abort.signal })).toMatchObject({
      ok: false,
      problems: [{ code: "cancelled" }],
    })
  })
})

describe("a run of which any one byte is another", () => {
  it("is never replayed as if it were whole, and never ends the program", async () => {
    const builder = workspace().sleeve("a", everyDay(70)).sleeve("b", everyDay(70)).meta("m", ["a", "b"])
    const run = await runAndLoseTheRest(builder, "m", ["equal_weight"])
    const files = readdirSync(run, { recursive: true, encoding: "utf8" })
      .map((name) => join(run, name))
      // Of run.json only state, head and count are vouched for by the ledger.
      .filter((path) => statSync(path).isFile() && !/logs|run\.json/.test(path))
    expect(files.length).toBeGreaterThan(20)
    for (const [i, path] of files.entries()) {
      const at = (i * 7919) % statSync(path).size
      const putBack = edit(path, flipByte(at))
      const replayed = await replayRun({
        runPath: run,
        clock: tickingClock(),
        programVersion: "0.0.0-test",
        onProgress: () => {},
        signal: new AbortController().signal,
      })
      putBack()
      const findings = replayed.ok ? replayed.value.findings : replayed.problems
      expect(
        findings.map(({ code }) => code),
        `${path} byte ${at}`,
      ).not.toEqual([])
      expect(
        findings.map(({ code }) => code),
        `${path} byte ${at}`,
      ).not.toContain("internal")
    }
    expect(await replay(run)).toMatchObject({ findings: [] })
  })

  it("is not replayed when it sends the program to read outside", async () => {
    const builder = workspace().sleeve("a", everyDay(70)).sleeve("b", everyDay(70)).meta("m", ["a", "b"])
    const run = await runAndLoseTheRest(builder, "m", ["equal_weight"])
    const path = join(run, "config/meta_resolved.json")
    edit(path, (bytes) =>
      Buffer.from(bytes.toString().replace(/"runPath": "[^"]*"/, '"runPath": "../../etc"')),
    )
    // Forged to the end: the index is that of the changed file, and the run says that it was killed.
    const index = JSON.parse(readFileSync(join(run, "artifacts.json"), "utf8"))
    for (const entry of index.artifacts) {
      if (entry.kind === "meta_resolved") entry.sha256 = sha256Of(readFileSync(path))
    }
    writeFileSync(join(run, "artifacts.json"), JSON.stringify(index))
    const options = { clock: tickingClock(), programVersion: "0", onProgress: () => {} }
    const replayed = await replayRun({ ...options, runPath: run, signal: new AbortController().signal })
    expect(replayed).toMatchObject({ ok: false, problems: [{ code: "file.pathOutside" }] })
  })
})

describe("what guardrails and refusals depend on", () => {
  /** Ways in which a sleeve's run can be odd, each replayed from copies. */
  const odd = () =>
    workspace()
      .sleeve("plain", everyDay(100))
      .sleeve("engines", nyseDays(70), { engines: ["riskfolio", "custom", "skfolio"], stamps: { hour: 14 } })
      .sleeve("degraded", everyDay(100), { health: health({ success: 5, fallback: 1 }), unreadableLines: 3 })
      .sleeve("vetoed", everyDay(100), {
        health: { hrp: health({ error: 4 }), min_variance: health({ success: 4 }) },
        undeclaredWindows: true,
      })
      .sleeve("unknown", everyDay(100), { lacks: ["ledger"], record: { state: "succeeded" } })
      .sleeve("atoms", everyDay(100), { lacks: ["flattened"], record: { state: "succeeded" } })
      .meta("m", ["plain", "engines", "degraded", "vetoed", "unknown", "atoms"], {
        features: { feat_directional_sign_test_gate: true },
      })

  it("is all among the inputs: streams on offer, evidence, atoms, the sign test", async () => {
    const run = await runAndLoseTheRest(odd(), "m", ["hrp", "min_variance"])
    const replayed = await replay(run)
    expect(replayed).toMatchObject({ findings: [], recomputed: true, compared: 21 })
    const decisions = readFileSync(join(run, "data/meta_decisions_m_hrp.json"), "utf8")
    for (const odd of ["HEALTH_DEGRADED", "HEALTH_BELOW_THRESHOLD", "HEALTH_UNKNOWN", "riskfolio_"]) {
      expect(decisions).toContain(odd)
    }
    expect(readFileSync(join(run, "audit.jsonl"), "utf8")).toContain("holdings.from_atoms")
  })

  it("is replayed for a run that a closed sign gate stopped", async () => {
    const builder = odd().sleeve("plain", everyDay(100), {
      tamperAtom: { atom: "X:PLAIN_trend_LONG", by: 0.25 },
    })
    const run = await runAndLoseTheRest(builder, "m", ["hrp"])
    expect(readFileSync(join(run, "run.json"), "utf8")).toContain("aborted_by_guardrail")
    expect(await replay(run)).toMatchObject({ findings: [], recomputed: true, compared: 3 })
  })

  it("is replayed for risk profiles that failed: a missing stream, a NaN", async () => {
    const builder = workspace()
      .sleeve("a", everyDay(100), { engines: ["custom", "skfolio"] })
      .sleeve("b", everyDay(100), {
        streams: [
          { risk: "hrp" },
          { risk: "equal_weight", values: (t) => (t === 7 ? Number.NaN : 0.001) },
          { risk: "inverse_variance", days: everyDay(20) },
        ],
      })
      .meta("m", ["a", "b"])
    const run = await runAndLoseTheRest(builder, "m", ["min_variance", "equal_weight", "hrp"])
    const report = readFileSync(join(run, "reports/meta_portfolio_report.md"), "utf8")
    expect(report).toContain("stream.missing")
    expect(report).toContain("stream.notFinite")
    expect(await replay(run)).toMatchObject({ findings: [], recomputed: true })
  })
})

describe("a run that did not go straight through", () => {
  const two = () => workspace().sleeve("a", everyDay(100)).sleeve("b", everyDay(100)).meta("m", ["a", "b"])

  it("is replayed as far as it came when it was cancelled", async () => {
    const abort = new AbortController()
    const run = await runAndLoseTheRest(two(), "m", ["hrp"], {
      signal: abort.signal,
      onProgress: ({ stage, done }) => {
        if (stage === "meta.returns" && done === 1) abort.abort()
      },
    })
    expect(await replay(run)).toMatchObject({ findings: [], recomputed: true, compared: 5 })
  })

  it("says of one that was killed that it was never closed, and recomputes what it wrote", async () => {
    const run = await runAndLoseTheRest(two(), "m", ["hrp"])
    const path = join(run, "audit.jsonl")
    const lines = readFileSync(path, "utf8").trimEnd().split("\n")
    const flattened = lines.findIndex((line) => line.includes('"step":"meta_flatten_hrp"'))
    writeFileSync(path, `${lines.slice(0, flattened + 1).join("\n")}\n`)
    const record = JSON.parse(readFileSync(join(run, "run.json"), "utf8"))
    const dead = { ...record, state: "running", process: { pid: 2 ** 30, started: "never" } }
    writeFileSync(join(run, "run.json"), JSON.stringify({ ...dead, ledger: { head: "", count: 0 } }))
    rmSync(join(run, "artifacts.json"))
    for (const report of ["data/meta_report_m.json", "reports/meta_portfolio_report.md"])
      rmSync(join(run, report))
    const replayed = await replay(run)
    expect(replayed.findings.map(({ code }) => code)).toEqual(["ledger.unclosed"])
    expect(replayed).toMatchObject({ recomputed: true, compared: 9 })
  })

  it("is replayed with the parameters that a single stage was given in it", async () => {
    const ws = await two().write()
    const outcome = await runMeta(ws.root, "m", ["hrp"])
    const opened = openWorkspace(ws.root)
    if (!opened.ok) throw new Error("no workspace")
    const ended = await runStageInRun({
      workspace: opened.value,
      stage: optimizeStage,
      params: { risk_profile: "hrp", max_weight: 0.51 },
      runId: outcome.runId!,
      layers: noLayers,
      clock: tickingClock(),
      newRunId: () => outcome.runId!,
      process: currentProcess(),
      programVersion: "0.0.0-test",
      onProgress: () => {},
      signal: new AbortController().signal,
    })
    expect(ended.exitCode).toBe(0)
    const run = loseTheRest(ws.root, outcome.runDir!)
    expect(readFileSync(join(run, "data/meta_optimized_m_hrp.json"), "utf8")).toContain('"Max_Weight": 0.51')
    expect(await replay(run)).toMatchObject({ findings: [], recomputed: true })
  })

  it("can't be replayed when the Python platform wrote it, which is said", async () => {
    const ws = await two().write()
    folders.push(ws.root)
    const options = { clock: tickingClock(), programVersion: "0", onProgress: () => {} }
    const replayed = await replayRun({
      ...options,
      runPath: ws.runPath("a"),
      signal: new AbortController().signal,
    })
    expect(replayed).toMatchObject({ ok: false, problems: [{ code: "file.missing" }] })
  })
})
