import { describe, expect, it } from "vitest"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { solveCustomMarketNeutral } from "#engine/portfolio/convex/custom"
import { solveMarketNeutral } from "#engine/portfolio/convex/market-neutral"
import { covarianceOf, largestDifference, letters, weightsOf } from "./support"

const task = {
  names: letters(2),
  covariance: covarianceOf([
    [1, 0],
    [0, 1],
  ]),
  betas: Float64Array.of(1, -0.5),
  tolerance: 0.1,
  bounds: uniformBounds(2, 0, 1),
}

describe("the market neutral portfolio", () => {
  it("stays within the tolerance: w - 0.5 (1 - w) <= 0.1 at w = 0.4", async () => {
    expect(largestDifference(weightsOf(await solveMarketNeutral(task)), [0.4, 0.6])).toBeLessThan(1e-9)
  })

  it("is the minimum variance portfolio where that is neutral enough", async () => {
    const weights = weightsOf(await solveMarketNeutral({ ...task, tolerance: 0.3 }))
    expect(largestDifference(weights, [0.5, 0.5])).toBeLessThan(1e-9)
  })

  it("does not exist when every beta is above the tolerance", async () => {
    const solution = await solveMarketNeutral({ ...task, betas: Float64Array.of(1, 0.5) })
    expect(solution).toMatchObject({
      kind: "infeasible",
      infeasibility: {
        reason: "noNeutralPortfolio",
        conflict: ["w'beta within the bounds lies between 0.5 and 1", "tolerance 0.1"],
        relaxation: "raise the tolerance to 0.5, or allow negative weights",
      },
    })
  })

  it("of the engine custom keeps the same tolerance", async () => {
    const custom = { ...task, marketEnvironment: "NORMAL" as const }
    expect(largestDifference(weightsOf(await solveCustomMarketNeutral(custom)), [0.4, 0.6])).toBeLessThan(
      1e-9,
    )
  })
})
