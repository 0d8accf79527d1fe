import { describe, expect, it } from "vitest"
import { optimizeSettingsSchema } from "#shared/model/optimize"
import { trace } from "#engine/numerics/matrix"
import { sum } from "#engine/numerics/statistics"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { clipAndRedistribute } from "#engine/portfolio/bounds/clip-redistribute"
import { estimateMoments } from "#engine/portfolio/covariance/estimate"
import { settled } from "#engine/portfolio/dialects/dialect"
import { dialectOf } from "#engine/portfolio/dialects/engines"
import { optimize, optimizeMoments } from "#engine/portfolio/optimize"
import { syntheticReturns } from "../bench/synthetic"
import {
  type Expected,
  figureCases,
  figureFile,
  frameOfCase,
  momentsOf,
  seriesAreHere,
  seriesCases,
  settingsOf,
  weightsIn,
} from "./cases"
import { beyondTolerance, deviation, relativeDeviation } from "./compare"
import { deviationsFrom } from "./expected"
import { deviationsOf, inlineCases, momentsOfInline } from "./inline"
import { Tally } from "./tally"

/** Recorded counts: cases that need only figures, and those that need the series beside the repository. */
const FROM_FIGURES = 329
const FROM_SERIES = 66

const tally = new Tally()
const context = { series: null, periodsPerYear: 252 }

/** Riskfolio-Lib's rule for bounds can end with a sum below 1, which is no portfolio. */
const isPortfolio = ({ weights }: Expected) => Math.abs(sum(weights) - 1) <= 1e-9

for (const figures of figureCases()) {
  const moments = momentsOf(figures)
  describe(`weights from the moments of ${figures.case}`, () => {
    for (const one of figures.expected.filter(isPortfolio)) {
      it(`${one.method} within its tolerance`, async () => {
        const settings = settingsOf(one.method, one.minWeight, one.maxWeight)
        const { periodsPerYear } = one
        const result = await optimizeMoments(moments, settings, { series: null, periodsPerYear })
        const deviations = deviationsFrom(one, result, moments.covariance)
        expect(beyondTolerance(one.tolerance, deviations)).toEqual([])
        tally.passed++
      })
    }
    for (const { method, minWeight, maxWeight, weights, tolerance } of figures.expected.filter(
      (one) => !isPortfolio(one),
    )) {
      it(`${method}, completed to a portfolio`, async () => {
        const free = await optimizeMoments(moments, settingsOf(method, 0, 1), context)
        const ruled = clipAndRedistribute(free.weights!, uniformBounds(weights.length, minWeight, maxWeight))
        expect(beyondTolerance(tolerance, { weights: () => deviation(ruled, weights) })).toEqual([])
        const result = await optimizeMoments(moments, settingsOf(method, minWeight, maxWeight), context)
        expect(sum(result.weights!)).toBeCloseTo(1, 12)
        tally.passed++
      })
    }
  })
}

describe("closed forms and published figures", () => {
  for (const one of inlineCases()) {
    it(`${one.name} ${one.method}`, async () => {
      const settings = settingsOf(one.method, one.minWeight, one.maxWeight)
      const result = await optimizeMoments(momentsOfInline(one), settings, context)
      expect(beyondTolerance(one.tolerance, deviationsOf(one, result.weights))).toEqual([])
      tally.passed++
    })
  }
})

/** The objective of a method under its name in the file, as far as this result has it. */
function syntheticObjective(method: string, reached: Readonly<Record<string, number>>) {
  const name = method.replace("risk_parity_erc", "erc").replace(/_tree$/, "")
  return method === "max_sharpe"
    ? { name: "max_sharpe_annualised", value: reached.annualisedSharpe }
    : { name: `${name}_dailyVariance`, value: reached.dailyVariance }
}

describe("rule-generated returns", () => {
  const file = figureFile<{
    sizes: readonly {
      N: number
      firstReturns: readonly number[]
      objectives: Readonly<Record<string, number>>
      weights: Readonly<Record<string, readonly number[]>>
    }[]
    tolerance: Readonly<Record<string, number>>
  }>("bench_synthetic")
  for (const { N, firstReturns, objectives, weights } of file.sizes) {
    const frame = syntheticReturns(N)
    it(`${N} columns follow the rule`, () => {
      const first = firstReturns.map((_, i) => frame.values[i * frame.days.length]!)
      expect(deviation(first, firstReturns)).toBeLessThanOrEqual(1e-15)
      tally.passed++
    })
    for (const [method, expected] of Object.entries(weights)) {
      it(`${N} columns ${method}`, async () => {
        const result = await optimize(frame, settingsOf(method, 0, 1))
        const reached = syntheticObjective(method, result.outcome.objective)
        const deviations = {
          weights: () => deviation(result.weights, expected),
          objective_relative: () => relativeDeviation(reached.value, objectives[reached.name]!),
        }
        expect(beyondTolerance(file.tolerance, deviations)).toEqual([])
        tally.passed++
      })
    }
    it(`${N} columns min_cvar`, async () => {
      const result = await optimize(frame, settingsOf("min_cvar95", 0, 1))
      const reached = result.outcome.objective.dailyCVaR95
      const off = relativeDeviation(reached, objectives.min_cvar95_daily!)
      expect(off).toBeLessThanOrEqual(file.tolerance.objective_relative!)
      tally.passed++
    })
  }
})

describe.skipIf(!seriesAreHere)("minimum CVaR of real series", () => {
  for (const one of seriesCases(/^min_cvar95/)) {
    it(`${one.case} ${one.method}`, async () => {
      const { minWeight = 0, maxWeight = 1 } = one.parameters as { minWeight?: number; maxWeight?: number }
      const result = await optimize(frameOfCase(one), settingsOf(one.method, minWeight, maxWeight))
      const reached = result.outcome.objective.dailyCVaR95
      const { weights: advice, ...limits } = one.tolerance
      expect(advice).toMatch(/^advisory only/)
      const dailyCVaR95_relative = () => relativeDeviation(reached, one.objective!.dailyCVaR95!)
      expect(beyondTolerance(limits, { dailyCVaR95_relative })).toEqual([])
      tally.passed++
    })
  }
})

describe.skipIf(!seriesAreHere)("shrunk covariances of real series", () => {
  const estimators = [
    { pattern: /^cov_ledoit_wolf_identity/, covariance: "ledoit_wolf", riskProfile: "min_variance" },
    {
      pattern: /^cov_ledoit_wolf_constant/,
      covariance: "ledoit_wolf_constant_correlation",
      riskProfile: "min_variance",
    },
    { pattern: /^cov_oas/, covariance: "oas", riskProfile: "inverse_volatility" },
  ]
  for (const { pattern, covariance, riskProfile } of estimators) {
    for (const one of seriesCases(pattern)) {
      it(`${one.case} ${one.method}`, async () => {
        const asked = { engine: "textbook", risk_profile: riskProfile, covariance }
        const settings = optimizeSettingsSchema.parse(asked)
        const result = await optimize(frameOfCase(one), settings)
        const moments = estimateMoments(frameOfCase(one), settled(dialectOf("textbook"), settings), settings)
        const norm = Math.sqrt(sum(moments.covariance.values.map((value) => value * value)))
        const matrixOff = Math.max(
          relativeDeviation(trace(moments.covariance), one.objective!.trace!),
          relativeDeviation(norm, one.objective!.frobenius!),
        )
        const shrinkage = result.outcome.objective.covarianceShrinkage!
        const deviations = {
          weights: () => deviation(result.weights, weightsIn(one)),
          shrinkage: () => deviation([shrinkage], [one.objective!.shrinkage!]),
          covariance_relative: () => matrixOff,
        }
        expect(matrixOff).toBeLessThanOrEqual(1e-10)
        expect(beyondTolerance(one.tolerance, deviations)).toEqual([])
        tally.passed++
      })
    }
  }
})

describe.skipIf(!seriesAreHere)("PyPortfolioOpt's own constant-correlation shrinkage of real series", () => {
  for (const one of seriesCases(/^cov_ledoit_wolf_constant/)) {
    it(`${one.case} is ${String(one.certificate?.pypfopt_delta)}`, async () => {
      const covariance = "ledoit_wolf_constant_correlation"
      const asked = { engine: "pyportfolioopt", risk_profile: "min_variance", covariance }
      const { outcome } = await optimize(frameOfCase(one), optimizeSettingsSchema.parse(asked))
      const shrinkage = outcome.objective.covarianceShrinkage!
      expect(deviation([shrinkage], [Number(one.certificate?.pypfopt_delta)])).toBeLessThanOrEqual(1e-10)
      tally.passed++
    })
  }
})

describe.skipIf(!seriesAreHere)("the platform's custom engine on real series", () => {
  for (const one of seriesCases(/^predecessor/)) {
    it(`${one.case} hrp, min_variance, max_sharpe, risk_parity`, async () => {
      const frame = frameOfCase(one)
      for (const [riskProfile, weights] of Object.entries(
        one.weights as Record<string, Record<string, number>>,
      )) {
        const settings = optimizeSettingsSchema.parse({ risk_profile: riskProfile })
        const result = await optimize(frame, settings)
        const expected = one.columns.map((name) => weights[name]!)
        const deviations = { weights: () => deviation(result.weights, expected) }
        expect(beyondTolerance(one.tolerance, deviations)).toEqual([])
      }
      tally.passed++
    })
  }
})

describe.skipIf(!seriesAreHere)("published weights on real series", () => {
  for (const one of seriesCases(/^HRP$/)) {
    const engine = one.source.startsWith("skfolio") ? "skfolio" : "riskfolio"
    const riskMeasure = String(one.parameters.risk).startsWith("standard") ? "standard_deviation" : "variance"
    it(`${engine}'s own test of hrp by ${riskMeasure} on ${one.dataset}`, async () => {
      const asked = { engine, risk_profile: "hrp", linkage: "single", risk_measure: riskMeasure }
      const result = await optimize(frameOfCase(one), optimizeSettingsSchema.parse(asked))
      const deviations = { weights_vs_published: () => deviation(result.weights, weightsIn(one)) }
      expect(beyondTolerance(one.tolerance, deviations)).toEqual([])
      tally.passed++
    })
  }
})

describe("the count of goldens", () => {
  it("does not fall below the recorded one", () => {
    tally.skipped = seriesAreHere ? 0 : FROM_SERIES
    tally.print()
    expect(tally.passed).toBeGreaterThanOrEqual(seriesAreHere ? FROM_FIGURES + FROM_SERIES : FROM_FIGURES)
  })
})
