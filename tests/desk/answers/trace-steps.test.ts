import { describe, expect, it } from "vitest"
import type { ArtifactEntry } from "#shared/model/artifact"
import { parseLedger } from "#engine/ledger/read"
import { traceSteps } from "#main/desk/answers/runs/trace-steps"

const record = (status: string, more: object = {}) => ({
  type: "action",
  status,
  step: "meta_returns_hrp",
  context: { meta_profile: "m", risk_profile: "hrp", stage: "meta.returns" },
  ts: "2026-01-01T00:00:00.000Z",
  ...more,
})

const stepsOf = (records: readonly object[], entries: readonly ArtifactEntry[] = []) =>
  traceSteps(
    parseLedger(`${records.map((one) => JSON.stringify(one)).join("\n")}\n`).records,
    entries,
    "/nowhere",
  )

describe("Steps of a ledger", () => {
  it("are one for each intent, also where a step is done again after a resume", () => {
    const steps = stepsOf([record("intent"), record("failure"), record("intent"), record("success")])
    expect(steps.map(({ status, intentLine, outcomeLine }) => [status, intentLine, outcomeLine])).toEqual([
      ["failure", 1, 2],
      ["success", 3, 4],
    ])
  })

  it("are shown where an outcome came without an intent", () => {
    const steps = stepsOf([record("intent"), record("success"), record("skipped")])
    expect(steps.map(({ status, intentLine, outcomeLine }) => [status, intentLine, outcomeLine])).toEqual([
      ["success", 1, 2],
      ["skipped", null, 3],
    ])
  })

  it("say nothing of a file that was written anew since", () => {
    const entry = {
      kind: "meta_returns",
      meta_profile: "m",
      risk_profile: "hrp",
      path: "data/meta_returns_m_hrp.parquet",
      sha256: "new",
      bytes: 10,
      rows: 5,
      stage: "meta.returns",
    } as const
    const done = (sha256: string) =>
      record("success", {
        outcome: { output_hashes: { [entry.path]: sha256 }, input_hashes: {}, metrics: {} },
      })
    const [old, anew] = stepsOf([record("intent"), done("old"), record("intent"), done("new")], [entry])
    expect(old!.outputs).toEqual([
      { name: entry.path, sha256: "old", kind: null, rows: null, bytes: null, path: null },
    ])
    expect(anew!.outputs).toEqual([
      { name: entry.path, sha256: "new", kind: "meta_returns", rows: 5, bytes: 10, path: entry.path },
    ])
  })
})
