import { describe, expect, it } from "vitest"
import { parseLedger } from "#engine/ledger/read"
import { planOf } from "#engine/orchestration/replay/replay-plan"

const context = (stage: string, node: string, risk: string | null) => ({
  meta_profile: node,
  risk_profile: risk,
  stage,
})

const intent = (stage: string, node: string, risk: string | null, params: object = {}) => ({
  type: "action",
  status: "intent",
  step: stage,
  context: context(stage, node, risk),
  intent: { params, input_hashes: {} },
})

const outcome = (status: string, stage: string, node: string, risk: string | null, codes: string[] = []) => ({
  type: "action",
  status,
  step: stage,
  context: context(stage, node, risk),
  outcome: { output_hashes: {}, metrics: { problems: codes.map((code) => ({ code })) } },
})

const planned = (...records: object[]) =>
  planOf(parseLedger(records.map((record) => JSON.stringify(record)).join("\n")).records).map(
    ({ stageId, node, risk, ended, afresh }) =>
      `${stageId} ${node} ${risk} ${ended}${afresh ? " afresh" : ""}`,
  )

describe("the plan of a replay", () => {
  it("has the steps that a run took by itself, not those inside them", () => {
    expect(
      planned(
        { type: "genesis" },
        intent("meta.returns", "m", "hrp"),
        intent("meta.returns", "child", "hrp"),
        outcome("success", "meta.returns", "child", "hrp"),
        intent("meta.optimize", "child", "hrp"),
        outcome("failure", "meta.optimize", "child", "hrp"),
        outcome("success", "meta.returns", "m", "hrp"),
        { type: "stage.finished" },
        intent("meta.optimize", "m", "hrp"),
        outcome("failure", "meta.optimize", "m", "hrp", ["bounds.infeasible"]),
      ),
    ).toEqual(["meta.returns m hrp success", "meta.optimize m hrp failure"])
  })

  it("keeps the parameters of each step", () => {
    const records = [intent("meta.optimize", "m", "hrp", { max_weight: 0.4 })]
    const { params } = planOf(parseLedger(JSON.stringify(records[0])).records)[0]!
    expect(params).toEqual({ max_weight: 0.4 })
  })

  it("leaves out a step that was killed and came again, and says that the run was taken up", () => {
    expect(
      planned(
        intent("meta.returns", "m", "hrp"),
        intent("meta.returns", "child", "hrp"),
        { type: "run.reopened" },
        intent("meta.returns", "m", "hrp"),
        outcome("success", "meta.returns", "m", "hrp"),
      ),
    ).toEqual(["meta.returns m hrp success afresh"])
  })

  it("keeps a step that was killed or cancelled for good as an interrupted one", () => {
    expect(
      planned(
        intent("meta.returns", "m", "hrp"),
        outcome("failure", "meta.returns", "m", "hrp", ["cancelled"]),
        intent("meta.returns", "m", "min_variance"),
      ),
    ).toEqual(["meta.returns m hrp interrupted", "meta.returns m min_variance interrupted"])
  })
})
