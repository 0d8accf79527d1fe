import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { solveMinCvar } from "#engine/portfolio/convex/min-cvar"
import { conditionalValueAtRisk, portfolioLosses } from "#engine/portfolio/convex/tail"
import { frame, ruledFrame } from "./returns"
import { boundsAroundPoint, keeps, largestDifference, weightsOf } from "./support"

describe("conditional value at risk", () => {
  it("is the mean of the worst days, the last one by its fraction", () => {
    // Of 5 values at 70 %: mass 1.5, so (5 + 0.5 * 4) / 1.5.
    expect(conditionalValueAtRisk(Float64Array.of(1, 5, 2, 4, 3), 0.7)).toBeCloseTo(14 / 3, 13)
  })
})

describe("the portfolio of least conditional value at risk", () => {
  it("balances two items that lose on different days", async () => {
    // At 75 % of 4 days only the worst counts: max(0.03 a, 0.01 b) is least at a = 1/4.
    const returns = frame([-0.03, 0.01, 0.01, 0.01], [0.01, -0.01, 0, 0])
    const solution = await solveMinCvar({ frame: returns, confidence: 0.75, bounds: uniformBounds(2, 0, 1) })
    // day 0: 0.03a - 0.01b, day 1: 0.01b - 0.01a: equal at 0.04a = 0.02b
    expect(largestDifference(weightsOf(solution), [1 / 3, 2 / 3])).toBeLessThan(1e-12)
  })

  it("keeps to bounds, groups and turnover", async () => {
    const returns = frame([-0.03, 0.01, 0.01, 0.01], [0.01, -0.01, 0, 0])
    const task = { frame: returns, confidence: 0.75, bounds: uniformBounds(2, 0, 1) }
    const bounded = await solveMinCvar({ ...task, bounds: uniformBounds(2, 0.4, 0.6) })
    expect(largestDifference(weightsOf(bounded), [0.4, 0.6])).toBeLessThan(1e-12)
    const rows = [{ name: "b", coefficients: Float64Array.of(0, 1), lower: -Infinity, upper: 0.5 }]
    const grouped = await solveMinCvar({ ...task, constraints: { rows } })
    expect(largestDifference(weightsOf(grouped), [0.5, 0.5])).toBeLessThan(1e-12)
    const turnover = { previous: Float64Array.of(1, 0), limit: 0.8 }
    const slow = await solveMinCvar({ ...task, constraints: { turnover } })
    expect(largestDifference(weightsOf(slow), [0.6, 0.4])).toBeLessThan(1e-12)
  })

  it("says which constraints conflict", async () => {
    const rows = [{ name: "all", coefficients: Float64Array.of(1, 1), lower: -Infinity, upper: 0.5 }]
    const solution = await solveMinCvar({
      frame: ruledFrame(2, 30, 1),
      confidence: 0.9,
      bounds: uniformBounds(2, 0, 1),
      constraints: { rows },
    })
    expect(solution).toMatchObject({ infeasibility: { reason: "constraints" } })
  })

  it("is the only point when the bounds leave no choice", async () => {
    const solution = await solveMinCvar({
      frame: ruledFrame(4, 30, 2),
      confidence: 0.9,
      bounds: uniformBounds(4, 0.25, 1),
    })
    expect(weightsOf(solution)).toEqual([0.25, 0.25, 0.25, 0.25])
  })

  it("is certified with more items than days, identical items and a flat one", async () => {
    const random = ruledFrame(12, 6, 3)
    const columns = Array.from({ length: 12 }, (_, i) => [...random.values.subarray(6 * i, 6 * i + 6)])
    const returns = frame(...columns, columns[0]!, [0, 0, 0, 0, 0, 0])
    const bounds = uniformBounds(14, 0, 0.2)
    const solution = await solveMinCvar({ frame: returns, confidence: 0.8, bounds })
    expect(keeps(weightsOf(solution), bounds)).toBe(true)
  })

  it("beats every random feasible point", async () => {
    const cases = fc
      .integer({ min: 2, max: 8 })
      .chain((n) => fc.tuple(boundsAroundPoint(n), fc.nat(), fc.integer({ min: 20, max: 120 })))
    await fc.assert(
      fc.asyncProperty(cases, async ([{ bounds, point }, seed, rows]) => {
        const returns = ruledFrame(point.length, rows, seed)
        const weights = weightsOf(await solveMinCvar({ frame: returns, confidence: 0.9, bounds }))
        expect(keeps(weights, bounds)).toBe(true)
        const risk = (w: Float64Array): number => conditionalValueAtRisk(portfolioLosses(returns, w), 0.9)
        expect(risk(Float64Array.from(weights))).toBeLessThanOrEqual(risk(point) + 1e-12)
      }),
      { numRuns: 50 },
    )
  })
})
