import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { runMeta } from "../../flow/run-meta"
import { everyDay } from "../../workspaces/days"
import { health } from "../../workspaces/options"
import { workspace, type WrittenWorkspace } from "../../workspaces/workspace"
import { questions } from "./ask"

const days = everyDay(120)
const values = (size: number, pace: number) => ({ values: (t: number) => 0.001 + size * Math.sin(t * pace) })

let ws: WrittenWorkspace
const { value, codes, ask } = questions()
const runPath = (id: string) => join(ws.root, "data/artifacts/summaries/runs", id)

beforeAll(async () => {
  ws = await workspace()
    .sleeve("a", days, values(0.004, 1.3))
    .sleeve("b", days, { ...values(0.02, 0.7), health: health({ success: 8, error: 2 }) })
    .sleeve("c", days, values(0.01, 2.1))
    .meta("m", ["a", "b", "c"])
    .write()
  await runMeta(ws.root, "m", ["hrp", "min_variance"], { runId: "first" })
  await runMeta(ws.root, "m", ["hrp", "min_variance"], {
    runId: "second",
    layers: { dotenv: {}, environment: {}, command: { health_threshold: 0.9, max_weight: 0.9 } },
  })
  // Stopped in the middle: its process is gone.
  mkdirSync(join(runPath("stopped"), "logs"), { recursive: true })
  const record = JSON.parse(readFileSync(join(runPath("first"), "run.json"), "utf8"))
  const stopped = {
    ...record,
    run_id: "stopped",
    state: "running",
    ended: null,
    process: { pid: 999_999_9, started: "x" },
  }
  writeFileSync(join(runPath("stopped"), "run.json"), JSON.stringify(stopped))
  const lines = readFileSync(join(runPath("first"), "audit.jsonl"), "utf8").split("\n")
  writeFileSync(join(runPath("stopped"), "audit.jsonl"), `${lines.slice(0, 4).join("\n")}\n{"half`)
})
afterAll(() => ws.remove())

describe("The list of runs", () => {
  it("has runs of both kinds, and knows the one whose process is gone", async () => {
    const { runs } = await value("runs.list", { root: ws.root })
    const shown = runs.map(({ runId, kind, state }) => `${runId} ${kind} ${state}`).sort()
    expect(shown).toEqual([
      "a_run atomic succeeded",
      "b_run atomic succeeded",
      "c_run atomic succeeded",
      "first meta succeeded_with_warnings",
      "second meta succeeded_with_warnings",
      "stopped meta crashed",
    ])
  })

  it("is empty for a workspace without runs, and fails for one that is gone", async () => {
    const empty = await workspace().write()
    expect(await value("runs.list", { root: empty.root })).toEqual({ runs: [] })
    empty.remove()
    expect(await codes("runs.list", { root: empty.root })).toEqual(["workspace.missing"])
  })
})

describe("One run", () => {
  it("tells what it wrote and how long it took", async () => {
    const detail = await value("runs.detail", { root: ws.root, runId: "first" })
    expect(detail).toMatchObject({
      folder: "data/artifacts/summaries/runs/first",
      hasReport: true,
      exitCode: 0,
    })
    expect(detail.duration).toBeGreaterThan(0)
    expect(detail.artifacts.find(({ kind }) => kind === "meta_optimized")).toMatchObject({
      metaProfile: "m",
      riskProfile: "hrp",
      path: "data/meta_optimized_m_hrp.json",
      origin: null,
    })
  })

  it.each(["../first", "first/../second", "/etc", "a b", "..", "first\0"])(
    "is not found by %j",
    async (runId) => {
      await expect(queryRefuses(() => ask("runs.detail", { root: ws.root, runId }))).resolves.toBe(true)
    },
  )

  it("has no report when it was stopped, with what can be done", async () => {
    const answer = await ask("report.markdown", { root: ws.root, runId: "stopped" })
    expect(answer).toMatchObject({ ok: false, problems: [{ code: "run.incomplete", seen: "state crashed" }] })
  })
})

/** Whether the contract itself keeps an input from being asked. */
async function queryRefuses(act: () => Promise<unknown>): Promise<boolean> {
  return act().then(
    () => false,
    (error: unknown) => error instanceof Error && error.name === "ZodError",
  )
}

describe("A file of a run", () => {
  const part = (path: string, offset = 0) => ({ root: ws.root, runId: "first", path, offset })

  it("comes with its hash, from an offset on", async () => {
    const path = "reports/meta_portfolio_report.md"
    const whole = readFileSync(join(runPath("first"), path))
    const read = await value("artifacts.read", part(path, 10))
    expect(Buffer.from(read.bytes).equals(whole.subarray(10))).toBe(true)
    expect(read).toMatchObject({ size: whole.length, offset: 10 })
  })

  it.each([
    "../second/run.json",
    "/etc/passwd",
    "data/../../second/run.json",
    "..",
    "data\\meta.json",
    "C:/Windows/win.ini",
    "data/x\0.json",
    "./run.json",
    "data//meta_optimized_m_hrp.json",
  ])("is refused at %j, which leaves the run", async (path) => {
    expect(await codes("artifacts.read", part(path))).toEqual(["file.pathOutside"])
  })

  it("is refused when the run does not list it", async () => {
    expect(await codes("artifacts.read", part("run.json"))).toEqual(["artifact.missing"])
  })

  it("is refused when it was changed, and when it became a link that leaves the run", async () => {
    const path = "data/meta_alignment_m_hrp.json"
    const file = join(runPath("second"), path)
    const outside = join(ws.root, "outside.json")
    copyFileSync(file, outside)
    const asked = { root: ws.root, runId: "second", path, offset: 0 }
    expect(await codes("artifacts.read", asked)).toEqual(["answered"])
    appendFileSync(file, " ")
    expect(await codes("artifacts.read", asked)).toEqual(["artifact.changed"])
    rmSync(file)
    symlinkSync(outside, file)
    expect(await codes("artifacts.read", asked)).toEqual(["file.pathOutside"])
    rmSync(file)
    copyFileSync(outside, file)
  })
})

describe("The trace of a run", () => {
  it("joins each intent with its outcome, with what was read and written", async () => {
    const trace = await value("runs.trace", { root: ws.root, runId: "first" })
    expect(trace.steps.map(({ step, node, status }) => `${step} ${node} ${status}`)).toEqual([
      "resolve m success",
      "meta_returns_hrp m success",
      "meta_returns_min_variance m success",
      "meta_optimize_hrp m success",
      "meta_optimize_min_variance m success",
      "meta_flatten_hrp m success",
      "meta_flatten_min_variance m success",
      "meta_report m success",
    ])
    const optimize = trace.steps[3]!
    expect(optimize).toMatchObject({ stage: "meta.optimize", risk: "hrp" })
    expect(optimize.duration).toBeGreaterThan(0)
    expect(optimize.inputs).toMatchObject([
      {
        name: "data/meta_returns_m_hrp.parquet",
        kind: "meta_returns",
        rows: 120,
        path: "data/meta_returns_m_hrp.parquet",
      },
    ])
    expect(optimize.outputs.map(({ kind }) => kind)).toContain("meta_optimized")
    expect(optimize.attempts).toEqual([expect.stringMatching(/^hrp by recursive bisection: solved/)])
    expect(optimize.intentLine).toBeLessThan(optimize.outcomeLine!)
  })

  it("names copies of inputs by where they came from", async () => {
    const { steps } = await value("runs.trace", { root: ws.root, runId: "first" })
    const flatten = steps.find(({ step }) => step === "meta_flatten_hrp")!
    expect(flatten.inputs).toContainEqual(
      expect.objectContaining({
        name: "data/artifacts/summaries/runs/a_run/data/portfolio_flattened.json",
        kind: "input",
        path: expect.stringMatching(/^inputs\//),
      }),
    )
  })

  it("tells decisions and counts the ledger", async () => {
    const { events, ledger, usualDuration } = await value("runs.trace", { root: ws.root, runId: "first" })
    expect(ledger).toMatchObject({ chain: "whole", closed: true, firstWrong: null })
    const lines = readFileSync(join(runPath("first"), "audit.jsonl"), "utf8")
      .trimEnd()
      .split("\n")
    expect(ledger.records).toBe(lines.length)
    expect(ledger.head).toBe(JSON.parse(lines.at(-1)!).hash)
    const chosen = events.find(({ name }) => name === "stream.chosen")!
    expect(chosen).toMatchObject({ node: "m", risk: "hrp", sleeve: "a" })
    expect(JSON.parse(lines[chosen.line - 1]!).decision).toBe("stream.chosen")
    expect(usualDuration).toBeGreaterThan(0)
  })

  it("shows what a stopped run was doing, and reads nothing into a half-written line", async () => {
    const trace = await value("runs.trace", { root: ws.root, runId: "stopped" })
    expect(trace.steps.map(({ step, status }) => `${step} ${status}`)).toEqual([
      "resolve success",
      "meta_returns_hrp running",
    ])
    expect(trace.ledger).toMatchObject({ records: 4, chain: "whole", closed: false })
  })

  it("shows where a ledger was changed", async () => {
    const path = join(runPath("second"), "audit.jsonl")
    const text = readFileSync(path, "utf8")
    writeFileSync(path, text.replace('"sleeve":"b"', '"sleeve":"x"'))
    const line = text.slice(0, text.indexOf('"sleeve":"b"')).split("\n").length
    const { ledger } = await value("runs.trace", { root: ws.root, runId: "second" })
    expect(ledger).toMatchObject({ chain: "broken", firstWrong: line })
    writeFileSync(path, text)
  })

  it("follows the windows of a run of the platform", async () => {
    const { steps, ledger } = await value("runs.trace", { root: ws.root, runId: "b_run" })
    const windows = steps.filter(({ step, risk }) => step === "backtest_optimize" && risk === "hrp")
    expect(windows.map(({ status }) => status)).toEqual([
      ...Array<string>(8).fill("success"),
      ...Array<string>(2).fill("failure"),
    ])
    expect(ledger.chain).toBe("whole")
  })
})

describe("Runs side by side", () => {
  it("begin with what stands behind their differences", async () => {
    const { runs, causes, comparisons } = await value("runs.compare", {
      root: ws.root,
      runIds: ["first", "second", "first"],
    })
    expect(runs.map(({ run_id }) => run_id)).toEqual(["first", "second", "first"])
    expect(causes).toEqual([
      "data same, settings changed (2), code same",
      "data same, settings same, code same",
    ])
    expect(comparisons[0]!.decisions).toMatchObject([
      { sleeve: "b", left: { status: "included" }, right: { status: "vetoed" } },
      { sleeve: "b", left: { status: "included" }, right: { status: "vetoed" } },
    ])
  })

  it("are refused when one of them is not there", async () => {
    expect(await codes("runs.compare", { root: ws.root, runIds: ["first", "third"] })).toEqual([
      "run.missing",
    ])
  })
})

describe("Looking a run over", () => {
  it("verifies one that is as it was written, and names what was changed", async () => {
    expect(await value("runs.verify", { root: ws.root, runId: "first" })).toMatchObject({
      verified: true,
      judgedBy: "ledger and artifacts",
      findings: [],
    })
    const path = join(runPath("first"), "data/meta_optimized_m_hrp.json")
    const text = readFileSync(path, "utf8")
    writeFileSync(path, `${text} `)
    const changed = await value("runs.verify", { root: ws.root, runId: "first" })
    expect(changed).toMatchObject({ verified: false, findings: [{ code: "artifact.changed" }] })
    writeFileSync(path, text)
  })

  it("validates it by the platform's codes", async () => {
    const told = await value("runs.validate", { root: ws.root, runId: "first", maxPhysicalWeight: 0.01 })
    expect(told.status).toBe("FAIL")
    expect(told.checks.filter(({ ok }) => !ok).map(({ code }) => code)).toContain("META_CONCENTRATION")
  })

  it("explains a figure of it", async () => {
    const explained = await value("figures.explain", { root: ws.root, runId: "first", figure: "hrp.sharpe" })
    const { figures } = await value("figures.list", { root: ws.root, runId: "first" })
    expect(explained.value).toBe(figures.find(({ figure }) => figure === "hrp.sharpe")!.value)
    expect(await codes("figures.explain", { root: ws.root, runId: "first", figure: "hrp.sharp" })).toEqual([
      "figure.unknown",
    ])
  })

  it("gives the report as it was written, and as a model", async () => {
    const { markdown } = await value("report.markdown", { root: ws.root, runId: "first" })
    expect(markdown).toBe(readFileSync(join(runPath("first"), "reports/meta_portfolio_report.md"), "utf8"))
    const report = await value("report.model", { root: ws.root, runId: "first" })
    const [section] = report.risk_profiles
    expect(section?.kind === "solved" ? section.in_sample.figures[0]?.definition : "").not.toBe("")
  })

  it("gives the report without what its figures stand on, for a first picture", async () => {
    const { provenance, header, ...report } = await value("report.model", { root: ws.root, runId: "first" })
    const document = await value("report.document", { root: ws.root, runId: "first" })
    expect(provenance.figures.length).toBeGreaterThan(0)
    expect(document).toEqual({
      ...report,
      header: { ...header, ledger: { record: header.ledger.record, head: header.ledger.head } },
    })
  })

  it("tells which files a workspace lacks", async () => {
    const diagnosis = await value("workspace.diagnose", { root: ws.root, metaProfiles: ["m"], all: false })
    expect(diagnosis).toMatchObject({ runnable: true, metas: [{ meta_profile: "m", runnable: true }] })
  })
})
