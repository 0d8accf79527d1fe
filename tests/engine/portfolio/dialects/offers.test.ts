import { describe, expect, it } from "vitest"
import { optimizeSettingsSchema } from "#shared/model/optimize"
import { optimize } from "#engine/portfolio/optimize"
import { syn } from "../../../golden/syn"

const problemsOf = async (asked: object) =>
  (await optimize(syn(5), optimizeSettingsSchema.parse(asked))).problems

const refusals = async (asked: object) => {
  const { problems, outcome } = await optimize(syn(5), optimizeSettingsSchema.parse(asked))
  expect(outcome.attempts).toEqual([])
  return problems.map(({ code, seen }) => `${code}: ${seen}`)
}

describe("a setting that the named library lacks", () => {
  it("is refused with what there is instead", async () => {
    const { problems } = await optimize(
      syn(5),
      optimizeSettingsSchema.parse({
        engine: "pyportfolioopt",
        risk_profile: "hrp",
        risk_measure: "standard_deviation",
      }),
    )
    expect(problems).toMatchObject([
      {
        code: "optimize.unsupported",
        what: "The engine pyportfolioopt has no risk_measure standard_deviation.",
        remedy: "Leave risk_measure out, take variance, or choose another engine such as textbook.",
      },
    ])
  })

  it("is refused for every engine that lacks it", async () => {
    const lacking = [
      { engine: "custom", risk_profile: "hrp", risk_measure: "standard_deviation" },
      { engine: "pyportfolioopt", risk_profile: "hrp", leaf_order: "optimal" },
      { engine: "pyportfolioopt", risk_profile: "min_variance", ddof: 0 },
      { engine: "skfolio", risk_profile: "hrp", leaf_order: "tree" },
      { engine: "skfolio", risk_profile: "hrp", distance_input: "columns" },
      { engine: "skfolio", risk_profile: "herc", herc_within: "equal" },
      { engine: "skfolio", risk_profile: "min_variance", covariance: "ledoit_wolf_constant_correlation" },
      { engine: "riskfolio", risk_profile: "herc", herc_between: "equal" },
      { engine: "cvxportfolio", risk_profile: "min_variance", covariance: "oas" },
    ]
    for (const asked of lacking) {
      expect(await refusals(asked)).toMatchObject([expect.stringMatching(/^optimize.unsupported: \w+ \/ /)])
    }
  })

  it("is not asked about where a risk profile has no use for it", async () => {
    const asked = { engine: "pyportfolioopt", risk_profile: "min_variance", leaf_order: "optimal" }
    expect(await problemsOf(asked)).toEqual([])
  })

  it("may be named where the library has it", async () => {
    const had = [
      { engine: "riskfolio", risk_profile: "hrp", leaf_order: "tree", risk_measure: "standard_deviation" },
      { engine: "riskfolio", risk_profile: "herc", herc_within: "equal", herc_between: "equal" },
      { engine: "skfolio", risk_profile: "min_variance", ddof: 0, covariance: "oas" },
      { engine: "textbook", risk_profile: "herc", herc_between: "equal", risk_measure: "standard_deviation" },
    ]
    for (const asked of had) expect(await problemsOf(asked)).toEqual([])
  })

  it("is a contradiction where herc should measure by two things", async () => {
    const asked = {
      engine: "textbook",
      risk_profile: "herc",
      herc_within: "inverse_variance",
      risk_measure: "standard_deviation",
    }
    expect(await refusals(asked)).toEqual([
      "settings.combination: risk_measure standard_deviation, herc_within inverse_variance, herc_between left out",
    ])
  })
})
