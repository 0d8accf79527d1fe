import { describe, expect, it } from "vitest"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { solveMaxDiversification } from "#engine/portfolio/convex/max-diversification"
import { covarianceOf, largestDifference, letters, weightsOf } from "./support"

describe("the most diversified portfolio", () => {
  it("of two items goes by inverse volatility whatever their correlation", async () => {
    const covariance = covarianceOf([
      [0.04, 0.015],
      [0.015, 0.09],
    ])
    const solution = await solveMaxDiversification({
      names: letters(2),
      covariance,
      bounds: uniformBounds(2, 0, 1),
    })
    expect(largestDifference(weightsOf(solution), [0.6, 0.4])).toBeLessThan(1e-14)
  })

  it("gives twins what one of them would have", async () => {
    // Volatilities 1, 2, 2; the twins' correlation is 1, with the first 0.5: alone it would be 2/3, 1/3.
    const covariance = covarianceOf([
      [1, 1, 1],
      [1, 4, 4],
      [1, 4, 4],
    ])
    const solution = await solveMaxDiversification({
      names: letters(3),
      covariance,
      bounds: uniformBounds(3, 0, 1),
    })
    const [first, second, third] = weightsOf(solution)
    expect(largestDifference([first!, second! + third!], [2 / 3, 1 / 3])).toBeLessThan(1e-8)
  })

  it("is indifferent to an item without variance", async () => {
    const covariance = covarianceOf([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 0],
    ])
    const solution = await solveMaxDiversification({
      names: letters(3),
      covariance,
      bounds: uniformBounds(3, 0, 1),
    })
    // Any share of the riskless item gives the same ratio sqrt(2); the others stay equal.
    const [first, second] = weightsOf(solution)
    expect(Math.abs(first! - second!)).toBeLessThan(1e-7)
  })

  it("does not exist when nothing varies", async () => {
    const covariance = covarianceOf([
      [0, 0],
      [0, 0],
    ])
    const solution = await solveMaxDiversification({
      names: letters(2),
      covariance,
      bounds: uniformBounds(2, 0, 1),
    })
    expect(solution).toMatchObject({ kind: "infeasible", infeasibility: { reason: "zeroVariance" } })
  })
})
