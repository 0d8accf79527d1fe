import { describe, expect, it } from "vitest"
import { optimizeSettingsSchema } from "#shared/model/optimize"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { ReturnFrame } from "#engine/numerics/frame"
import { conditionalValueAtRisk, portfolioLosses } from "#engine/portfolio/convex/tail"
import { optimize } from "#engine/portfolio/optimize"
import { minCvarByHighs } from "../../bench/packages/highs"
import { hrpByPackages } from "../../bench/packages/hrp"
import { maxSharpeByQuadprog, minVarianceByQuadprog } from "../../bench/packages/quadprog"
import { riskParityByScs } from "../../bench/packages/scs"
import { syntheticReturns } from "../../bench/synthetic"
import { deviation, relativeDeviation } from "../../golden/compare"

const weigh = async (frame: ReturnFrame, riskProfile: RiskProfile) =>
  (await optimize(frame, optimizeSettingsSchema.parse({ engine: "textbook", risk_profile: riskProfile })))
    .weights!

describe("the textbook engine beside JavaScript packages", () => {
  for (const [n, rows] of [
    [2, 60],
    [7, 250],
    [25, 300],
  ] as const) {
    const frame = syntheticReturns(n, rows)

    it(`gives the minimum variance and the tangency of quadprog on ${n} columns`, async () => {
      expect(deviation(await weigh(frame, "min_variance"), minVarianceByQuadprog(frame))).toBeLessThan(1e-7)
      expect(deviation(await weigh(frame, "max_sharpe"), maxSharpeByQuadprog(frame))).toBeLessThan(1e-7)
    })

    it(`gives the risk parity of scs on ${n} columns`, async () => {
      expect(deviation(await weigh(frame, "risk_parity"), await riskParityByScs(frame))).toBeLessThan(1e-5)
    })

    it(`gives the least CVaR of HiGHS on ${n} columns`, async () => {
      const cvar = (weights: Float64Array) => conditionalValueAtRisk(portfolioLosses(frame, weights), 0.95)
      const theirs = Float64Array.from(await minCvarByHighs(frame, 0.95))
      expect(relativeDeviation(cvar(await weigh(frame, "min_cvar")), cvar(theirs))).toBeLessThan(1e-7)
    })
  }

  it("gives the hrp of ml-matrix and ml-hclust where there is one way to halve", async () => {
    const frame = syntheticReturns(2, 60)
    expect(deviation(await weigh(frame, "hrp"), hrpByPackages(frame))).toBeLessThan(1e-10)
  })
})
