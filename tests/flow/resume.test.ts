import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import type { RunId } from "#shared/quantity/run-id"
import { currentProcess } from "#engine/artifacts/process-identity"
import { verifyRun } from "#engine/ledger/verify"
import type { MetaOutcome } from "#engine/orchestration/meta-run-options"
import { resumeMeta, type ResumeOptions } from "#engine/orchestration/resume"
import { openWorkspace } from "#engine/workspace/open"
import { everyDay, weekdays } from "../workspaces/days"
import { health } from "../workspaces/options"
import { workspace, type WorkspaceBuilder, type WrittenWorkspace } from "../workspaces/workspace"
import { runMeta, tickingClock } from "./run-meta"
import { artifactsOf } from "./same-artifacts"

const risks = ["hrp", "equal_weight"] as const

/** Nested, with a veto, a degraded sleeve and the sign gate: warnings have to survive an interruption. */
const demo = () =>
  workspace()
    .sleeve("a", weekdays(90))
    .sleeve("b", everyDay(130))
    .sleeve("c", everyDay(130), { direction: "short", health: health({ success: 5, missing: 1 }) })
    .sleeve("d", everyDay(130), { health: health({ error: 3 }) })
    .meta("child", ["b", "c"])
    .meta("m", ["a", "child", "b", "d"], {
      features: { feat_directional_sign_test_gate: true },
      // Every run of a test computes for itself.
      allocation: { cache: false },
    })

let written: WrittenWorkspace[] = []

async function write(builder: WorkspaceBuilder): Promise<string> {
  const ws = await builder.write()
  written.push(ws)
  return ws.root
}

afterEach(() => {
  for (const ws of written) ws.remove()
  written = []
})

function resume(root: string, runId: string, more: Partial<ResumeOptions> = {}): Promise<MetaOutcome> {
  const opened = openWorkspace(root)
  if (!opened.ok) throw new Error("no workspace")
  return resumeMeta({
    workspace: opened.value,
    runId,
    layers: { dotenv: {}, environment: {} },
    clock: tickingClock(),
    newRunId: () => "unused" as RunId,
    process: currentProcess(),
    programVersion: "0.0.0-test",
    onProgress: () => {},
    signal: new AbortController().signal,
    ...more,
  })
}

const pathOf = (root: string, runId: string) => join(root, "data/artifacts/summaries/runs", runId)

function recordsOf(root: string, runId: string) {
  return readFileSync(join(pathOf(root, runId), "audit.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
}

function manifestCopyOf(root: string, runId: string): string {
  const { manifest } = recordsOf(root, runId)[0] as { manifest: { sha256: string } }
  return `${manifest.sha256}.json`
}

/** Runs until the event of that number, counted from 0, and is cancelled there. */
function cancelAt(root: string, runId: string, event: number): Promise<MetaOutcome> {
  const abort = new AbortController()
  let seen = 0
  return runMeta(root, "m", risks, {
    runId,
    signal: abort.signal,
    onProgress: () => {
      if (seen++ === event) abort.abort()
    },
  })
}

describe("a run that was cancelled", () => {
  it("gives the artifacts of an uninterrupted one wherever it was stopped", async () => {
    const root = await write(demo())
    const whole = await runMeta(root, "m", risks, { runId: "whole" })
    expect(whole.state).toBe("succeeded_with_warnings")
    const expected = artifactsOf(pathOf(root, "whole"))
    let stopped = 0
    for (let event = 0; ; event += 3) {
      const id = `stopped_${event}`
      const cancelled = await cancelAt(root, id, event)
      if (cancelled.state !== "cancelled") break
      stopped += 1
      const resumed = await resume(root, id)
      expect({ ...resumed, runId: 0, runDir: 0 }, id).toEqual({ ...whole, runId: 0, runDir: 0 })
      expect(artifactsOf(pathOf(root, id)), id).toEqual(expected)
      expect(verifyRun(pathOf(root, id)), id).toMatchObject({ value: { findings: [] } })
    }
    // Every third event of resolve, sign test, and three stages of two risk profiles with nested steps.
    expect(stopped).toBeGreaterThan(9)
  }, 120_000)

  it("says in the ledger that it was taken up again, and what it kept", async () => {
    const root = await write(demo())
    const abort = new AbortController()
    await runMeta(root, "m", risks, {
      runId: "r",
      signal: abort.signal,
      onProgress: ({ stage, node, done }) => {
        if (stage === "meta.optimize" && node === "m" && done === 1) abort.abort()
      },
    })
    const before = recordsOf(root, "r").length
    await resume(root, "r")
    const after = recordsOf(root, "r").slice(before)
    expect(after[0]).toMatchObject({ type: "run.reopened", data: { state_before: "cancelled" } })
    const kept = after.filter(({ decision }) => decision === "stage.kept")
    expect(kept.map(({ data, context }) => `${data.stage} ${context.risk_profile}`)).toEqual([
      "meta.returns hrp",
      "meta.returns equal_weight",
      "meta.optimize hrp",
    ])
    const begun = after.filter(({ status }) => status === "intent").map(({ step }) => step)
    expect(begun).toEqual([
      "meta_optimize_equal_weight",
      "meta_flatten_hrp",
      "meta_flatten_equal_weight",
      "meta_report",
    ])
  })

  it("goes on without the cache that it began with", async () => {
    const root = await write(
      demo().manifest(({ profiles }) => Object.assign(profiles["m"] as object, { meta_allocation: {} })),
    )
    await runMeta(root, "m", risks, { runId: "whole" })
    const abort = new AbortController()
    await runMeta(root, "m", risks, {
      runId: "r",
      signal: abort.signal,
      onProgress: ({ stage, risk, done }) => {
        if (stage === "meta.optimize" && risk === "hrp" && done === 1) abort.abort()
      },
    })
    expect(recordsOf(root, "r").filter(({ type, data }) => type === "meta_cache" && data.hit)).not.toEqual([])
    rmSync(join(root, "data/cache"), { recursive: true })
    expect(await resume(root, "r")).toMatchObject({ state: "succeeded_with_warnings" })
    expect(artifactsOf(pathOf(root, "r"))).toEqual(artifactsOf(pathOf(root, "whole")))
  })

  it("does not keep a stage whose artifact is not what it wrote, nor what came after it", async () => {
    const root = await write(demo())
    await runMeta(root, "m", risks, { runId: "whole" })
    const abort = new AbortController()
    await runMeta(root, "m", risks, {
      runId: "r",
      signal: abort.signal,
      onProgress: ({ stage, done }) => {
        if (stage === "meta.flatten" && done === 1) abort.abort()
      },
    })
    writeFileSync(join(pathOf(root, "r"), "data/meta_optimized_child_hrp.json"), "{}\n")
    await resume(root, "r")
    const begun = recordsOf(root, "r").slice(
      recordsOf(root, "r").findIndex(({ type }) => type === "run.reopened"),
    )
    expect(begun.filter(({ status }) => status === "intent").map(({ step }) => step)).toEqual([
      "meta_returns_hrp",
      "meta_returns_hrp",
      "meta_optimize_hrp",
      "meta_optimize_hrp",
      "meta_flatten_hrp",
      "meta_flatten_equal_weight",
      "meta_report",
    ])
    expect(artifactsOf(pathOf(root, "r"))).toEqual(artifactsOf(pathOf(root, "whole")))
  })

  it("does not keep a stage of whose inputs one is not what it read", async () => {
    const root = await write(demo())
    await runMeta(root, "m", risks, { runId: "whole" })
    await cancelAt(root, "r", 30)
    const folder = join(pathOf(root, "r"), "inputs")
    const inputs = readdirSync(folder)
    expect(inputs.length).toBeGreaterThan(5)
    // Among them are some that no outcome names: the list of a run's streams, for one.
    for (const name of inputs.filter((name) => name !== manifestCopyOf(root, "r"))) {
      writeFileSync(join(folder, name), "{}")
    }
    expect(await resume(root, "r")).toMatchObject({ state: "succeeded_with_warnings" })
    expect(artifactsOf(pathOf(root, "r"))).toEqual(artifactsOf(pathOf(root, "whole")))
    expect(verifyRun(pathOf(root, "r"))).toMatchObject({ value: { findings: [] } })
  })

  it("before its sleeves were resolved keeps the settings and the manifest it was started with", async () => {
    const root = await write(demo())
    const abort = new AbortController()
    abort.abort()
    const layers = { dotenv: {}, environment: {}, command: { health_threshold: "0.8", max_weight: 0.8 } }
    await runMeta(root, "m", risks, { runId: "whole", layers })
    await runMeta(root, "m", risks, { runId: "r", layers, signal: abort.signal })
    rmSync(join(root, "configs/manifest.json"))
    expect(await resume(root, "r")).toMatchObject({ exitCode: 0 })
    expect(artifactsOf(pathOf(root, "r"))).toEqual(artifactsOf(pathOf(root, "whole")))
    const resolved = (id: string) => readFileSync(join(pathOf(root, id), "config/meta_resolved.json"), "utf8")
    expect(resolved("r")).toBe(resolved("whole"))
  })

  it("is refused when the environment gives other settings than it was started with", async () => {
    const root = await write(demo())
    const abort = new AbortController()
    abort.abort()
    await runMeta(root, "m", risks, { runId: "r", signal: abort.signal })
    const environment = { TV_META_ALLOCATION__MAX_WEIGHT: "0.7" }
    expect(await resume(root, "r", { layers: { dotenv: {}, environment } })).toMatchObject({
      exitCode: 3,
      problems: [{ code: "run.notResumable" }],
    })
  })
})

describe("a run that failed", () => {
  it("succeeds when its cause is mended, and keeps the risk profile that was good", async () => {
    const gap = { risk: "equal_weight", values: (t: number) => (t === 9 ? Number.NaN : 0.001) }
    const builder = demo().sleeve("b", everyDay(130), { streams: [{ risk: "hrp" }, gap] })
    const root = await write(builder)
    expect(await runMeta(root, "m", risks, { runId: "r" })).toMatchObject({ state: "failed", exitCode: 3 })
    const mended = await demo().write()
    written.push(mended)
    const file = "data/artifacts/summaries/runs/b_run/data/returns/custom_cvxportfolio_equal_weight.parquet"
    writeFileSync(join(root, file), readFileSync(join(mended.root, file)))
    const resumed = await resume(root, "r")
    expect(resumed).toMatchObject({ exitCode: 0, state: "succeeded_with_warnings" })
    const kept = recordsOf(root, "r").filter(({ decision }) => decision === "stage.kept")
    expect(kept.map(({ context }) => context.risk_profile)).toEqual(["hrp", "hrp", "hrp"])
  })
})

describe("a run that can't be taken up", () => {
  it("is one that another version of the program began", async () => {
    const root = await write(demo())
    expect(await cancelAt(root, "r", 4)).toMatchObject({ state: "cancelled" })
    expect(await resume(root, "r", { programVersion: "0.0.1-test" })).toMatchObject({
      exitCode: 3,
      problems: [{ code: "run.notResumable", seen: "begun by version 0.0.0-test of the program" }],
    })
  })

  it("is one that succeeded, one of the platform, one that is not there", async () => {
    const root = await write(demo())
    await runMeta(root, "m", risks, { runId: "done" })
    const before = readFileSync(join(pathOf(root, "done"), "audit.jsonl"), "utf8")
    for (const [id, code] of [
      ["done", "run.notResumable"],
      ["a_run", "run.notResumable"],
      ["nowhere", "run.missing"],
    ] as const) {
      expect(await resume(root, id)).toMatchObject({ runId: null, exitCode: 3, problems: [{ code }] })
    }
    expect(readFileSync(join(pathOf(root, "done"), "audit.jsonl"), "utf8")).toBe(before)
  })

  it.each([
    ["config/resolved_manifest.json", (text: string) => text.replace("hrp", "herc"), "not what it wrote"],
    [
      "run.json",
      (text: string) => text.replace('"equal_weight"', '"herc"'),
      "run.json names another profile",
    ],
  ])("is a resolved one whose %s is another", async (file, change, seen) => {
    const root = await write(demo())
    expect(await cancelAt(root, "r", 12)).toMatchObject({ state: "cancelled" })
    expect(readFileSync(join(pathOf(root, "r"), "audit.jsonl"), "utf8")).toContain("meta_returns_hrp")
    const path = join(pathOf(root, "r"), file)
    writeFileSync(path, change(readFileSync(path, "utf8")))
    expect(await resume(root, "r")).toMatchObject({
      exitCode: 3,
      problems: [{ code: "run.notResumable", seen: expect.stringContaining(seen) }],
    })
  })

  it("is one whose ledger begins with a byte order mark, which verify would find", async () => {
    const root = await write(demo())
    await cancelAt(root, "r", 4)
    const path = join(pathOf(root, "r"), "audit.jsonl")
    writeFileSync(path, `\ufeff${readFileSync(path, "utf8")}`)
    expect(await resume(root, "r")).toMatchObject({ problems: [{ code: "ledger.broken" }] })
  })
})
