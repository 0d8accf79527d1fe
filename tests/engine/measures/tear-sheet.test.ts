import { describe, expect, it } from "vitest"
import { parseIsoDay } from "#shared/quantity/day"
import { correlation } from "#engine/measures/correlation"
import { effectiveN } from "#engine/measures/effective-n"
import type { MeasuredSeries } from "#engine/measures/prepared-series"
import { tearSheet } from "#engine/measures/tear-sheet"

/** Returns on consecutive days from 2025-01-01, annualised with 365. */
function series(returns: readonly number[], more: Partial<MeasuredSeries> = {}): MeasuredSeries {
  const first = parseIsoDay("2025-01-01")!
  return {
    days: Int32Array.from(returns, (_, t) => first + t),
    returns: Float64Array.from(returns),
    periodsPerYear: 365,
    riskFreeRate: 0,
    ...more,
  }
}

const valueOf = (data: MeasuredSeries, key: string) =>
  tearSheet(data).find((figure) => figure.key === key)!.value
const whyOf = (data: MeasuredSeries, key: string) => tearSheet(data).find((figure) => figure.key === key)!.why

/** 180 days of +1 % and -0.5 % in turn. */
const swing = Array.from({ length: 180 }, (_, t) => (t % 2 === 0 ? 0.01 : -0.005))

describe("the tear sheet", () => {
  it("compounds the whole return", () => {
    expect(valueOf(series([0.1, -0.1, 0.05]), "cumulative_return")).toBeCloseTo(1.1 * 0.9 * 1.05 - 1, 15)
  })

  it("counts the start as a peak of the drawdown", () => {
    expect(valueOf(series([-0.2, 0.1, 0.3]), "max_drawdown")).toBeCloseTo(-0.2, 15)
    expect(valueOf(series([0.1, -0.1, -0.1, 0.5]), "max_drawdown")).toBeCloseTo(0.9 * 0.9 - 1, 15)
    expect(valueOf(series([0.1, 0.2]), "max_drawdown")).toBe(0)
  })

  it("counts flat days in the share of winning days", () => {
    expect(valueOf(series([0.1, 0, -0.1, 0.1]), "win_days")).toBe(0.5)
  })

  it("has the volatility and Sharpe ratio of the definition", () => {
    // mean .0025, deviations of .0075 each: variance .0075^2 x 180 / 179.
    const deviation = 0.0075 * Math.sqrt(180 / 179)
    expect(valueOf(series(swing), "volatility")).toBeCloseTo(deviation * Math.sqrt(365), 12)
    expect(valueOf(series(swing), "sharpe")).toBeCloseTo((0.0025 / deviation) * Math.sqrt(365), 10)
  })

  it("takes the risk-free rate off per period", () => {
    const data = series(swing, { riskFreeRate: 0.0025 * 365 })
    expect(valueOf(data, "sharpe")).toBeCloseTo(0, 10)
  })

  it("annualises growth over calendar days, not rows", () => {
    const first = parseIsoDay("2025-01-01")!
    // Two rows a year apart: 365 calendar days from the first to the last, counted with both ends.
    const data = series([0, 0.1], { days: Int32Array.of(first, first + 364) })
    expect(valueOf(data, "cagr")).toBeCloseTo(1.1 ** (365.2425 / 365) - 1, 12)
  })

  it("never clips: a Sharpe ratio of 40 is shown as 40", () => {
    const steady = Array.from({ length: 120 }, (_, t) => 0.01 + (t % 2 === 0 ? 0.005 : -0.005))
    expect(valueOf(series(steady), "sharpe")!).toBeGreaterThan(35)
  })

  it("annualises nothing below 90 calendar days, and says so", () => {
    const short = series(swing.slice(0, 89))
    for (const key of ["cagr", "sharpe", "volatility"]) {
      expect(valueOf(short, key)).toBeNull()
      expect(whyOf(short, key)).toBe("not annualised below 90 calendar days")
    }
    expect(valueOf(short, "cumulative_return")).not.toBeNull()
  })

  it("has no Sharpe ratio without variance, and no growth rate after a total loss", () => {
    expect(whyOf(series(Array.from({ length: 100 }, () => 0.01)), "sharpe")).toBe("zero variance")
    expect(whyOf(series([-1, ...swing]), "cagr")).toBe("total loss")
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

describe("the effective number", () => {
  it("is n for n equal weights, of any sign", () => {
    expect(effectiveN([0.25, -0.25, 0.25, -0.25])).toBeCloseTo(4, 15)
  })

  it("is 1 for a single position and 0 for none", () => {
    expect(effectiveN([0, 0.7, 0])).toBe(1)
    expect(effectiveN([0, 0])).toBe(0)
  })
})

describe("correlation", () => {
  it("is 1 for a scaled copy, -1 for its mirror, and nothing without spread", () => {
    const a = Float64Array.of(0.1, -0.2, 0.3, 0)
    expect(
      correlation(
        a,
        a.map((x) => 2 * x + 1),
      ),
    ).toBeCloseTo(1, 15)
    expect(
      correlation(
        a,
        a.map((x) => -x),
      ),
    ).toBeCloseTo(-1, 15)
    expect(correlation(a, new Float64Array(4).fill(0.5))).toBeNull()
  })
})
