import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, expect, test } from "vitest"
import type { LedgerEntry } from "#shared/model/ledger"
import { ZERO_SHA256 } from "#shared/quantity/sha256"
import { sealRecord } from "#engine/ledger/record"
import { declaredStarts } from "#engine/stages/meta/returns/health-declaration"
import { type HealthRequest, judgeEvidence, judgeHealth } from "#engine/stages/meta/returns/health"
import { everyDay } from "../../../../workspaces/days"
import { health, type SleeveOptions } from "../../../../workspaces/options"
import { rechained } from "../../../../workspaces/rechained"
import { workspace } from "../../../../workspaces/workspace"
import { built, problemsOf, valueOf } from "../../../workspace/built"

const folders: string[] = []
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })))

/** A run directory with nothing but a ledger of these lines. */
function runWithLedger(lines: readonly (string | object)[]): string {
  const folder = mkdtempSync(join(tmpdir(), "nestfolio-health-"))
  folders.push(folder)
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)))
  writeFileSync(join(folder, "audit.jsonl"), `${text.join("\n")}\n`)
  return folder
}

/** A line as the platform writes it; without an index, as its own tests have them. */
function optimize(status: string, context: object = {}) {
  return {
    type: "action",
    step: "backtest_optimize",
    status,
    context: { engine: "custom", profile: "hrp", ...context },
  }
}

/** Of a window whose deciding record tells nothing more. */
const untold = { actual_profile: null, metrics: null, error: null }

const times = <T>(count: number, one: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => one(index))

function judged(runPath: string, request: Partial<HealthRequest> = {}) {
  return valueOf(
    judgeHealth({
      sleeveId: "a",
      runPath,
      engine: "custom",
      riskProfile: "hrp",
      threshold: 0.75,
      ...request,
    }),
  ).health
}

async function sleeve(options: SleeveOptions) {
  const { written } = await built(workspace().sleeve("a", everyDay(60), { risks: ["hrp"], ...options }))
  return written.runPath("a")
}

test("75 successes of 100 pass and 74 do not: the threshold is inclusive", () => {
  const of = (successes: number) =>
    judged(runWithLedger(times(100, (k) => optimize(k < successes ? "success" : "error"))))
  expect(of(75)).toMatchObject({
    verdict: "healthy",
    success: 75,
    expected: 100,
    ratio: 0.75,
    expectedFrom: "outcomes",
  })
  expect(of(74)).toMatchObject({ verdict: "vetoed", success: 74, expected: 100, ratio: 0.74 })
})

test("a run that says nothing about the stream is unknown, not healthy", () => {
  expect(judged(runWithLedger([]))).toMatchObject({
    verdict: "unknown",
    ratio: null,
    expected: 0,
    expectedFrom: "none",
  })
})

test("a run without a ledger is unknown", () => {
  const folder = mkdtempSync(join(tmpdir(), "nestfolio-health-"))
  folders.push(folder)
  expect(judged(folder)).toMatchObject({ verdict: "unknown", windows: [] })
})

test("declared windows without a line about this engine are no evidence", async () => {
  const run = await sleeve({ health: health({ success: 4 }) })
  expect(judged(run, { engine: "skfolio" })).toMatchObject({
    verdict: "unknown",
    ratio: null,
    expected: 4,
    expectedFrom: "declared",
  })
})

test("only the engine and risk profile of the consumed stream are looked at", () => {
  const run = runWithLedger([
    ...times(10, () => optimize("error", { engine: "skfolio" })),
    ...times(10, () => optimize("error", { profile: "min_variance" })),
    ...times(4, () => optimize("success", { engine: "CUSTOM" })),
  ])
  expect(judged(run)).toMatchObject({ verdict: "healthy", success: 4, expected: 4 })
  expect(judged(run, { engine: "skfolio" })).toMatchObject({ verdict: "vetoed", success: 0, expected: 10 })
})

test("erc in the ledger is risk_parity", () => {
  const run = runWithLedger(times(3, () => optimize("success", { profile: "erc" })))
  expect(judged(run, { riskProfile: "risk_parity" })).toMatchObject({ verdict: "healthy", success: 3 })
})

test("the last outcome of a window decides, and attempts are counted", () => {
  const run = runWithLedger([
    optimize("error", { window_index: 0, regime: "CRISIS" }),
    optimize("success", { window_index: 0, regime: "NORMAL" }),
    optimize("success", { window_index: 1 }),
    optimize("error", { window_index: 1 }),
  ])
  expect(judged(run).windows).toEqual([
    { index: 0, outcome: "success", attempts: 2, regime: "NORMAL", line: 2, ...untold },
    { index: 1, outcome: "failure", attempts: 2, regime: null, line: 4, ...untold },
  ])
})

test("a window shows what its deciding record measured, why it failed and what it ended as", async () => {
  const run = await sleeve({ health: health({ success: 1, retried: 1, fallback: 1, error: 1, missing: 1 }) })
  const told = judged(run).windows.map(({ outcome, attempts, actual_profile, metrics, error }) => ({
    outcome,
    attempts,
    actual_profile,
    metrics,
    error,
  }))
  const success = { actual_profile: "hrp", metrics: { n_assets: 2 }, error: null }
  const of = (outcome: string) => told.filter((window) => window.outcome === outcome)
  expect(of("success")).toEqual([
    { outcome: "success", attempts: 1, ...success },
    { outcome: "success", attempts: 2, ...success },
  ])
  expect(of("fallback")).toMatchObject([{ ...success, actual_profile: "equal_weight" }])
  expect(of("failure")).toMatchObject([
    { actual_profile: null, metrics: { error: "no weights" }, error: "no weights" },
  ])
  expect(of("missing")).toMatchObject([untold])
})

test("metrics that are no object, and an error that is no text, are none", () => {
  const run = runWithLedger([
    { ...optimize("error", { window_index: 0 }), outcome: { metrics: { error: 7 } } },
    { ...optimize("error", { window_index: 1 }), outcome: { metrics: ["x"] } },
    { ...optimize("error", { window_index: 2 }), outcome: "x" },
  ])
  const told = judged(run).windows.map(({ metrics, error }) => ({ metrics, error }))
  expect(told).toEqual([
    { metrics: { error: 7 }, error: null },
    { metrics: null, error: null },
    { metrics: null, error: null },
  ])
})

test("without a declaration every window with an intent is expected", async () => {
  const run = await sleeve({ health: health({ success: 6, missing: 2 }), undeclaredWindows: true })
  expect(judged(run)).toMatchObject({
    verdict: "degraded",
    success: 6,
    expected: 8,
    ratio: 0.75,
    expectedFrom: "intents",
  })
  expect(judged(run).windows.at(-1)).toMatchObject({ index: 7, outcome: "missing", attempts: 0 })
})

test("declared windows that never began are missing", async () => {
  const run = await sleeve({ health: health({ success: 9 }) })
  const ledger = runLines(run).filter((line) => !line.includes('"window_index": 8'))
  writeLedger(run, rechained(ledger))
  expect(judged(run)).toMatchObject({
    verdict: "degraded",
    success: 8,
    expected: 9,
    expectedFrom: "declared",
  })
  expect(judged(run).windows[8]).toEqual({
    index: 8,
    outcome: "missing",
    attempts: 0,
    regime: null,
    line: null,
    ...untold,
  })
})

test("missing windows count against the ratio", async () => {
  expect(judged(await sleeve({ health: health({ success: 5, missing: 2 }) }))).toMatchObject({
    verdict: "vetoed",
    success: 5,
    expected: 7,
    ratio: 5 / 7,
  })
})

test("a fallback is a success that degrades", async () => {
  const run = await sleeve({ health: health({ success: 5, fallback: 1 }) })
  expect(judged(run)).toMatchObject({ verdict: "degraded", success: 6, expected: 6, ratio: 1 })
  expect(judged(run).windows[5]?.outcome).toBe("fallback")
})

test("an adaptive profile that ended as another one did what it should", () => {
  const run = runWithLedger([
    optimize("success", { profile: "adaptive", actual_profile: "erc", window_index: 0 }),
  ])
  expect(judged(run, { riskProfile: "adaptive" })).toMatchObject({ verdict: "healthy" })
})

test("a retried window is a success", async () => {
  const run = await sleeve({ health: health({ success: 3, retried: 1 }) })
  expect(judged(run)).toMatchObject({ verdict: "healthy", success: 4, expected: 4 })
})

test("unreadable lines are counted and shown", async () => {
  const run = await sleeve({ health: health({ success: 4 }), unreadableLines: 3 })
  expect(judged(run)).toMatchObject({ verdict: "healthy", unreadableLines: 3 })
})

test("a garbled line is unreadable even when its ends are whole", () => {
  const garbled = JSON.stringify(optimize("success")).replace('"status"', "status")
  expect(judged(runWithLedger([optimize("success"), garbled]))).toMatchObject({
    success: 1,
    unreadableLines: 1,
  })
})

test("Python's bare NaN does not make a line unreadable", () => {
  const run = runWithLedger([JSON.stringify({ ...optimize("success"), metrics: "@" }).replace('"@"', "NaN")])
  expect(judged(run)).toMatchObject({ success: 1, unreadableLines: 0 })
})

test("windows named by their first test row are the declared ones", async () => {
  const run = await sleeve({ health: health({ success: 5 }) })
  const declared = judged(run).windows.length
  const byRow = runLines(run).map((line) =>
    line.replace(/"window_index": (\d+)/, (_, k) => `"window_index": ${startOf(run, Number(k))}`),
  )
  writeLedger(run, rechained(byRow))
  expect(declared).toBe(5)
  expect(judged(run)).toMatchObject({ verdict: "healthy", success: 5, expected: 5, expectedFrom: "declared" })
})

test("the platform leaves out the window that ends at the last row, we do not", () => {
  const lengths = { train: 252, test: 20, step: 20, rows: 312 }
  expect(declaredStarts({ ...lengths, rule: "platform" })).toEqual([252, 272])
  expect(declaredStarts({ ...lengths, rule: "inclusive" })).toEqual([252, 272, 292])
  expect(declaredStarts({ ...lengths, rows: 313, rule: "platform" })).toEqual([252, 272, 292])
})

test("a window seen beyond the declared ones is expected too", async () => {
  const run = await sleeve({ health: health({ success: 4 }) })
  const extra = JSON.stringify(optimize("error", { window_index: 4 }))
  writeLedger(run, rechained([...runLines(run), extra]))
  expect(judged(run)).toMatchObject({ success: 4, expected: 5, ratio: 0.8, verdict: "healthy" })
})

test("the threshold is the caller's", () => {
  const run = runWithLedger(times(10, (k) => optimize(k < 6 ? "success" : "error")))
  expect(judged(run, { threshold: 0.6 }).verdict).toBe("healthy")
  expect(judged(run, { threshold: 0.61 }).verdict).toBe("vetoed")
})

test("the kept evidence gives the same verdict without the run", async () => {
  const run = await sleeve({
    health: health({ success: 4, error: 1, missing: 1, fallback: 1 }),
    unreadableLines: 2,
  })
  const request = { sleeveId: "a", runPath: run, engine: "custom", riskProfile: "hrp", threshold: 0.75 }
  const { health: first, evidence } = valueOf(judgeHealth(request))
  rmSync(run, { recursive: true })
  expect(valueOf(judgeEvidence(evidence, request))).toEqual(first)
  expect(first.windows).toHaveLength(7)
})

test("evidence holds the ledger's lines word for word, with their numbers", () => {
  const line =
    '{"type":"action","step":"backtest_optimize","status":"success",  "context":{"engine":"custom","profile":"hrp","x":1.50}}'
  const request = {
    sleeveId: "a",
    runPath: runWithLedger(["{", line]),
    engine: "custom",
    riskProfile: "hrp",
    threshold: 0.75,
  }
  const rows = new TextDecoder()
    .decode(valueOf(judgeHealth(request)).evidence)
    .trimEnd()
    .split("\n")
  expect(rows.map((row) => JSON.parse(row))).toEqual([
    { declared: null, unreadable_lines: 1, ledger: { chain: "unchained", first_wrong: null } },
    { line: 2, text: line },
  ])
})

test("evidence that was damaged is refused", () => {
  const request = { sleeveId: "a", engine: "custom", riskProfile: "hrp", threshold: 0.75 }
  expect(problemsOf(judgeEvidence(new TextEncoder().encode("{}\n"), request))[0].code).toBe("file.format")
})

test("a failure that was made a success proves nothing: unknown, with the line", async () => {
  const run = await sleeve({ health: health({ success: 5, error: 1 }) })
  expect(judged(run)).toMatchObject({ verdict: "healthy", ledger: { chain: "whole", firstWrong: null } })
  const lines = runLines(run)
  const failure = lines.findIndex((line) => line.includes('"status": "error"'))
  writeLedger(run, lines.with(failure, lines[failure]!.replace('"error"', '"success"')))
  expect(judged(run)).toMatchObject({
    verdict: "unknown",
    success: 6,
    expected: 6,
    ledger: { chain: "broken", firstWrong: failure + 1 },
  })
})

test("a record that was taken out is missed by the one after it", async () => {
  const run = await sleeve({ health: health({ success: 4, error: 1 }) })
  writeLedger(
    run,
    runLines(run).filter((line) => !line.includes('"status": "error"')),
  )
  expect(judged(run)).toMatchObject({ verdict: "unknown", ledger: { chain: "broken" } })
})

test("breaking a chain gets no failing sleeve in", async () => {
  const run = await sleeve({ health: health({ success: 2, error: 2 }) })
  writeLedger(run, runLines(run).slice(1))
  expect(judged(run)).toMatchObject({ verdict: "vetoed", ledger: { chain: "broken", firstWrong: 1 } })
})

test("a record that is no evidence is not hashed, and one of the evidence is", async () => {
  const run = await sleeve({ health: health({ success: 4 }) })
  const lines = runLines(run)
  writeLedger(run, lines.with(0, lines[0]!.replace('"genesis"', '"Genesis"')))
  expect(judged(run)).toMatchObject({ verdict: "healthy", ledger: { chain: "whole" } })
  const used = lines.findIndex((line) => line.includes('"backtest_optimize"') && line.includes('"hrp"'))
  writeLedger(run, lines.with(used, lines[used]!.replace('"type"', '"x": 1, "type"')))
  expect(judged(run)).toMatchObject({ verdict: "unknown", ledger: { chain: "broken", firstWrong: used + 1 } })
})

test("lines that can't be read break no chain by themselves", async () => {
  const run = await sleeve({ health: health({ success: 4 }), unreadableLines: 3 })
  expect(judged(run)).toMatchObject({ verdict: "healthy", ledger: { chain: "whole", firstWrong: null } })
})

test("a ledger without hashes is unchained and judged all the same", () => {
  expect(judged(runWithLedger(times(4, () => optimize("success"))))).toMatchObject({
    verdict: "healthy",
    ledger: { chain: "unchained", firstWrong: null },
  })
  const partly = { ...optimize("success"), prev_hash: "0".repeat(64) }
  expect(judged(runWithLedger([optimize("success"), partly]))).toMatchObject({
    verdict: "unknown",
    ledger: { chain: "broken", firstWrong: 1 },
  })
})

test("a ledger of ours is held against its own form", () => {
  const record = sealRecord(optimize("success") as LedgerEntry, 0, "2026-01-01T00:00:00.000Z", ZERO_SHA256)
  expect(judged(runWithLedger([record]))).toMatchObject({ verdict: "healthy", ledger: { chain: "whole" } })
  expect(judged(runWithLedger([{ ...record, status: "error" }, record])).ledger).toEqual({
    chain: "broken",
    firstWrong: 1,
  })
})

function writeLedger(run: string, lines: readonly string[]): void {
  writeFileSync(join(run, "audit.jsonl"), `${lines.join("\n")}\n`)
}

function runLines(run: string): string[] {
  return readFileSync(join(run, "audit.jsonl"), "utf8").trimEnd().split("\n")
}

/** First test row of window k of a run, by its own declaration. */
function startOf(run: string, k: number): number {
  const declared = JSON.parse(readFileSync(join(run, "data/tournament_meta.json"), "utf8"))
  return declared.train_window + k * declared.step_size
}
