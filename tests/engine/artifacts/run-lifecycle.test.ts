import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { jsonBytes } from "#engine/artifacts/formats/json"
import { currentProcess } from "#engine/artifacts/process-identity"
import { createRun, type OpenRun, readRunState, reopenRun } from "#engine/artifacts/run-lifecycle"
import type { Result } from "#shared/problem/result"

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "nestfolio-run-"))
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

function codeOf(result: Result<unknown>): string | undefined {
  return result.ok ? undefined : result.problems[0].code
}

const gone = { pid: 2 ** 30, started: "a process that never was" }

function create(runId = "run-1", process = currentProcess()): Result<OpenRun> {
  return createRun({
    workspaceRoot: root,
    runId,
    kind: "meta",
    profile: "m",
    riskProfiles: ["hrp"],
    programVersion: "0.1.0",
    clock: () => "2026-11-20T10:00:00.000Z",
    process,
  })
}

const runPath = () => join(root, "data/artifacts/summaries/runs/run-1")

function putWeights(run: OpenRun, weight: number) {
  return valueOf(
    run.directory.put({
      kind: "meta_optimized",
      metaProfile: "m",
      riskProfile: "hrp",
      bytes: jsonBytes({ weight }),
      rows: null,
      stage: "meta.optimize",
    }),
  )
}

describe("a run", () => {
  it("is running while it is written and has its end and its index when it is closed", () => {
    const run = valueOf(create())
    expect(valueOf(readRunState(runPath(), () => true)).state).toBe("running")
    putWeights(run, 0.5)
    const closed = valueOf(run.close({ state: "succeeded", exitCode: 0, problems: [] }))

    expect(closed).toMatchObject({ state: "succeeded", exit_code: 0, ledger: { count: 1 } })
    expect(JSON.parse(readFileSync(join(runPath(), "artifacts.json"), "utf8"))).toEqual({
      schema: 1,
      artifacts: [
        {
          kind: "meta_optimized",
          meta_profile: "m",
          risk_profile: "hrp",
          path: "data/meta_optimized_m_hrp.json",
          sha256: "0fd2a6b58caa2209539b61cda807be96a0a51f893dce05ebbcc790d4efbf4159",
          bytes: 20,
          rows: null,
          stage: "meta.optimize",
        },
      ],
    })
    expect(readdirSync(join(runPath(), "logs"))).toEqual(["artifacts.jsonl"])
  })

  it("refuses an id that could leave the runs folder", () => {
    expect(codeOf(create("../elsewhere"))).toBe("run.badId")
  })

  it("refuses the directory of another run", () => {
    valueOf(valueOf(create()).close({ state: "succeeded", exitCode: 0, problems: [] }))
    expect(codeOf(create())).toBe("run.exists")
  })

  it("is shown as crashed when its process is gone, and can be taken up again", () => {
    const dead = valueOf(create("run-1", gone))
    const kept = putWeights(dead, 0.5)
    dead.ledger.close()
    expect(valueOf(readRunState(runPath(), () => false)).state).toBe("crashed")

    const again = valueOf(reopenRun(root, "run-1", { clock: () => "now", process: currentProcess() }))
    expect(again.directory.entries()).toEqual([kept])
    expect(again.ledger.count).toBe(1)
    expect(valueOf(readRunState(runPath(), () => true)).state).toBe("running")
    valueOf(again.close({ state: "succeeded", exitCode: 0, problems: [] }))
  })

  it("does not know again an artifact whose bytes changed after the crash", () => {
    const dead = valueOf(create("run-1", gone))
    putWeights(dead, 0.5)
    dead.ledger.close()
    writeFileSync(join(runPath(), "data/meta_optimized_m_hrp.json"), "{}")

    const again = valueOf(reopenRun(root, "run-1", { clock: () => "now", process: currentProcess() }))
    expect(again.directory.entries()).toEqual([])
  })

  it("knows no artifact again whose line of the journal was changed after the crash", () => {
    const dead = valueOf(create("run-1", gone))
    putWeights(dead, 0.5)
    dead.ledger.close()
    const journal = join(runPath(), "logs/artifacts.jsonl")
    const whole = readFileSync(journal, "utf8")
    writeFileSync(journal, whole.replace('"rows":null', '"rows":7'))
    expect(readFileSync(journal, "utf8")).not.toBe(whole)

    const again = valueOf(reopenRun(root, "run-1", { clock: () => "now", process: currentProcess() }))
    expect(again.directory.entries()).toEqual([])
  })

  it("has one writer: it is locked while its process lives", () => {
    valueOf(create())
    const second = reopenRun(root, "run-1", { clock: () => "now", process: gone })
    expect(codeOf(second)).toBe("run.locked")
  })

  it("takes over a lock that was cut off while it was written", () => {
    valueOf(create("run-1", gone)).ledger.close()
    writeFileSync(join(runPath(), "logs/writer.lock"), "")
    const again = reopenRun(root, "run-1", { clock: () => "now", process: currentProcess() })
    expect(again.ok).toBe(true)
  })
})
