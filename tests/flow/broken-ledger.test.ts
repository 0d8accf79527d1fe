import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import type { SleeveDecision, SleeveHealth } from "#shared/model/decision"
import { replayRun } from "#engine/orchestration/replay/replay"
import { everyDay } from "../workspaces/days"
import { health, type SleeveOptions } from "../workspaces/options"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { readJson, runMeta, tickingClock } from "./run-meta"

let ws: WrittenWorkspace
afterEach(() => ws.remove())

/** A run with a sleeve of whose ledger a line was changed, its decision and its evidence. */
async function runWithChange(
  change: (ledger: string) => string,
  options: { strict?: boolean; overrides?: Record<string, string>; sleeve?: SleeveOptions } = {},
) {
  const { strict = false, overrides = {}, sleeve = { health: health({ success: 5, error: 1 }) } } = options
  ws = await workspace()
    .sleeve("a", everyDay(100))
    .sleeve("b", everyDay(100))
    .sleeve("changed", everyDay(100), sleeve)
    .meta("m", ["a", "b", "changed"], {
      allocation: { strict, max_physical_weight: 1, health_overrides: overrides },
    })
    .write()
  const path = join(ws.runPath("changed"), "audit.jsonl")
  writeFileSync(path, change(readFileSync(path, "utf8")))
  const outcome = await runMeta(ws.root, "m", ["equal_weight"])
  const read = <T>(kind: string) => readJson<T>(ws.root, outcome, `data/${kind}_m_equal_weight.json`)
  const { sleeves } = read<{ sleeves: SleeveDecision[] }>("meta_decisions")
  const { sleeves: evidence } = read<{ sleeves: SleeveHealth[] }>("meta_health")
  const ledger = readFileSync(join(ws.root, outcome.runDir!, "audit.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line))
  return { outcome, decision: sleeves[2]!, evidence: evidence[2]!, ledger }
}

const failureToSuccess = (ledger: string) => ledger.replaceAll('"status": "error"', '"status": "success"')
const withoutHashes = (ledger: string) => ledger.replace(/, "prev_hash": "\w+", "hash": "\w+"/g, "")

describe("a sleeve's ledger in which a failure was made a success", () => {
  it("is no evidence: a warning, with the line, in the decision, the evidence and the run's ledger", async () => {
    const { outcome, decision, evidence, ledger } = await runWithChange(failureToSuccess)
    expect(outcome).toMatchObject({ state: "succeeded_with_warnings", exitCode: 0 })
    expect(decision).toMatchObject({ status: "included", reason: "HEALTH_UNKNOWN" })
    const { chain, firstWrong } = evidence.ledger
    expect([evidence.verdict, chain]).toEqual(["unknown", "broken"])
    expect(decision.note).toContain(`the ledger's chain is broken at line ${firstWrong}`)
    expect(ledger.filter((record) => record.decision === "health.ledger_broken")).toMatchObject([
      { context: { sleeve: "changed", risk_profile: "equal_weight" }, data: { first_wrong: firstWrong } },
    ])
  })

  it("vetoes the sleeve in strict mode, unless an override keeps it in", async () => {
    const { decision } = await runWithChange(failureToSuccess, { strict: true })
    expect(decision).toMatchObject({ status: "vetoed", reason: "HEALTH_UNKNOWN" })
    ws.remove()
    const overrides = { changed: "the line was mended by hand" }
    const kept = await runWithChange(failureToSuccess, { strict: true, overrides })
    expect(kept.decision).toMatchObject({ status: "included", reason: "HEALTH_OVERRIDDEN" })
    expect(kept.decision.note).toMatch(/chain is broken at line \d+.*; kept in: the line was mended by hand/)
  })

  it("is judged the same by a replay, from the copies alone", async () => {
    const { outcome } = await runWithChange(failureToSuccess)
    const runPath = join(ws.root, "run")
    renameSync(join(ws.root, outcome.runDir!), runPath)
    rmSync(join(ws.root, "data"), { recursive: true })
    const replayed = await replayRun({
      runPath,
      clock: tickingClock(),
      programVersion: "0.0.0-test",
      onProgress: () => {},
      signal: new AbortController().signal,
    })
    expect(replayed).toMatchObject({ ok: true, value: { findings: [], recomputed: true } })
  })
})

describe("a sleeve's ledger without hashes", () => {
  it("is judged by what it says, which the note remarks", async () => {
    const sleeve = { health: health({ success: 6 }) }
    const { decision, evidence } = await runWithChange(withoutHashes, { sleeve, strict: true })
    expect(decision).toMatchObject({ status: "included", reason: null })
    expect(decision.note).toContain("the ledger has no hashes that would prove it")
    expect(evidence).toMatchObject({ verdict: "healthy", ledger: { chain: "unchained", firstWrong: null } })
  })
})
