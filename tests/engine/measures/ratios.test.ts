import { describe, expect, it } from "vitest"
import { dayOf, repeated, series, swing, valueOf, whyOf } from "./series"

describe("Sortino", () => {
  it("divides by the downside over all days, not over the losing ones", () => {
    // mean .0025; half the days are -.005: sqrt(.005^2 / 2). (.0025 / .005) sqrt(2) sqrt(365) = sqrt(182.5).
    expect(valueOf(series(swing), "sortino")).toBeCloseTo(Math.sqrt(182.5), 10)
  })

  it("counts what falls short of the risk-free rate as a loss", () => {
    // .01 a day against .005 and .015 in turn: mean excess 0, yet half the days fall short.
    const even = Array.from({ length: 100 }, (_, t) => (t % 2 === 0 ? 0.005 : 0.015))
    expect(valueOf(series(even, { riskFreeRate: 3.65 }), "sortino")).toBeCloseTo(0, 10)
    expect(whyOf(series(even), "sortino")).toBe("no return below the risk-free rate")
  })

  it("does not take rounding for a loss", () => {
    const constant = series(repeated(0.1, 100), { riskFreeRate: 36.5 })
    expect(whyOf(constant, "sortino")).toBe("no return below the risk-free rate")
  })
})

describe("Calmar", () => {
  const days = Int32Array.of(dayOf("2023-01-01"), dayOf("2026-12-31"))

  it("is the growth rate over the deepest drawdown", () => {
    // 0.8 x 1.5 = 1.2 in 1461 days, which are 4.00008 years; the fall was 20 %.
    const data = series([-0.2, 0.5], { days })
    expect(valueOf(data, "calmar")).toBeCloseTo((1.2 ** (365.2425 / 1461) - 1) / 0.2, 14)
    expect(valueOf(data, "calmar")).toBeCloseTo(0.23317, 5)
  })

  it("has no value without a drawdown", () => {
    expect(whyOf(series([0.2, 0], { days }), "calmar")).toBe("no drawdown")
  })
})

describe("omega", () => {
  it("is all gains over all losses", () => {
    expect(valueOf(series([0.03, -0.01, 0.01, 0, -0.01]), "omega")).toBeCloseTo(2, 14)
  })

  it("has no value without a loss", () => {
    expect(whyOf(series([0.03, 0]), "omega")).toBe("no negative return")
  })
})

describe("the tail ratio", () => {
  it("is the 95 % quantile over the 5 % quantile", () => {
    // 21 values: the quantiles are the second worst and the second best.
    const values = [-0.5, -0.02, ...repeated(0.01, 17), 0.03, 0.9]
    expect(valueOf(series(values), "tail_ratio")).toBeCloseTo(1.5, 14)
  })

  it("has no value where the left tail is zero", () => {
    expect(whyOf(series(repeated(0, 30)), "tail_ratio")).toBe("the 5 % quantile is zero")
  })
})
