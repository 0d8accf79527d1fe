import { describe, expect, it } from "vitest"
import { tearSheet } from "#engine/measures/tear-sheet"
import { dayOf, figureIn, noteOf, repeated, series, swing, valueOf, whyOf } from "./series"

describe("the tear sheet", () => {
  it("has the figures in the order of the conventions", () => {
    expect(tearSheet(series(swing)).map(({ key }) => key)).toEqual([
      "risk_free_rate",
      "cumulative_return",
      "cagr",
      "sharpe",
      "sortino",
      "max_drawdown",
      "longest_drawdown_days",
      "volatility",
      "calmar",
      "skew",
      "kurtosis",
      "var_95",
      "cvar_95",
      "win_days",
      "best_day",
      "worst_day",
      "omega",
      "ulcer_index",
      "tail_ratio",
    ])
  })

  it("says of every figure how it is defined and when it has no value", () => {
    for (const { definition, undefinedWhen, title } of tearSheet(series(swing))) {
      expect([title, definition, undefinedWhen].every((text) => text.length > 3)).toBe(true)
    }
  })

  it("compounds the whole return", () => {
    expect(valueOf(series([0.1, -0.1, 0.05]), "cumulative_return")).toBeCloseTo(0.0395, 15)
  })

  it("counts flat days in the share of winning days", () => {
    expect(valueOf(series([0.1, 0, -0.1, 0.1]), "win_days")).toBe(0.5)
  })

  it("names the best and the worst day, the first of equals", () => {
    const data = series([0.01, -0.02, 0.03, -0.02, 0.03])
    expect([valueOf(data, "best_day"), noteOf(data, "best_day")]).toEqual([0.03, "2025-01-03"])
    expect([valueOf(data, "worst_day"), noteOf(data, "worst_day")]).toEqual([-0.02, "2025-01-02"])
  })

  it("says of the growth rate that both ends count, and counts them", () => {
    const steady = series(repeated(0.001, 100))
    for (const key of ["cagr", "calmar"]) {
      expect(figureIn(steady, key).definition).toContain("the first and the last")
    }
    // 1.001^100 over 100 days, not 99.
    expect(valueOf(steady, "cagr")).toBeCloseTo(1.001 ** 365.2425 - 1, 12)
  })

  it("has the volatility and Sharpe ratio of the definition", () => {
    // mean .0025, deviations of .0075 each: variance .0075^2 x 180 / 179.
    const deviation = 0.0075 * Math.sqrt(180 / 179)
    expect(valueOf(series(swing), "volatility")).toBeCloseTo(deviation * Math.sqrt(365), 12)
    expect(valueOf(series(swing), "sharpe")).toBeCloseTo((0.0025 / deviation) * Math.sqrt(365), 10)
  })

  it("has a volatility and a Sharpe ratio from two returns on", () => {
    const first = dayOf("2025-01-01")
    const data = series([0, 0.1], { days: Int32Array.of(first, first + 100) })
    expect(valueOf(data, "volatility")).toBeCloseTo(0.1 * Math.sqrt(182.5), 12)
    expect(valueOf(data, "sharpe")).toBeCloseTo(Math.sqrt(182.5), 12)
  })

  it("takes the risk-free rate off per period", () => {
    const data = series(swing, { riskFreeRate: 0.0025 * 365 })
    expect(valueOf(data, "sharpe")).toBeCloseTo(0, 10)
    expect(valueOf(data, "sortino")).toBeCloseTo(0, 10)
    expect(valueOf(data, "risk_free_rate")).toBe(0.0025 * 365)
  })

  it("annualises growth over calendar days, not rows", () => {
    const first = dayOf("2025-01-01")
    // Two rows a year apart: 365 calendar days from the first to the last, counted with both ends.
    const data = series([0, 0.1], { days: Int32Array.of(first, first + 364) })
    expect(valueOf(data, "cagr")).toBeCloseTo(1.1 ** (365.2425 / 365) - 1, 12)
  })

  it("never clips: a Sharpe ratio of 40 is shown as 40", () => {
    const steady = Array.from({ length: 120 }, (_, t) => 0.01 + (t % 2 === 0 ? 0.005 : -0.005))
    expect(valueOf(series(steady), "sharpe")!).toBeGreaterThan(35)
  })

  it("annualises nothing below 90 calendar days, and says so", () => {
    const short = tearSheet(series(swing.slice(0, 89)))
    const refused = short.filter(({ why }) => why === "not annualised below 90 calendar days")
    expect(refused.map(({ key }) => key)).toEqual(["cagr", "sharpe", "sortino", "volatility", "calmar"])
    expect(refused.every(({ value }) => value === null)).toBe(true)
    expect(tearSheet(series(swing.slice(0, 90))).every(({ value }) => value !== null)).toBe(true)
  })

  it("has no growth rate after a total loss, and says when it was", () => {
    const lost = series([...swing.slice(0, 100), -1, 0.5, ...swing])
    expect(whyOf(lost, "cagr")).toBe("total loss")
    expect(whyOf(lost, "calmar")).toBe("total loss")
    expect(valueOf(lost, "cumulative_return")).toBe(-1)
    expect(noteOf(lost, "cumulative_return")).toBe("total loss on 2025-04-11")
    expect(noteOf(series([-1, 0.5]), "cumulative_return")).toBe("total loss on 2025-01-01")
  })

  it("loses everything even where wealth was beyond the range of numbers", () => {
    expect(valueOf(series([1e200, 1e200, -1]), "cumulative_return")).toBe(-1)
    expect(whyOf(series([1e200, 1e200]), "cumulative_return")).toBe("beyond the range of numbers")
  })

  it("does not multiply two losses beyond -100 % to a gain", () => {
    const data = series([-1.2, -1.5, 0.1])
    expect(valueOf(data, "cumulative_return")).toBeCloseTo(-1.2, 15)
    expect(valueOf(data, "max_drawdown")).toBeCloseTo(-1.2, 15)
  })

  it("names the factor only beside figures that used it", () => {
    const withFactor = tearSheet(series(swing)).filter(({ factor }) => factor !== null)
    expect(withFactor.map(({ key, factor }) => [key, factor])).toEqual([
      ["sharpe", 365],
      ["sortino", 365],
      ["volatility", 365],
    ])
  })
})
