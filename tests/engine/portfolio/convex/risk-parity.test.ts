import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { quadraticForm, times } from "#engine/numerics/matrix"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { solveRiskParity } from "#engine/portfolio/convex/risk-parity"
import {
  boundsAroundPoint,
  covarianceOf,
  covariances,
  keeps,
  largestDifference,
  letters,
  weightsOf,
} from "./support"

const longOnly = (n: number): ReturnType<typeof uniformBounds> => uniformBounds(n, 0, 1)

describe("risk parity", () => {
  it("of two items goes by inverse volatility", async () => {
    const covariance = covarianceOf([
      [0.04, 0.015],
      [0.015, 0.09],
    ])
    const solution = await solveRiskParity({ names: letters(2), covariance, bounds: longOnly(2) })
    expect(largestDifference(weightsOf(solution), [0.6, 0.4])).toBeLessThan(1e-14)
  })

  it("of three items, two of them hedging, has equal contributions to risk", async () => {
    // golden "negative_correlation_3"
    const covariance = covarianceOf([
      [0.04, -0.012, 0],
      [-0.012, 0.09, 0],
      [0, 0, 0.01],
    ])
    const solution = await solveRiskParity({ names: letters(3), covariance, bounds: longOnly(3) })
    const expected = [0.2893919573680226, 0.1929279715786817, 0.5176800710532957]
    expect(largestDifference(weightsOf(solution), expected)).toBeLessThan(1e-13)
  })

  it("gives twins equal weights", async () => {
    const covariance = covarianceOf([
      [1, 0.5, 0.5],
      [0.5, 4, 4],
      [0.5, 4, 4],
    ])
    const [, second, third] = weightsOf(
      await solveRiskParity({ names: letters(3), covariance, bounds: longOnly(3) }),
    )
    expect(Math.abs(second! - third!)).toBeLessThan(1e-13)
  })

  it.each([
    ["correlation 0.9999", [1, 0.9999, 0.9999, 1]],
    ["volatilities 1 : 10000", [1, 2e-5, 2e-5, 1e-8]],
  ])("is inverse volatility for two items at %s", async (_, values) => {
    const covariance = { n: 2, values: Float64Array.from(values) }
    const [first, second] = weightsOf(
      await solveRiskParity({ names: letters(2), covariance, bounds: longOnly(2) }),
    )
    const ratio = Math.sqrt(values[0]! / values[3]!)
    expect(second! / first! / ratio).toBeCloseTo(1, 10)
  })

  it("keeps its bounds and stays put where none binds", async () => {
    const covariance = covarianceOf([
      [0.04, 0.015],
      [0.015, 0.09],
    ])
    const wide = await solveRiskParity({ names: letters(2), covariance, bounds: uniformBounds(2, 0.1, 0.7) })
    expect(largestDifference(weightsOf(wide), [0.6, 0.4])).toBeLessThan(1e-14)
    const tight = await solveRiskParity({
      names: letters(2),
      covariance,
      bounds: uniformBounds(2, 0.1, 0.55),
    })
    expect(largestDifference(weightsOf(tight), [0.55, 0.45])).toBeLessThan(1e-9)
  })

  it("holds a fixed item and equalises the rest", async () => {
    const covariance = covarianceOf([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ])
    const bounds = longOnly(3)
    bounds.lower[0] = 0.5
    bounds.upper[0] = 0.5
    const solution = await solveRiskParity({ names: letters(3), covariance, bounds })
    expect(largestDifference(weightsOf(solution), [0.5, 0.25, 0.25])).toBeLessThan(1e-9)
  })

  it("keeps to groups and turnover", async () => {
    const covariance = covarianceOf([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ])
    const rows = [{ name: "a", coefficients: Float64Array.of(1, 0, 0), lower: 0.5, upper: Infinity }]
    const grouped = await solveRiskParity({
      names: letters(3),
      covariance,
      bounds: longOnly(3),
      constraints: { rows },
    })
    expect(largestDifference(weightsOf(grouped), [0.5, 0.25, 0.25])).toBeLessThan(1e-9)
    const turnover = { previous: Float64Array.of(0.8, 0.1, 0.1), limit: 0.4 }
    const slow = await solveRiskParity({
      names: letters(3),
      covariance,
      bounds: longOnly(3),
      constraints: { turnover },
    })
    expect(largestDifference(weightsOf(slow), [0.6, 0.2, 0.2])).toBeLessThan(1e-8)
  })

  it("does not exist for an item without variance", async () => {
    const covariance = covarianceOf([
      [1, 0],
      [0, 0],
    ])
    const solution = await solveRiskParity({ names: letters(2), covariance, bounds: longOnly(2) })
    expect(solution).toMatchObject({ infeasibility: { reason: "zeroVariance", items: ["b"] } })
  })

  it("does not exist where items cancel each other", async () => {
    const covariance = covarianceOf([
      [1, -1],
      [-1, 1],
    ])
    const solution = await solveRiskParity({ names: letters(2), covariance, bounds: longOnly(2) })
    expect(solution).toMatchObject({ infeasibility: { reason: "singularCovariance" } })
  })

  it("does not exist where an item may not be held", async () => {
    const bounds = { lower: Float64Array.of(0, 0), upper: Float64Array.of(1, 0) }
    const covariance = covarianceOf([
      [1, 0],
      [0, 1],
    ])
    const solution = await solveRiskParity({ names: letters(2), covariance, bounds })
    expect(solution).toMatchObject({ infeasibility: { reason: "bounds", items: ["b"] } })
  })

  it("has equal contributions to risk whatever the covariance", async () => {
    const cases = fc.integer({ min: 1, max: 15 }).chain((n) => covariances(n))
    await fc.assert(
      fc.asyncProperty(cases, async (covariance) => {
        const { n } = covariance
        const weights = Float64Array.from(
          weightsOf(await solveRiskParity({ names: letters(n), covariance, bounds: longOnly(n) })),
        )
        const variance = quadraticForm(covariance, weights)
        const shares = times(covariance, weights).map((pull, i) => (weights[i]! * pull) / variance)
        expect(largestDifference(shares, new Float64Array(n).fill(1 / n))).toBeLessThan(1e-9)
      }),
    )
  })

  it("within bounds beats every random feasible point", async () => {
    const cases = fc.integer({ min: 2, max: 12 }).chain((n) => fc.tuple(covariances(n), boundsAroundPoint(n)))
    await fc.assert(
      fc.asyncProperty(cases, async ([covariance, { bounds, point }]) => {
        const weights = weightsOf(await solveRiskParity({ names: letters(covariance.n), covariance, bounds }))
        expect(keeps(weights, bounds)).toBe(true)
        const value = (w: Float64Array): number =>
          0.5 * Math.log(quadraticForm(covariance, w)) -
          w.reduce((sum, weight) => sum + Math.log(weight), 0) / w.length
        expect(value(Float64Array.from(weights))).toBeLessThanOrEqual(value(point) + 1e-8)
      }),
    )
  })
})
