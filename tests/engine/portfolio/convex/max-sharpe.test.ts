import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { dot, quadraticForm } from "#engine/numerics/matrix"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { type MaxSharpeArguments, solveMaxSharpe } from "#engine/portfolio/convex/max-sharpe"
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

const twoAssets: MaxSharpeArguments = {
  names: ["a", "b"],
  covariance: covarianceOf([
    [0.04, 0.015],
    [0.015, 0.09],
  ]),
  means: Float64Array.of(0.08, 0.12),
  riskFreeRate: 0,
  bounds: uniformBounds(2, 0, 1),
}

describe("the tangency portfolio", () => {
  it("of two items is inv(S) mu, scaled to 1", async () => {
    expect(largestDifference(weightsOf(await solveMaxSharpe(twoAssets)), [0.6, 0.4])).toBeLessThan(1e-14)
  })

  it("takes the risk-free rate off the means", async () => {
    // inv(S) (0.04, 0.08) is in proportion to 0.04*0.09 - 0.08*0.015 = 0.0024 and 0.08*0.04 - 0.04*0.015 = 0.0026
    const weights = weightsOf(await solveMaxSharpe({ ...twoAssets, riskFreeRate: 0.04 }))
    expect(largestDifference(weights, [0.48, 0.52])).toBeLessThan(1e-14)
  })

  it("of two items and their mirror images is that of the two items, net of what cancels", async () => {
    // The equally weighted point has neither variance nor excess return.
    const [a, b] = [
      [0.04, 0.015],
      [0.015, 0.09],
    ] as const
    const mirrored = (row: readonly [number, number]) => [row[0], -row[0], row[1], -row[1]]
    const opposite = (row: readonly number[]) => row.map((value) => -value)
    const solution = await solveMaxSharpe({
      names: letters(4),
      covariance: covarianceOf([mirrored(a), opposite(mirrored(a)), mirrored(b), opposite(mirrored(b))]),
      means: Float64Array.of(0.08, -0.08, 0.12, -0.12),
      riskFreeRate: 0,
      bounds: uniformBounds(4, 0, 1),
    })
    const [long, short, other, itsMirror] = weightsOf(solution) as [number, number, number, number]
    expect(long - short).toBeGreaterThan(0.1)
    expect((long - short) / (other - itsMirror)).toBeCloseTo(1.5, 7)
  })

  it("keeps to a cap", async () => {
    const weights = weightsOf(await solveMaxSharpe({ ...twoAssets, bounds: uniformBounds(2, 0.3, 0.55) }))
    expect(largestDifference(weights, [0.55, 0.45])).toBeLessThan(1e-12)
  })

  it("keeps to a group", async () => {
    const rows = [{ name: "b", coefficients: Float64Array.of(0, 1), lower: 0.5, upper: Infinity }]
    const weights = weightsOf(await solveMaxSharpe({ ...twoAssets, constraints: { rows } }))
    expect(largestDifference(weights, [0.5, 0.5])).toBeLessThan(1e-9)
  })

  it("keeps to a turnover", async () => {
    const turnover = { previous: Float64Array.of(0, 1), limit: 0.8 }
    const weights = weightsOf(await solveMaxSharpe({ ...twoAssets, constraints: { turnover } }))
    expect(largestDifference(weights, [0.4, 0.6])).toBeLessThan(1e-9)
  })

  it("may be short where bounds allow it", async () => {
    // inv(S) (0.01, 0.12) is in proportion to -0.0009 and 0.00465.
    const means = Float64Array.of(0.01, 0.12)
    const weights = weightsOf(await solveMaxSharpe({ ...twoAssets, means, bounds: uniformBounds(2, -1, 2) }))
    expect(largestDifference(weights, [-0.24, 1.24])).toBeLessThan(1e-12)
  })

  it("does not exist when no weights have a positive excess return", async () => {
    const solution = await solveMaxSharpe({ ...twoAssets, riskFreeRate: 0.15 })
    expect(solution).toMatchObject({ kind: "infeasible", infeasibility: { reason: "noPositiveExcess" } })
    const conflict = solution.kind === "infeasible" ? solution.infeasibility.conflict : []
    expect(conflict[0]).toMatch(/best excess return over the feasible weights -0\.0(3|29999)/)
    expect(conflict).toHaveLength(3)
  })

  it("does not exist when the best excess return is a rounding error", async () => {
    // 0.4 of the best mean, 0.4 of the second and 0.2 of the third earn the risk-free rate, on paper.
    const cases = fc.tuple(fc.uniqueArray(fc.integer({ min: -99, max: 99 }), { minLength: 3, maxLength: 6 }))
    const relaxed = new Set<string>()
    await fc.assert(
      fc.asyncProperty(cases, async ([steps]) => {
        const n = steps.length
        const means = Float64Array.from(steps, (step) => step * 1.7e-5)
        const [first, second, third] = [...means].sort((a, b) => b - a)
        const riskFreeRate = 0.4 * first! + 0.4 * second! + 0.2 * third!
        const covariance = covarianceOf(
          Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1e-4 : 2e-5))),
        )
        const bounds = uniformBounds(n, 0, 0.4)
        const solution = await solveMaxSharpe({ names: letters(n), covariance, means, riskFreeRate, bounds })
        expect(solution).toMatchObject({ kind: "infeasible", infeasibility: { reason: "noPositiveExcess" } })
        if (solution.kind === "infeasible") relaxed.add(solution.infeasibility.relaxation)
      }),
    )
    expect([...relaxed]).toEqual([
      "lower the risk-free rate by any amount per period, or choose another risk profile",
    ])
  })

  it("exists when the best excess return is small but more than that", async () => {
    const means = Float64Array.of(0.08, 0.08 + 1e-10)
    const weights = weightsOf(await solveMaxSharpe({ ...twoAssets, means, riskFreeRate: 0.08 }))
    expect(largestDifference(weights, [0, 1])).toBeLessThan(1e-9)
  })

  it("exists although all items but one lose", async () => {
    const means = Float64Array.of(-0.08, 0.01)
    expect(largestDifference(weightsOf(await solveMaxSharpe({ ...twoAssets, means })), [0, 1])).toBeLessThan(
      1e-9,
    )
  })

  it("does not exist when items with gains cancel each other's risk", async () => {
    const covariance = covarianceOf([
      [0.04, -0.04, 0.01],
      [-0.04, 0.04, -0.01],
      [0.01, -0.01, 0.09],
    ])
    const means = Float64Array.of(0.01, 0.01, 0.1)
    const solution = await solveMaxSharpe({
      names: letters(3),
      covariance,
      means,
      riskFreeRate: 0,
      bounds: uniformBounds(3, 0, 1),
    })
    expect(solution).toMatchObject({
      kind: "infeasible",
      infeasibility: { reason: "singularCovariance", items: ["a", "b"] },
    })
  })

  it("exists with a singular covariance whose weights all have risk", async () => {
    const covariance = covarianceOf([
      [0.04, 0.04],
      [0.04, 0.04],
    ])
    const weights = weightsOf(await solveMaxSharpe({ ...twoAssets, covariance }))
    expect(largestDifference(weights, [0, 1])).toBeLessThan(1e-7)
  })

  it("beats every random feasible point and keeps its bounds", async () => {
    const cases = fc
      .integer({ min: 2, max: 12 })
      .chain((n) => fc.tuple(covariances(n), boundsAroundPoint(n), vector(n, -5e-4, 1e-3)))
    await fc.assert(
      fc.asyncProperty(cases, async ([covariance, { bounds, point }, means]) => {
        // With a gain at the random point there is a tangency portfolio.
        fc.pre(dot(means, point) > 0)
        const task = { names: letters(covariance.n), covariance, means, riskFreeRate: 0, bounds }
        const weights = weightsOf(await solveMaxSharpe(task))
        expect(keeps(weights, bounds)).toBe(true)
        const ratio = (w: Float64Array): number => dot(means, w) / Math.sqrt(quadraticForm(covariance, w))
        expect(ratio(Float64Array.from(weights))).toBeGreaterThanOrEqual(ratio(point) * (1 - 1e-8) - 1e-12)
      }),
    )
  })
})
