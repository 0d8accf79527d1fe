import { describe, expect, it } from "vitest"
import { metaAllocationSchema } from "#shared/model/meta-allocation"
import type { ResolvedMeta } from "#shared/model/resolved"
import { optimizeSettingsOf } from "#engine/stages/meta/optimize/node-settings"

/** A meta profile of three sleeves with these settings. */
function node(allocation: object): ResolvedMeta {
  const sleeves = ["etfs", "crypto", "sick"].map((id) => ({
    kind: "atomic" as const,
    id,
    profile: id,
    runId: "1",
    runPath: id,
    chosen: "latest" as const,
    completeness: "recorded" as const,
  }))
  const settings = {
    allocation: metaAllocationSchema.parse({ backtest: {}, ...allocation }),
    features: {},
    origins: {},
  }
  return { kind: "meta", profile: "m", depth: 1, settings, sleeves }
}

const limited = node({
  bounds: { sick: { max: 0.1 }, etfs: { max: 0.6 } },
  groups: [
    { name: "calm", items: ["etfs", "sick"], max: 0.5 },
    { name: "ill", items: ["sick"], min: 0.1 },
  ],
  turnover: { previous: { etfs: 0.5, sick: 0.5 }, limit: 0.6 },
})

describe("the settings of a meta profile", () => {
  it("lose what they say of a vetoed sleeve: bounds, group members, a group of it alone, its previous weight", () => {
    const { bounds, groups, turnover } = optimizeSettingsOf(limited, "min_variance", ["etfs", "crypto"])
    expect(bounds).toEqual({ etfs: { max: 0.6 } })
    expect(groups).toEqual([{ name: "calm", items: ["etfs"], max: 0.5 }])
    expect(turnover).toEqual({ previous: { etfs: 0.5 }, limit: 0.6 })
  })

  it("keep names that are no sleeves, for the optimiser to refuse", () => {
    const typing = node({ groups: [{ name: "calm", items: ["etfz"], max: 0.5 }] })
    const { groups } = optimizeSettingsOf(typing, "min_variance", ["etfs", "crypto"])
    expect(groups[0]!.items).toEqual(["etfz"])
  })

  it("limit nothing when a single sleeve is left", () => {
    const settings = optimizeSettingsOf(limited, "min_variance", ["etfs"])
    expect(settings).toMatchObject({ min_weight: 0, max_weight: 1, bounds: {}, groups: [] })
    expect(settings).not.toHaveProperty("turnover")
  })

  it("give way to what a stage is told beside them", () => {
    const groups = [{ name: "all", items: ["crypto"], max: 0.4 }]
    const own = optimizeSettingsOf(limited, "min_variance", ["etfs", "crypto", "sick"], { groups })
    expect(own.groups).toEqual(groups)
  })
})
