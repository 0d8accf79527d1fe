import { describe, expect, it } from "vitest"
import { z } from "zod"
import { StageRegistry } from "#engine/orchestration/registry"
import { QuantSdk } from "#engine/orchestration/sdk"
import { stages } from "#engine/stages/register"
import { ok } from "#shared/problem/result"
import { stage } from "#engine/stages/stage"

const other = (id: string, aliases: readonly string[] = []) =>
  stage({
    id,
    aliases,
    title: id,
    description: id,
    category: "test",
    tags: ["one"],
    params: z.strictObject({}),
    reads: [],
    writes: [],
    verb: async () => async () => ok({ warnings: [], metrics: {} }),
  })

describe("the stage registry", () => {
  const registry = new StageRegistry(stages)

  it("lists the five meta stages in pipeline order", () => {
    expect(registry.list({ category: "meta" }).map(({ id }) => id)).toEqual([
      "meta.returns",
      "meta.optimize",
      "meta.flatten",
      "meta.backtest",
      "meta.report",
    ])
  })

  it("filters by tag", () => {
    expect(registry.list({ tag: "risk" }).map(({ id }) => id)).toEqual(["meta.optimize", "meta.flatten"])
    expect(registry.list({ tag: "no such tag" })).toEqual([])
  })

  it.each([
    ["meta.aggregation", "meta.returns"],
    ["risk.optimize_meta", "meta.optimize"],
    ["risk.flatten_meta", "meta.flatten"],
    ["risk.report_meta", "meta.report"],
  ])("knows the platform's later name %s of %s", (alias, id) => {
    expect(registry.find(alias)).toMatchObject({ ok: true, value: { id } })
  })

  it("suggests the nearest name for one it does not know", () => {
    const found = registry.find("meta.optimise")
    expect(found).toMatchObject({ ok: false, problems: [{ code: "usage.unknownStage" }] })
    expect(found.ok ? "" : found.problems[0].remedy).toContain("meta.optimize")
  })

  it("refuses two stages that claim one id", () => {
    expect(() => new StageRegistry([other("a"), other("a")])).toThrow("both claim the name a")
  })

  it("refuses an alias that is another stage's id", () => {
    expect(() => new StageRegistry([other("a"), other("b", ["a"])])).toThrow("Stages a and b both claim")
  })
})

describe("the sdk", () => {
  const sdk = new QuantSdk()

  it("describes a stage's parameters as a JSON schema", () => {
    const schema = sdk.stageSchema("meta.returns")
    expect(schema).toMatchObject({
      ok: true,
      value: { required: ["risk_profile"], additionalProperties: false },
    })
  })

  it("offers every setting of the optimiser as a parameter of meta.optimize", () => {
    const schema = sdk.stageSchema("meta.optimize")
    const { properties } = (schema.ok ? schema.value : {}) as { properties: object }
    for (const name of ["engine", "min_weight", "max_weight", "linkage", "clusters", "bounds_rule"]) {
      expect(properties).toHaveProperty(name)
    }
  })

  it("tells which engine has which risk profile, and which of them keep groups", () => {
    const schema = sdk.stageSchema("meta.optimize")
    expect(schema.ok && schema.value).toMatchObject({
      "x-engines": {
        custom: expect.arrayContaining(["barbell", "adaptive"]),
        textbook: expect.arrayContaining(["max_diversification", "min_cdar"]),
        pyportfolioopt: ["min_variance", "max_sharpe", "hrp", "min_cvar", "min_cdar"],
        cvxportfolio: ["equal_weight", "min_variance"],
      },
      "x-offers": {
        skfolio: { leaf_order: ["optimal"] },
        textbook: {},
        custom: { risk_measure: ["variance"] },
      },
      "x-groups-and-turnover": expect.not.arrayContaining(["hrp"]),
    })
  })

  it("lists the table that meta.optimize can weigh without a workspace, and refuses it inside a run", () => {
    const schema = sdk.stageSchema("meta.optimize")
    expect(schema.ok && schema.value).toMatchObject({
      required: ["risk_profile"],
      properties: { returns: { type: "string", description: expect.stringContaining("needs no workspace") } },
    })
    const stage = sdk.findStage("meta.optimize")
    const parsed = stage.ok && stage.value.params.safeParse({ risk_profile: "hrp", returns: "r.csv" })
    expect(parsed && parsed.error?.issues).toMatchObject([
      { path: ["returns"], message: expect.stringContaining("without a workspace") },
    ])
  })
})
