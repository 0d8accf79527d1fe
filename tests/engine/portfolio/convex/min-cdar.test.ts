import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { solveMinCdar } from "#engine/portfolio/convex/min-cdar"
import { conditionalValueAtRisk, drawdowns, portfolioLosses } from "#engine/portfolio/convex/tail"
import { frame, ruledFrame } from "./returns"
import { boundsAroundPoint, keeps, largestDifference, weightsOf } from "./support"

describe("drawdowns", () => {
  it("are measured from the highest cumulated return, which begins at zero", () => {
    const { depth, peak } = drawdowns(Float64Array.of(1, -3, 2, 2, -1))
    expect([...depth]).toEqual([1, 0, 2, 4, 3])
    expect([...peak]).toEqual([-1, 1, 1, 1, 1])
  })
})

describe("the portfolio of least conditional drawdown at risk", () => {
  it("balances two items that fall in different stretches", async () => {
    // At 75 % of 4 days only the deepest drawdown counts. a falls by 0.04 over two days, then b by 0.02.
    const returns = frame([-0.02, -0.02, 0.05, 0], [0, 0, 0, -0.02])
    const solution = await solveMinCdar({ frame: returns, confidence: 0.75, bounds: uniformBounds(2, 0, 1) })
    expect(largestDifference(weightsOf(solution), [1 / 3, 2 / 3])).toBeLessThan(1e-12)
  })

  it("is the only point when the bounds leave no choice", async () => {
    const solution = await solveMinCdar({
      frame: ruledFrame(4, 40, 5),
      confidence: 0.9,
      bounds: uniformBounds(4, 0, 0.25),
    })
    expect(weightsOf(solution)).toEqual([0.25, 0.25, 0.25, 0.25])
  })

  it("beats every random feasible point", async () => {
    const cases = fc
      .integer({ min: 2, max: 8 })
      .chain((n) => fc.tuple(boundsAroundPoint(n), fc.nat(), fc.integer({ min: 20, max: 80 })))
    await fc.assert(
      fc.asyncProperty(cases, async ([{ bounds, point }, seed, rows]) => {
        const returns = ruledFrame(point.length, rows, seed)
        const weights = weightsOf(await solveMinCdar({ frame: returns, confidence: 0.9, bounds }))
        expect(keeps(weights, bounds)).toBe(true)
        const risk = (w: Float64Array): number =>
          conditionalValueAtRisk(drawdowns(portfolioLosses(returns, w)).depth, 0.9)
        expect(risk(Float64Array.from(weights))).toBeLessThanOrEqual(risk(point) + 1e-12)
      }),
      { numRuns: 50 },
    )
  })
})
