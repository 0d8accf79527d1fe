import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { quadraticForm } from "#engine/numerics/matrix"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { solveMinVariance } from "#engine/portfolio/convex/min-variance"
import {
  boundsAroundPoint,
  covarianceOf,
  covariances,
  keeps,
  largestDifference,
  letters,
  vector,
  weightsOf,
} from "./support"

const twoAssets = covarianceOf([
  [0.04, 0.015],
  [0.015, 0.09],
])

describe("the minimum variance portfolio", () => {
  it("of two items is (s2^2 - c) / (s1^2 + s2^2 - 2c)", async () => {
    const solution = await solveMinVariance({
      names: ["a", "b"],
      covariance: twoAssets,
      bounds: uniformBounds(2, 0, 1),
    })
    expect(largestDifference(weightsOf(solution), [0.75, 0.25])).toBeLessThan(1e-15)
  })

  it("of uncorrelated items goes by inverse variance", async () => {
    const diagonal = covarianceOf([
      [0.01, 0, 0],
      [0, 0.0225, 0],
      [0, 0, 0.04],
    ])
    const solution = await solveMinVariance({
      names: letters(3),
      covariance: diagonal,
      bounds: uniformBounds(3, 0, 1),
    })
    expect(largestDifference(weightsOf(solution), [36 / 61, 16 / 61, 9 / 61])).toBeLessThan(1e-15)
  })

  it("leaves out items of constant correlation 0.4 to 0.5 and high variance", async () => {
    // golden "constant_correlation_5": volatilities 10 to 30 %, correlation 0.4
    const solution = await solveMinVariance({
      names: letters(5),
      covariance: covarianceOf([
        [0.01, 0.006, 0.008, 0.01, 0.012],
        [0.006, 0.0225, 0.012, 0.015, 0.018],
        [0.008, 0.012, 0.04, 0.02, 0.024],
        [0.01, 0.015, 0.02, 0.0625, 0.03],
        [0.012, 0.018, 0.024, 0.03, 0.09],
      ]),
      bounds: uniformBounds(5, 0, 1),
    })
    const expected = [0.7962085308056872, 0.18957345971563982, 0.014218009478672989, 0, 0]
    expect(largestDifference(weightsOf(solution), expected)).toBeLessThan(1e-13)
  })

  it("of one item is that item", async () => {
    const solution = await solveMinVariance({
      names: ["a"],
      covariance: covarianceOf([[0.04]]),
      bounds: uniformBounds(1, 0, 1),
    })
    expect(weightsOf(solution)).toEqual([1])
  })

  it("gives two identical items what one of them would have", async () => {
    const single = [
      [0.04, 0.01],
      [0.01, 0.02],
    ]
    const twins = [
      [0.04, 0.01, 0.01],
      [0.01, 0.02, 0.02],
      [0.01, 0.02, 0.02],
    ]
    const alone = await solveMinVariance({
      names: letters(2),
      covariance: covarianceOf(single),
      bounds: uniformBounds(2, 0, 1),
    })
    const shared = await solveMinVariance({
      names: letters(3),
      covariance: covarianceOf(twins),
      bounds: uniformBounds(3, 0, 1),
    })
    const [first, second, third] = weightsOf(shared)
    expect(largestDifference([first!, second! + third!], weightsOf(alone))).toBeLessThan(1e-9)
  })

  it.each([
    ["correlation 0.9999", 1, 1, 0.9999],
    ["volatilities 1 : 10000", 1, 1e-4, 0.3],
    ["volatilities 1 : 10000 and correlation 0.9999", 1, 1e-4, 0.9999],
  ])("is certified at %s", async (_, first, second, correlation) => {
    const covariance = covarianceOf([
      [first * first, correlation * first * second],
      [correlation * first * second, second * second],
    ])
    const solution = await solveMinVariance({
      names: letters(2),
      covariance,
      bounds: uniformBounds(2, 0.1, 0.9),
    })
    expect(keeps(weightsOf(solution), uniformBounds(2, 0.1, 0.9))).toBe(true)
  })

  it("is certified when there are fewer days than items", async () => {
    // Two days of four items: rank 1.
    const returns = [0.01, -0.02, 0.005, 0.015]
    const covariance = covarianceOf(returns.map((a) => returns.map((b) => a * b)))
    const solution = await solveMinVariance({
      names: letters(4),
      covariance,
      bounds: uniformBounds(4, 0, 1),
    })
    expect(quadraticForm(covariance, Float64Array.from(weightsOf(solution)))).toBeLessThan(1e-14)
  })

  it("beats every random feasible point and keeps its bounds", async () => {
    const cases = fc.integer({ min: 2, max: 12 }).chain((n) => fc.tuple(covariances(n), boundsAroundPoint(n)))
    await fc.assert(
      fc.asyncProperty(cases, async ([covariance, { bounds, point }]) => {
        const names = letters(covariance.n)
        const weights = weightsOf(await solveMinVariance({ names, covariance, bounds }))
        expect(keeps(weights, bounds)).toBe(true)
        const best = quadraticForm(covariance, Float64Array.from(weights))
        expect(best).toBeLessThanOrEqual(quadraticForm(covariance, point) * (1 + 1e-9))
      }),
    )
  })

  it("moves with its columns and does not mind their scale", async () => {
    const cases = fc.integer({ min: 2, max: 9 }).chain((n) => fc.tuple(covariances(n), fc.constant(n)))
    await fc.assert(
      fc.asyncProperty(cases, async ([covariance, n]) => {
        const bounds = uniformBounds(n, 0, 1)
        const reversed = { n, values: covariance.values.toReversed().map((value) => 1e4 * value) }
        const straight = weightsOf(await solveMinVariance({ names: letters(n), covariance, bounds }))
        const backward = weightsOf(
          await solveMinVariance({ names: letters(n), covariance: reversed, bounds }),
        )
        expect(largestDifference(backward.toReversed(), straight)).toBeLessThan(1e-9)
      }),
    )
  })
})

describe("the minimum variance portfolio under constraints", () => {
  const bounds = uniformBounds(3, 0, 1)
  const covariance = covarianceOf([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 2],
  ])
  const group = { name: "equities", coefficients: Float64Array.of(1, 1, 0), lower: -Infinity, upper: 0.5 }

  it("keeps a group below its cap", async () => {
    const solution = await solveMinVariance({
      names: letters(3),
      covariance,
      bounds,
      constraints: { rows: [group] },
    })
    expect(largestDifference(weightsOf(solution), [0.25, 0.25, 0.5])).toBeLessThan(1e-9)
  })

  it("keeps a group above its floor", async () => {
    const floor = { name: "bonds", coefficients: Float64Array.of(0, 0, 1), lower: 0.6, upper: Infinity }
    const solution = await solveMinVariance({
      names: letters(3),
      covariance,
      bounds,
      constraints: { rows: [floor] },
    })
    expect(largestDifference(weightsOf(solution), [0.2, 0.2, 0.6])).toBeLessThan(1e-9)
  })

  it("trades no more than the turnover allows", async () => {
    // From all in c, 0.3 of the portfolio can move to the others: 0.6 of turnover.
    const solution = await solveMinVariance({
      names: letters(3),
      covariance,
      bounds,
      constraints: { turnover: { previous: Float64Array.of(0, 0, 1), limit: 0.6 } },
    })
    expect(largestDifference(weightsOf(solution), [0.15, 0.15, 0.7])).toBeLessThan(1e-8)
  })

  it("is where it was when the turnover is large enough", async () => {
    const solution = await solveMinVariance({
      names: letters(3),
      covariance,
      bounds,
      constraints: { turnover: { previous: Float64Array.of(0, 0, 1), limit: 2 } },
    })
    expect(largestDifference(weightsOf(solution), [0.4, 0.4, 0.2])).toBeLessThan(1e-8)
  })

  it("says which constraints conflict and the least that would help", async () => {
    const rest = { name: "bonds", coefficients: Float64Array.of(0, 0, 1), lower: -Infinity, upper: 0.3 }
    const solution = await solveMinVariance({
      names: letters(3),
      covariance,
      bounds,
      constraints: { rows: [group, rest] },
    })
    expect(solution).toEqual({
      kind: "infeasible",
      infeasibility: {
        reason: "constraints",
        conflict: ["sum of weights = 1", "equities <= 0.5", "bonds <= 0.3"],
        relaxation: 'loosen "bonds <= 0.3" by 0.2',
      },
    })
  })

  it("names the bounds and the turnover in a conflict", async () => {
    const solution = await solveMinVariance({
      names: letters(3),
      covariance,
      bounds: { lower: Float64Array.of(0.5, 0, 0), upper: Float64Array.of(1, 1, 1) },
      constraints: { turnover: { previous: Float64Array.of(0, 0, 1), limit: 0.6 } },
    })
    expect(solution).toMatchObject({
      kind: "infeasible",
      infeasibility: { reason: "constraints", relaxation: 'loosen "turnover <= 0.6" by 0.4' },
    })
    const conflict = solution.kind === "infeasible" ? solution.infeasibility.conflict : []
    expect(conflict).toContain("a >= 0.5")
    expect(conflict).toContain("turnover <= 0.6")
  })

  it("beats every random point that keeps the rows", async () => {
    const cases = fc
      .integer({ min: 2, max: 9 })
      .chain((n) => fc.tuple(covariances(n), boundsAroundPoint(n), vector(n, -1, 1)))
    await fc.assert(
      fc.asyncProperty(cases, async ([given, { bounds: around, point }, coefficients]) => {
        const at = coefficients.reduce((sum, value, i) => sum + value * point[i]!, 0)
        const rows = [{ name: "row", coefficients, lower: at - 0.01, upper: at + 0.01 }]
        const turnover = { previous: point, limit: 0.1 }
        const weights = weightsOf(
          await solveMinVariance({
            names: letters(given.n),
            covariance: given,
            bounds: around,
            constraints: { rows, turnover },
          }),
        )
        expect(keeps(weights, around)).toBe(true)
        const traded = weights.reduce((sum, value, i) => sum + Math.abs(value - point[i]!), 0)
        expect(traded).toBeLessThan(0.1 + 1e-8)
        const best = quadraticForm(given, Float64Array.from(weights))
        expect(best).toBeLessThanOrEqual(quadraticForm(given, point) * (1 + 1e-8))
      }),
      { numRuns: 50 },
    )
  })
})
