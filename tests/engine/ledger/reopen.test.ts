import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { sha256Of } from "#engine/artifacts/hash"
import { currentProcess } from "#engine/artifacts/process-identity"
import { reopenRun } from "#engine/artifacts/run-lifecycle"
import { verifyRun } from "#engine/ledger/verify"
import { aRun, gone, type RunOnDisk, valueOf } from "./a-run"

let at: RunOnDisk

beforeEach(() => {
  at = aRun(gone)
  at.run.ledger.close()
})

afterEach(() => at.remove())

const reopen = () =>
  reopenRun(at.root, "run-1", { clock: () => "2026-11-20T11:00:00.000Z", process: currentProcess() })
const records = () =>
  readFileSync(join(at.path, "audit.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line))

describe("taking up the ledger of a killed run", () => {
  it("moves a torn last line aside and records it", () => {
    const torn = '{"seq":3,"ts":"2026'
    appendFileSync(join(at.path, "audit.jsonl"), torn)
    const again = valueOf(reopen())

    expect(readFileSync(join(at.path, "audit.torn-1"), "utf8")).toBe(torn)
    expect(records().slice(3)).toMatchObject([
      { seq: 3, type: "ledger.repaired", data: { file: "audit.torn-1", bytes: 19, sha256: sha256Of(torn) } },
      { seq: 4, type: "run.reopened", data: { state_before: "running" } },
    ])
    valueOf(again.close({ state: "succeeded", exitCode: 0, problems: [] }))
    expect(valueOf(verifyRun(at.path)).findings).toEqual([])
  })

  it("sets a second torn line beside the first", () => {
    for (const torn of ["{", "{{"]) {
      appendFileSync(join(at.path, "audit.jsonl"), torn)
      valueOf(reopen()).ledger.close()
      writeFileSync(join(at.path, "logs/writer.lock"), "")
    }
    expect(readFileSync(join(at.path, "audit.torn-2"), "utf8")).toBe("{{")
  })

  it("verifies after a run was closed, taken up and closed again", () => {
    valueOf(valueOf(reopen()).close({ state: "failed", exitCode: 3, problems: [] }))
    valueOf(valueOf(reopen()).close({ state: "succeeded", exitCode: 0, problems: [] }))
    expect(records().map(({ type }) => type)).toEqual([
      "action",
      "decision",
      "action",
      "run.reopened",
      "run.closed",
      "run.reopened",
      "run.closed",
    ])
    expect(valueOf(verifyRun(at.path)).findings).toEqual([])
  })

  it("refuses a ledger whose chain does not hold, and leaves it alone", () => {
    const path = join(at.path, "audit.jsonl")
    writeFileSync(path, readFileSync(path, "utf8").replace('"n":0.1', '"n":0.2'))
    const before = readFileSync(path, "utf8")
    expect(reopen()).toMatchObject({ ok: false, problems: [{ code: "ledger.broken" }] })
    expect(readFileSync(path, "utf8")).toBe(before)
    expect(existsSync(join(at.path, "logs/writer.lock"))).toBe(false)
  })
})
