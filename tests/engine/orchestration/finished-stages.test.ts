import { describe, expect, it } from "vitest"
import type { ArtifactEntry } from "#shared/model/artifact"
import { parseLedger } from "#engine/ledger/read"
import { finishedStagesOf } from "#engine/orchestration/finished-stages"

const context = { stage: "meta.flatten", meta_profile: "m", risk_profile: "hrp" }
const intent = { type: "action", status: "intent", step: "meta_flatten_hrp", context }
const success = (output_hashes: object, input_hashes: object = {}) => ({
  type: "action",
  status: "success",
  step: "meta_flatten_hrp",
  context,
  outcome: { output_hashes, input_hashes, metrics: null },
})
const warnings = [{ code: "FLATTEN_CONCENTRATION", node: "m", risk: "hrp", note: "0.4 in X" }]
const finished = {
  type: "stage.finished",
  data: { stage: "meta.flatten", meta_profile: "m", risk_profile: "hrp", warnings },
}
const entry = (kind: ArtifactEntry["kind"], path: string, sha256: string): ArtifactEntry => ({
  kind,
  meta_profile: null,
  risk_profile: null,
  path,
  sha256,
  bytes: 1,
  rows: null,
  stage: "meta.flatten",
})
const output = entry("portfolio_optimized_meta", "data/x.json", "aa")

function warningsOf(records: readonly object[], present: readonly ArtifactEntry[] = [output]) {
  const { records: lines } = parseLedger(records.map((record) => JSON.stringify(record)).join("\n"))
  return finishedStagesOf(lines, "m", present)("meta.flatten", "hrp")
}

describe("a stage of a run that is taken up again", () => {
  it("is finished, with its warnings, when it said so and its outputs are whole", () => {
    expect(warningsOf([intent, success({ "data/x.json": "aa" }), finished])).toEqual(warnings)
  })

  it("is not finished without saying so, however good its outcome", () => {
    expect(warningsOf([intent, success({ "data/x.json": "aa" })])).toBeUndefined()
  })

  it("is not finished when an output is gone or another, be it of a step inside it", () => {
    expect(warningsOf([intent, success({ "data/x.json": "aa" }), finished], [])).toBeUndefined()
    expect(warningsOf([intent, success({ "data/x.json": "bb" }), finished])).toBeUndefined()
    expect(
      warningsOf([intent, success({ "data/inner.json": "cc" }), success({ "data/x.json": "aa" }), finished]),
    ).toBeUndefined()
  })

  it("is not finished when the copy of an input is gone", () => {
    const records = [intent, success({ "data/x.json": "aa" }, { "runs/a/h.json": "dd" }), finished]
    expect(warningsOf(records)).toBeUndefined()
    expect(warningsOf(records, [output, entry("input", "inputs/dd.json", "dd")])).toEqual(warnings)
  })

  it("is not finished when its outcome tells of its outputs in a way that is not understood", () => {
    expect(warningsOf([intent, success({ "data/x.json": 7 }), finished])).toBeUndefined()
  })

  it("counts as it went the last time", () => {
    const once = [intent, success({ "data/x.json": "bb" }), finished]
    expect(warningsOf([...once, intent, success({ "data/x.json": "aa" }), finished])).toEqual(warnings)
    expect(warningsOf([...once, { type: "run.reopened" }, intent])).toBeUndefined()
  })
})
