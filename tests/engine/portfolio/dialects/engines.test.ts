import { describe, expect, it } from "vitest"
import { optimizeSettingsSchema } from "#shared/model/optimize"
import { engines, riskProfiles } from "#shared/model/risk-profile"
import { settled } from "#engine/portfolio/dialects/dialect"
import { dialectOf, supportedProfiles } from "#engine/portfolio/dialects/engines"

describe("the table of engines", () => {
  it("knows every engine by its own name, with risk profiles of the one list", () => {
    for (const engine of engines) {
      expect(dialectOf(engine).engine).toBe(engine)
      expect(supportedProfiles(engine).every((profile) => riskProfiles.includes(profile))).toBe(true)
    }
  })

  it("offers every risk profile by some engine", () => {
    const offered = engines.flatMap((engine) => supportedProfiles(engine))
    expect(riskProfiles.filter((profile) => !offered.includes(profile))).toEqual([])
  })

  it("feeds the hierarchies as each library does", () => {
    const trees = engines.map((engine) => [
      engine,
      dialectOf(engine).hrp.linkage,
      dialectOf(engine).hrp.leafOrder,
    ])
    expect(trees).toEqual([
      ["custom", "ward", "tree"],
      ["textbook", "single", "tree"],
      ["pyportfolioopt", "single", "tree"],
      ["skfolio", "ward", "optimal"],
      ["riskfolio", "single", "optimal"],
      ["cvxportfolio", "single", "tree"],
    ])
  })

  it("lets the settings take the place of the table", () => {
    const settings = optimizeSettingsSchema.parse({
      risk_profile: "hrp",
      linkage: "average",
      ddof: 0,
      clusters: 3,
    })
    const dialect = settled(dialectOf("skfolio"), settings)
    expect(dialect.hrp).toEqual({ linkage: "average", distanceInput: "condensed", leafOrder: "optimal" })
    expect([dialect.ddof, dialect.clusters, dialect.boundsRule]).toEqual([0, 3, "split_factor"])
  })
})
