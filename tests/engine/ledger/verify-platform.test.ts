import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { verifyRun } from "#engine/ledger/verify"
import { writeSample } from "#engine/workspace/sample/write"

let root = ""
let runs: string[] = []

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "nestfolio-verify-platform-"))
  await writeSample(root, { seed: 7 })
  const folder = join(root, "data/artifacts/summaries/runs")
  runs = readdirSync(folder).map((name) => join(folder, name))
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Changes the ledger of a run, verifies it, and puts it back. */
function findingsAfter(run: string, change: (lines: string[]) => string[]) {
  const path = join(run, "audit.jsonl")
  const before = readFileSync(path, "utf8")
  writeFileSync(path, `${change(before.trimEnd().split("\n")).join("\n")}\n`)
  const verified = verifyRun(run)
  writeFileSync(path, before)
  if (!verified.ok) throw new Error(JSON.stringify(verified.problems))
  return verified.value.findings.map(({ code, where }) => [code, where.slice(run.length + 1)])
}

describe("the ledgers of the sample's sleeves, written as the Python platform writes them", () => {
  it("hold from the first record to the last, judged without artifacts", () => {
    expect(runs.length).toBeGreaterThan(5)
    for (const run of runs) {
      const records = readFileSync(join(run, "audit.jsonl"), "utf8").trimEnd().split("\n").length
      expect(verifyRun(run), run).toMatchObject({
        value: { findings: [], judgedBy: "ledger", records, artifacts: 0 },
      })
    }
  })

  it("name the first record whose figure was spelled otherwise, even with the same value", () => {
    const change = (lines: string[]) =>
      lines.map((line, i) => (i >= 5 ? line.replace(/(\d\.\d+)(?=[,}])/, "$10") : line))
    expect(findingsAfter(runs[0]!, change)).toEqual([["ledger.broken", "audit.jsonl:6"]])
  })

  it("name the record after the one that was taken out, and those that changed places", () => {
    expect(findingsAfter(runs[0]!, (lines) => lines.toSpliced(6, 1))).toEqual([
      ["ledger.broken", "audit.jsonl:7"],
    ])
    expect(findingsAfter(runs[0]!, (lines) => lines.with(2, lines[3]!).with(3, lines[2]!))).toEqual([
      ["ledger.broken", "audit.jsonl:3"],
    ])
  })

  it("name a line that is no record, however deep it is nested", () => {
    const deep = `${'{"a":['.repeat(50_000)}${"]}".repeat(50_000)}`
    for (const line of ["half a rec", deep]) {
      expect(findingsAfter(runs[0]!, (lines) => lines.with(3, line))).toEqual([
        ["ledger.broken", "audit.jsonl:4"],
      ])
    }
  })
})
