import { describe, expect, it } from "vitest"
import { optimizeSettingsSchema } from "#shared/model/optimize"
import { engines, riskProfiles } from "#shared/model/risk-profile"
import { columnOf, frameOf } from "#engine/numerics/frame"
import { supportedProfiles } from "#engine/portfolio/dialects/engines"
import { optimize } from "#engine/portfolio/optimize"
import { syntheticReturns } from "../../../bench/synthetic"
import { syn } from "../../../golden/syn"

const settings = (more: object) => optimizeSettingsSchema.parse(more)
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0)

/** Six columns, the last the opposite of the first: their mix can be neutral to any of them. */
function withMirror() {
  const { days, names } = syn(5)
  const columns = names.map((name, i) => ({ name, values: columnOf(syn(5), i) }))
  const mirror = columnOf(syn(5), 0).map((value) => -value + 0.0002)
  return frameOf(days, [...columns, { name: "mirror", values: mirror }])
}

describe("every engine with every risk profile it has", () => {
  for (const engine of engines) {
    for (const riskProfile of supportedProfiles(engine)) {
      it(`${engine} ${riskProfile} within bounds`, async () => {
        const asked = { engine, risk_profile: riskProfile, min_weight: 0.02, max_weight: 0.4 }
        const result = await optimize(
          withMirror(),
          settings({ ...asked, benchmark_sleeves: ["s0", "s3", "s4"] }),
        )
        expect(result.problems).toEqual([])
        expect(sum(result.weights!)).toBeCloseTo(1, 9)
        result.weights!.forEach((weight) => {
          expect(weight).toBeGreaterThanOrEqual(0.02 - 1e-12)
          expect(weight).toBeLessThanOrEqual(0.4 + 1e-12)
        })
      })
    }
  }

  it("refuses the others", async () => {
    for (const engine of engines) {
      for (const riskProfile of riskProfiles.filter((one) => !supportedProfiles(engine).includes(one))) {
        const { problems } = await optimize(syn(4), settings({ engine, risk_profile: riskProfile }))
        expect(problems.map(({ code }) => code)).toEqual(["optimize.unsupported"])
      }
    }
  })
})

describe("inverse volatility and variance", () => {
  it("weigh by one over the deviation, and over its square", async () => {
    // Deviations 1 : 2 : 4 of +-1 %, 2 %, 4 %: weights 4/7 2/7 1/7, and 16/21 4/21 1/21.
    const frame = frameOf(
      Int32Array.of(0, 1, 2, 3),
      [0.01, 0.02, 0.04].map((size, i) => ({ name: `v${i}`, values: [size, -size, size, -size] })),
    )
    const volatility = await optimize(
      frame,
      settings({ engine: "textbook", risk_profile: "inverse_volatility" }),
    )
    const sevenths = [...volatility.weights!].map((weight) => weight * 7)
    ;[4, 2, 1].forEach((share, i) => expect(sevenths[i]).toBeCloseTo(share, 12))
    const variance = await optimize(frame, settings({ engine: "textbook", risk_profile: "inverse_variance" }))
    const parts = [...variance.weights!].map((weight) => weight * 21)
    ;[16, 4, 1].forEach((share, i) => expect(parts[i]).toBeCloseTo(share, 12))
  })
})

describe("market_neutral", () => {
  it("keeps the beta to the benchmark within its tolerance and reports it", async () => {
    const asked = { risk_profile: "market_neutral", benchmark_sleeves: ["s0"] }
    const { outcome } = await optimize(withMirror(), settings(asked))
    expect(outcome.kind).toBe("solved")
    expect(outcome.objective.betaTolerance).toBe(0.15)
    expect(Math.abs(outcome.objective.beta!)).toBeLessThanOrEqual(0.15 + 1e-9)
  })

  it("is infeasible where every mix follows the benchmark", async () => {
    const twins = frameOf(syn(1).days, [
      { name: "one", values: columnOf(syn(1), 0) },
      { name: "twin", values: columnOf(syn(1), 0) },
    ])
    const asked = { risk_profile: "market_neutral", benchmark_sleeves: ["one"] }
    const { outcome } = await optimize(twins, settings(asked))
    expect(outcome.infeasibility?.reason).toBe("noNeutralPortfolio")
  })

  it("asks for a benchmark", async () => {
    const { problems } = await optimize(syn(4), settings({ risk_profile: "market_neutral" }))
    expect(problems.map(({ code }) => code)).toEqual(["settings.combination"])
  })
})

describe("max_sharpe", () => {
  const falling = frameOf(
    syn(3).days,
    syn(3).names.map((name, i) => ({ name, values: columnOf(syn(3), i).map((value) => value - 0.01) })),
  )

  it("is infeasible where nothing earns more than the risk-free rate", async () => {
    const { outcome, problems } = await optimize(
      falling,
      settings({ engine: "textbook", risk_profile: "max_sharpe" }),
    )
    expect(outcome.infeasibility?.reason).toBe("noPositiveExcess")
    expect(outcome.conditionNumber).toBeGreaterThan(1)
    expect(problems.map(({ code }) => code)).toEqual(["optimize.infeasible"])
  })

  it("becomes minimum variance only through the configured fallback, which is recorded", async () => {
    const asked = { engine: "textbook", risk_profile: "max_sharpe", fallback_profile: "min_variance" }
    const { outcome } = await optimize(falling, settings(asked))
    expect(outcome.kind).toBe("solved")
    expect(outcome.riskProfile).toBe("min_variance")
    expect(outcome.attempts.map(({ riskProfile }) => riskProfile)).toEqual(["max_sharpe", "min_variance"])
  })

  it("takes the risk-free rate per year", async () => {
    const asked = {
      engine: "textbook",
      risk_profile: "max_sharpe",
      periods_per_year: 252,
      risk_free_rate: 0.05,
    }
    const { outcome } = await optimize(syn(5), settings(asked))
    const { annualisedReturn, annualisedVolatility, annualisedSharpe } = outcome.objective
    expect(annualisedSharpe).toBeCloseTo((annualisedReturn! - 0.05) / annualisedVolatility!, 12)
    const free = await optimize(syn(5), settings({ ...asked, risk_free_rate: 0 }))
    expect(annualisedSharpe).toBeLessThan(free.outcome.objective.annualisedSharpe!)
    // A higher rate moves the tangency up the frontier.
    expect(annualisedReturn).toBeGreaterThan(free.outcome.objective.annualisedReturn! * 1.001)
  })
})

describe("risk_parity", () => {
  it("reports how far the shares are from equal where no bound binds", async () => {
    const { outcome } = await optimize(syn(5), settings({ engine: "textbook", risk_profile: "risk_parity" }))
    expect(outcome.objective.riskShareDeviation).toBeLessThan(1e-8)
    Object.values(outcome.riskContributions).forEach((share) => expect(share).toBeCloseTo(0.2, 8))
  })
})

describe("adaptive", () => {
  it("is the platform's risk parity below thirty items and skfolio's hrp from thirty on", async () => {
    const few = await optimize(syn(5), settings({ risk_profile: "adaptive" }))
    const parity = await optimize(syn(5), settings({ risk_profile: "risk_parity" }))
    expect([...few.weights!]).toEqual([...parity.weights!])
    const many = await optimize(syntheticReturns(30), settings({ risk_profile: "adaptive" }))
    const hrp = await optimize(syntheticReturns(30), settings({ engine: "skfolio", risk_profile: "hrp" }))
    expect([...many.weights!]).toEqual([...hrp.weights!])
    expect(many.clusterTree?.linkage).toBe("ward")
  })

  it("tells of its weights under the moments that they were found with", async () => {
    const asked = { kappa_shrinkage_threshold: 2 }
    const many = await optimize(syntheticReturns(30), settings({ risk_profile: "adaptive", ...asked }))
    const hrp = await optimize(syntheticReturns(30), settings({ engine: "skfolio", risk_profile: "hrp" }))
    const figuresOf = ({ outcome: { objective, riskContributions, conditionNumber } }: typeof many) => ({
      objective,
      riskContributions,
      conditionNumber,
    })
    expect(figuresOf(many)).toEqual(figuresOf(hrp))
    expect(many.outcome.attempts).toEqual([
      { riskProfile: "adaptive", solver: "skfolio hrp: recursive bisection", reason: "solved" },
    ])
  })

  it("tells of no covariance ladder that its hrp has not climbed, when there are no weights either", async () => {
    const { days, names, values } = syntheticReturns(30)
    const columns = names.map((name, i) => ({ name, values: columnOf({ days, names, values }, i) }))
    const still = frameOf(days, [...columns, { name: "still", values: new Float64Array(days.length) }])
    const asked = { risk_profile: "adaptive", kappa_shrinkage_threshold: 2 }
    const { outcome } = await optimize(still, settings(asked))
    expect(outcome.infeasibility).toMatchObject({ reason: "zeroVariance", items: ["still"] })
    expect(outcome.attempts).toEqual([
      { riskProfile: "adaptive", solver: "none", reason: "standard deviation of still <= 1e-150" },
    ])
    // The sample covariance that skfolio's hrp was given, not the custom one.
    expect(outcome).toMatchObject({ conditionNumber: null, noConditionNumber: "the covariance is singular" })
  })
})

describe("barbell", () => {
  it("gives the aggressors what the regime allows", async () => {
    const totals: Record<string, number> = {
      QUIET: 0.15,
      NORMAL: 0.1,
      TURBULENT: 0.05,
      CRISIS: 0.03,
      ODD: 0.2,
    }
    for (const [regime, total] of Object.entries(totals)) {
      const asked = { risk_profile: "barbell", regime, aggressor_weight: 0.2 }
      const { outcome, weights } = await optimize(syn(5), settings(asked))
      expect(outcome.objective).toMatchObject({ aggressors: 2, aggressorWeight: total })
      expect(weights![0]! + weights![4]!).toBeCloseTo(total, 12)
    }
  })

  it("tells what the aggressors hold once bounds have moved the whole, and certifies nothing then", async () => {
    const asked = { risk_profile: "barbell", max_weight: 0.25 }
    const { outcome, weights } = await optimize(syn(5), settings(asked))
    const held = weights![0]! + weights![4]!
    expect(held).toBeGreaterThan(0.2)
    expect(outcome.objective["aggressorWeight"]).toBeCloseTo(held, 12)
    expect(outcome.certificate).toBeNull()
    const free = await optimize(syn(5), settings({ risk_profile: "barbell" }))
    expect(free.outcome.certificate).not.toBeNull()
  })

  it("names its aggressors, which no other risk profile has", async () => {
    const { outcome } = await optimize(syn(5), settings({ risk_profile: "barbell" }))
    expect([...outcome.aggressors!].sort()).toEqual(["s0", "s4"])
    expect((await optimize(syn(5), settings({ risk_profile: "hrp" }))).outcome).not.toHaveProperty(
      "aggressors",
    )
  })
})

describe("a barbell of many items", () => {
  it("has at most five aggressors and hrp for a core of ten or more", async () => {
    const many = await optimize(syntheticReturns(16), settings({ risk_profile: "barbell" }))
    expect(many.outcome.objective.aggressors).toBe(5)
    expect(many.outcome.solver).toBe("barbell, core by recursive bisection")
    const fewer = await optimize(syntheticReturns(14), settings({ risk_profile: "barbell" }))
    expect(fewer.outcome.solver).not.toContain("recursive bisection")
  })
})

describe("herc", () => {
  it("tells how many clusters it found and takes as many as asked", async () => {
    const found = await optimize(syn(6), settings({ engine: "textbook", risk_profile: "herc" }))
    expect(found.outcome.objective.clusters).toBe(2)
    const asked = await optimize(syn(6), settings({ engine: "textbook", risk_profile: "herc", clusters: 6 }))
    expect(asked.outcome.objective.clusters).toBe(6)
    expect(asked.clusterTree?.merges).toHaveLength(5)
  })
})
