import { describe, expect, it } from "vitest"
import { uniformBounds, type WeightBounds } from "#engine/portfolio/bounds/bounds"
import {
  type CustomArguments,
  solveCustomMaxSharpe,
  solveCustomMinVariance,
  solveCustomRiskParity,
} from "#engine/portfolio/convex/custom"
import { largestDifference, weightsOf } from "./support"
import { synthetic } from "./synthetic-goldens"

type Fixture = (typeof synthetic)[keyof typeof synthetic]

function task(fixture: Fixture, bounds?: WeightBounds): CustomArguments {
  const n = fixture.means.length
  return {
    names: fixture.means.map((_, i) => `s${i}`),
    covariance: { n, values: Float64Array.from(fixture.covariance) },
    bounds: bounds ?? uniformBounds(n, 0, 1),
    marketEnvironment: "NORMAL",
  }
}

describe.each(Object.entries(synthetic))("the convex objectives of the engine custom on %s", (_, fixture) => {
  it("min_variance gives the platform's weights", async () => {
    expect(
      largestDifference(weightsOf(await solveCustomMinVariance(task(fixture))), fixture.minVariance),
    ).toBeLessThan(1e-9)
  })

  it("max_sharpe gives the platform's weights", async () => {
    const means = Float64Array.from(fixture.means)
    expect(
      largestDifference(
        weightsOf(await solveCustomMaxSharpe({ ...task(fixture), means })),
        fixture.maxSharpe,
      ),
    ).toBeLessThan(1e-9)
  })

  it("risk_parity gives the platform's weights", async () => {
    expect(
      largestDifference(weightsOf(await solveCustomRiskParity(task(fixture))), fixture.riskParity),
    ).toBeLessThan(1e-9)
  })
})

describe("the engine custom within bounds", () => {
  const bounds = uniformBounds(5, 0.05, 0.3)

  it("keeps every weight of max_sharpe within its bounds", async () => {
    const means = Float64Array.from(synthetic.SYN5.means)
    const weights = weightsOf(await solveCustomMaxSharpe({ ...task(synthetic.SYN5, bounds), means }))
    expect(largestDifference(weights, [0.05, 0.05, 0.3, 0.3, 0.3])).toBeLessThan(1e-9)
  })

  it("gives the one point that the bounds allow", async () => {
    const weights = weightsOf(await solveCustomRiskParity(task(synthetic.SYN5, uniformBounds(5, 0.2, 0.2))))
    expect(largestDifference(weights, [0.2, 0.2, 0.2, 0.2, 0.2])).toBeLessThan(1e-15)
  })

  it("holds an item whose bounds are equal at that weight", async () => {
    const fixed = uniformBounds(5, 0, 1)
    fixed.lower[3] = 0.4
    fixed.upper[3] = 0.4
    const weights = weightsOf(await solveCustomMinVariance(task(synthetic.SYN5, fixed)))
    expect(weights[3]).toBe(0.4)
  })

  it("says with its arithmetic why no weights exist", async () => {
    const solution = await solveCustomMinVariance(task(synthetic.SYN5, uniformBounds(5, 0, 0.15)))
    expect(solution).toMatchObject({
      kind: "infeasible",
      infeasibility: { reason: "bounds", conflict: ["5 x 0.15 = 0.75 < 1"] },
    })
  })

  it("spreads more evenly in a crisis, when gamma is 0.2", async () => {
    const calm = weightsOf(await solveCustomMinVariance(task(synthetic.SYN5)))
    const crisis = weightsOf(
      await solveCustomMinVariance({ ...task(synthetic.SYN5), marketEnvironment: "CRISIS" }),
    )
    expect(Math.max(...crisis)).toBeLessThan(Math.max(...calm))
    expect(Math.min(...crisis)).toBeGreaterThan(Math.min(...calm))
  })
})
