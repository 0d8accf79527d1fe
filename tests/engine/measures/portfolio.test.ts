import { describe, expect, it } from "vitest"
import { effectiveN } from "#engine/measures/effective-n"
import { holdingRiskShares } from "#engine/measures/holding-risk-share"
import { portfolioFigures } from "#engine/measures/portfolio-figures"
import { riskShares } from "#engine/measures/risk-share"
import { constantMixTurnover, turnover } from "#engine/measures/turnover"
import { frameOf } from "#engine/numerics/frame"
import { repeated, series, swing } from "./series"

const frame = (...columns: number[][]) =>
  frameOf(
    Int32Array.from(columns[0]!, (_, t) => t),
    columns.map((values, i) => ({ name: `s${i}`, values })),
  )

describe("the effective number", () => {
  it("is n for n equal weights, of any sign", () => {
    expect(effectiveN([0.25, -0.25, 0.25, -0.25])).toBeCloseTo(4, 15)
  })

  it("is 1 for a single position and 0 for none", () => {
    expect(effectiveN([0, 0.7, 0])).toBe(1)
    expect(effectiveN([0, 0])).toBe(0)
  })
})

describe("turnover", () => {
  it("counts what is bought and what is sold", () => {
    expect(turnover([0.5, 0.5, 0], [0.2, 0.5, 0.3])).toBeCloseTo(0.6, 15)
  })

  it("of fixed weights is what drifts, traded back each day but the last", () => {
    // Half and half, +10 % and -10 %: the portfolio stands still, weights .55 and .45 go back to .5.
    expect(constantMixTurnover(frame([0.1, 0.1], [-0.1, -0.1]), [0.5, 0.5])).toBeCloseTo(0.1, 14)
  })

  it("counts cash as a position without return", () => {
    // Half invested, +100 %: 1 of 1.5 is invested, 2/3 back to 1/2.
    expect(constantMixTurnover(frame([1, 0]), [0.5])).toBeCloseTo(1 / 6, 14)
  })

  it("has no value once everything is lost", () => {
    expect(constantMixTurnover(frame([-1, 0]), [1])).toBeUndefined()
  })

  it("is given per year", () => {
    const about = { weights: [0.5, 0.5], benchmark: { why: "no benchmark" } }
    const of = (traded: number | { why: string }) =>
      portfolioFigures(series(swing), { ...about, traded }).find(({ key }) => key === "turnover")!
    // 3.6 traded in 180 rows of 365 a year.
    expect([of(3.6).value, of(3.6).factor]).toEqual([expect.closeTo(7.3, 12), 365])
    expect([of({ why: "total loss" }).value, of({ why: "total loss" }).why]).toEqual([null, "total loss"])
  })
})

describe("what a portfolio's figures add to a tear sheet", () => {
  it("comes in the order of the conventions", () => {
    const figures = portfolioFigures(series(swing), {
      weights: [0, 0],
      benchmark: { why: "no benchmark" },
      traded: 0,
    })
    expect(figures.map(({ key, why }) => [key, why])).toEqual([
      ["beta", "no benchmark"],
      ["alpha", "no benchmark"],
      ["information_ratio", "no benchmark"],
      ["tracking_error", "no benchmark"],
      ["turnover", null],
      ["effective_n", "every weight is zero"],
    ])
  })
})

describe("risk shares", () => {
  it("of uncorrelated sleeves are their variances weighed", () => {
    // Uncorrelated, the second twice as volatile: w^2 s^2 = .36 and .16 x 4.
    const uncorrelated = frame([1, -1, 1, -1], [2, 2, -2, -2])
    const shares = riskShares(uncorrelated, [0.6, 0.4])!
    expect(shares[0]).toBeCloseTo(0.36, 14)
    expect(shares[1]).toBeCloseTo(0.64, 14)
  })

  it("are negative for what hedges", () => {
    // Twice the same series, long 1 and short .5: portfolio .5, shares 1 / .5 and -.5 / .5.
    const shares = riskShares(frame([1, -1, 2], [1, -1, 2]), [1, -0.5])!
    expect([shares[0], shares[1]]).toEqual([expect.closeTo(2, 14), expect.closeTo(-1, 14)])
  })

  it("do not exist without variance", () => {
    expect(riskShares(frame(repeated(0.1, 999), repeated(0.2, 999)), [0.5, 0.5])).toBeNull()
    expect(riskShares(frame(repeated(-0.1, 999)), [0.5])).toBeNull()
    expect(riskShares(frame([0.1, 0.2], [0.2, 0.1]), [0, 0])).toBeNull()
  })
})

describe("risk shares of holdings", () => {
  const returns = frame([1, -1, 1, -1], [2, 2, -2, -2])

  it("take signed nets, in the order of the holdings", () => {
    const holdings = [
      { symbol: "s1", net: 0.4 },
      { symbol: "s0", net: -0.6 },
    ]
    expect(holdingRiskShares(holdings, returns)).toEqual([
      { symbol: "s1", share: expect.closeTo(0.64, 14) as number, why: null },
      { symbol: "s0", share: expect.closeTo(0.36, 14) as number, why: null },
    ])
  })

  it("say which symbol has no returns, and share the risk of the others", () => {
    const holdings = [
      { symbol: "s0", net: 1 },
      { symbol: "unknown", net: 1 },
    ]
    expect(holdingRiskShares(holdings, returns)).toEqual([
      { symbol: "s0", share: 1, why: null },
      { symbol: "unknown", share: null, why: "no returns of this symbol" },
    ])
  })

  it("do not exist without variance", () => {
    const still = holdingRiskShares([{ symbol: "s0", net: 1 }], frame([0.1, 0.1, 0.1]))
    expect(still).toEqual([{ symbol: "s0", share: null, why: "zero variance" }])
  })
})
