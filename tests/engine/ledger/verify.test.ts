import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { jsonBytes } from "#engine/artifacts/formats/json"
import { currentProcess } from "#engine/artifacts/process-identity"
import { reopenRun } from "#engine/artifacts/run-lifecycle"
import { emptyChain, openLedger } from "#engine/ledger/ledger"
import { sealRecord } from "#engine/ledger/record"
import { verifyRun } from "#engine/ledger/verify"
import { ZERO_SHA256 } from "#shared/quantity/sha256"
import { aRun, type RunOnDisk, valueOf } from "./a-run"

let at: RunOnDisk

beforeEach(() => {
  at = aRun()
  valueOf(at.run.close({ state: "succeeded", exitCode: 0, problems: [] }))
})

afterEach(() => at.remove())

const file = (name: string) => join(at.path, name)
const edit = (name: string, from: string | RegExp, to: string) => {
  const before = readFileSync(file(name), "utf8")
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  writeFileSync(file(name), after)
}
const findings = () =>
  valueOf(verifyRun(at.path)).findings.map(({ code, where }) => [code, where.slice(at.path.length + 1)])

describe("verifying a run", () => {
  it("finds nothing in a run as it was written", () => {
    expect(valueOf(verifyRun(at.path))).toMatchObject({ findings: [], records: 4, artifacts: 2 })
  })

  it("names the first record whose content was changed", () => {
    edit("audit.jsonl", '"n":0.1', '"n":0.2')
    expect(findings()).toEqual([["ledger.broken", "audit.jsonl:2"]])
    expect(valueOf(verifyRun(at.path)).records).toBe(1)
  })

  it("sees a space that was added", () => {
    edit("audit.jsonl", '"n":0.1', '"n": 0.1')
    expect(findings()).toEqual([["ledger.broken", "audit.jsonl:2"]])
  })

  it("sees a byte order mark that was put in front", () => {
    writeFileSync(file("audit.jsonl"), `\ufeff${readFileSync(file("audit.jsonl"), "utf8")}`)
    expect(findings()[0]).toEqual(["ledger.broken", "audit.jsonl:1"])
  })

  it("sees a key that was doubled in front of the one that counts", () => {
    edit("audit.jsonl", '"n":0.1', '"n":0.2,"n":0.1')
    expect(findings()).toEqual([["ledger.broken", "audit.jsonl:2"]])
  })

  it("sees a record that was taken out", () => {
    edit("audit.jsonl", /(?<=\n)[^\n]*stream\.chosen[^\n]*\n/, "")
    expect(findings()).toEqual([["ledger.broken", "audit.jsonl:2"]])
  })

  it("sees two records that changed places", () => {
    edit("audit.jsonl", /([^\n]*\n)([^\n]*\n)/, "$2$1")
    expect(findings()).toEqual([["ledger.broken", "audit.jsonl:1"]])
  })

  it("sees a line that is not a record", () => {
    edit("audit.jsonl", "\n", "\nhello\n")
    expect(findings()).toEqual([["ledger.broken", "audit.jsonl:2"]])
    expect(valueOf(verifyRun(at.path)).records).toBe(1)
  })

  it("sees that the end was cut off, at a line or inside one", () => {
    edit("audit.jsonl", /[^\n]*\n$/, "")
    expect(findings()).toEqual([["ledger.truncated", "audit.jsonl"]])
    edit("audit.jsonl", /.{9}\n$/, "")
    expect(findings()).toEqual([
      ["ledger.truncated", "audit.jsonl"],
      ["ledger.truncated", "audit.jsonl"],
    ])
  })

  it.each([
    ["a number out of turn", 2, "prev"],
    ["no link to the record before", 1, "zero"],
  ])("sees a record that was sealed with %s", (_name, seq, link) => {
    const lines = readFileSync(file("audit.jsonl"), "utf8").split("\n")
    const previous = link === "zero" ? ZERO_SHA256 : JSON.parse(lines[0] ?? "").hash
    const decision = { type: "decision", decision: "x", context: {}, data: null } as const
    lines[1] = JSON.stringify(sealRecord(decision, seq, "now", previous))
    writeFileSync(file("audit.jsonl"), lines.join("\n"))
    expect(findings()).toEqual([["ledger.broken", "audit.jsonl:2"]])
    expect(valueOf(verifyRun(at.path)).records).toBe(1)
  })

  it("sees a ledger that was written anew as a whole", () => {
    rmSync(file("audit.jsonl"))
    const forged = valueOf(openLedger(file("audit.jsonl"), () => "2026-11-20T10:00:00.000Z", emptyChain))
    const artifacts_sha256 = JSON.parse(
      JSON.stringify(valueOf(forged.append({ type: "run.closed", data: {} })).hash),
    )
    for (let i = 0; i < 3; i++) {
      valueOf(forged.append({ type: "run.closed", data: { state: "succeeded", artifacts_sha256 } }))
    }
    forged.close()
    expect(findings()).toEqual([
      ["ledger.broken", "audit.jsonl"],
      ["artifact.changed", "artifacts.json"],
    ])
  })

  it("sees an artifact that was changed", () => {
    writeFileSync(file("data/meta_optimized_m_hrp.json"), "{ }\n")
    expect(findings()).toEqual([["artifact.changed", "data/meta_optimized_m_hrp.json"]])
  })

  it("sees an artifact that is gone", () => {
    rmSync(file("data/meta_optimized_m_hrp.json"))
    expect(findings()).toEqual([["artifact.missing", "data/meta_optimized_m_hrp.json"]])
  })

  it("sees an artifact and its index entry that were changed together", () => {
    edit("artifacts.json", '"rows": null', '"rows": 3')
    expect(findings()).toEqual([["artifact.changed", "artifacts.json"]])
  })

  it("sees an index entry that points outside the run", () => {
    edit("artifacts.json", "data/meta_optimized_m_hrp.json", "../../../../../etc/passwd")
    expect(findings().map(([code]) => code)).toEqual([
      "artifact.changed",
      "file.pathOutside",
      "artifact.unlisted",
    ])
  })

  it("sees a file that the run did not write, but lets logs and torn tails be", () => {
    writeFileSync(file("data/extra.csv"), "x")
    writeFileSync(file("logs/run.log"), "x")
    writeFileSync(file("audit.torn-1"), "x")
    mkdirSync(file("reports/charts"))
    writeFileSync(file("reports/charts/a.svg"), "x")
    expect(findings()).toEqual([
      ["artifact.unlisted", "data/extra.csv"],
      ["artifact.unlisted", "reports/charts/a.svg"],
    ])
  })

  it("sees a state in run.json that is not the one the run ended with", () => {
    edit("run.json", '"state": "succeeded"', '"state": "failed"')
    expect(findings()).toEqual([["artifact.changed", "run.json"]])
  })

  it.each([
    ["run_id", '"run_id": "run-1"', '"run_id": "run-2"'],
    ["kind", '"kind": "meta"', '"kind": "atomic"'],
    ["profile", '"profile": "m"', '"profile": "n"'],
    ["risk_profiles", '"hrp"', '"nco"'],
    ["started", /"started": "2026-11-20T10:00/, '"started": "2025-11-20T10:00'],
    ["ended", /"ended": "2026-11-20T10:00/, '"ended": "2027-11-20T10:00'],
    ["exit_code", '"exit_code": 0', '"exit_code": 3'],
    ["program_version", '"0.1.0"', '"0.2.0"'],
    ["process", /"pid": \d+/, '"pid": 1'],
    [
      "problems",
      '"problems": []',
      '"problems": [{"code":"a","what":"b","where":"c","seen":"d","remedy":"e"}]',
    ],
    ["a field too many", '"schema": 1', '"schema": 1, "note": "checked"'],
    ["a deep field too many", '"schema": 1', `"schema": 1, "note": ${"[".repeat(9e4)}${"]".repeat(9e4)}`],
  ])("sees that run.json was given another %s", (_name, from, to) => {
    edit("run.json", from, to)
    expect(findings()).toEqual([["artifact.changed", "run.json"]])
  })

  it.each([
    ["at the end", /$/, 5],
    ["in the middle", /(?<=\n)/, 2],
  ])("sees a blank line %s", (_name, place, line) => {
    edit("audit.jsonl", place, "\n")
    expect(findings()).toEqual([["ledger.broken", `audit.jsonl:${line}`]])
  })

  it.each(['"x": "\\ud800"', '"x": 1e999', `"x": ${"[".repeat(5_000)}${"]".repeat(5_000)}`])(
    "sees what no run.json of ours could hold",
    (member) => {
      edit("run.json", "{", `{${member},`)
      expect(findings()).toEqual([["artifact.changed", "run.json"]])
    },
  )

  it("sees a field too many beside the end of the ledger in run.json", () => {
    edit("run.json", '"count": 4', '"count": 4, "x": 0')
    expect(findings()).toEqual([["file.format", "run.json"]])
  })

  it("sees records after the close", () => {
    const content = readFileSync(file("audit.jsonl"), "utf8")
    const last = JSON.parse(content.trimEnd().split("\n").at(-1) ?? "")
    const end = { head: last.hash, count: last.seq + 1 }
    const ledger = valueOf(openLedger(file("audit.jsonl"), () => "later", end))
    valueOf(ledger.append({ type: "decision", decision: "x", context: {}, data: null }))
    ledger.close()
    expect(findings()).toEqual([["ledger.unclosed", "audit.jsonl:5"]])
  })

  it("fails when there is no ledger", () => {
    rmSync(file("audit.jsonl"))
    expect(verifyRun(at.path)).toMatchObject({ ok: false, problems: [{ code: "ledger.missing" }] })
  })
})

describe("verifying a report's ledger head", () => {
  function reported(head: (run: RunOnDisk["run"]) => object) {
    const other = aRun()
    const bytes = jsonBytes({ header: { ledger: head(other.run) } })
    const place = { kind: "meta_report", metaProfile: "m", riskProfile: null } as const
    valueOf(other.run.directory.put({ ...place, bytes, rows: null, stage: "meta.report" }))
    valueOf(other.run.close({ state: "succeeded", exitCode: 0, problems: [] }))
    const found = valueOf(verifyRun(other.path)).findings.map(({ code }) => code)
    other.remove()
    return found
  }

  it("finds nothing when the ledger has it at that record", () => {
    expect(reported(({ ledger }) => ({ record: ledger.count - 1, head: ledger.head }))).toEqual([])
  })

  it("finds a head that the ledger does not have there", () => {
    expect(reported(({ ledger }) => ({ record: 0, head: ledger.head }))).toEqual(["ledger.broken"])
  })
})

describe("verifying a run that was killed", () => {
  it("finds that it was never closed", () => {
    const killed = aRun()
    killed.run.ledger.close()
    const { findings, records } = valueOf(verifyRun(killed.path))
    expect(findings.map(({ code }) => code)).toEqual(["ledger.unclosed"])
    expect(records).toBe(3)
    killed.remove()
  })

  it("finds that run.json was not written after the close, and that a resume helps", () => {
    const killed = aRun()
    const runFile = join(killed.path, "run.json")
    const running = readFileSync(runFile)
    const ending = { state: "succeeded", exitCode: 0, problems: [] } as const
    valueOf(killed.run.close(ending))
    writeFileSync(runFile, running)
    const { findings } = valueOf(verifyRun(killed.path))
    expect(findings).toMatchObject([
      { code: "ledger.unclosed", where: runFile, remedy: expect.stringContaining("nestfolio resume") },
    ])

    const again = { clock: () => "2026-11-20T11:00:00.000Z", process: currentProcess() }
    valueOf(valueOf(reopenRun(killed.root, "run-1", again)).close(ending))
    expect(valueOf(verifyRun(killed.path)).findings).toEqual([])
    killed.remove()
  })

  it("finds that run.json names another run than the genesis record", () => {
    const killed = aRun()
    const lines = join(killed.path, "audit.jsonl")
    killed.run.ledger.close()
    rmSync(lines)
    const ledger = valueOf(openLedger(lines, () => "2026-11-20T10:00:00.000Z", emptyChain))
    const manifest = { path: "configs/manifest.json", sha256: ZERO_SHA256 }
    const facts = { run_id: "run-1", profile: "other", kind: "meta", manifest } as const
    valueOf(ledger.append({ type: "genesis", ...facts, settings_sha256: ZERO_SHA256, environment: {} }))
    ledger.close()
    const { findings } = valueOf(verifyRun(killed.path))
    expect(findings).toMatchObject([
      { code: "ledger.unclosed" },
      { code: "artifact.changed", seen: 'profile "m", the ledger has "other"' },
    ])
    killed.remove()
  })

  it("finds a torn last line", () => {
    const killed = aRun()
    killed.run.ledger.close()
    appendFileSync(join(killed.path, "audit.jsonl"), '{"seq":3,"ts"')
    expect(valueOf(verifyRun(killed.path)).findings.map(({ code }) => code)).toEqual([
      "ledger.truncated",
      "ledger.unclosed",
    ])
    killed.remove()
  })
})
