import { describe, expect, it } from "vitest"
import { type Benchmark, pairWith } from "#engine/measures/benchmark"
import { calendarFactor } from "#engine/numerics/calendar-factor"
import { correlation } from "#engine/measures/correlation"
import { relativeMeasures } from "#engine/measures/portfolio-figures"
import { relativeFiguresOf } from "#engine/measures/relative-measure"
import type { MeasuredSeries } from "#engine/measures/prepared-series"
import { dayOf, repeated, series } from "./series"

/** 0.01 and -0.01 in turn on 100 days. */
const market = Array.from({ length: 100 }, (_, t) => (t % 2 === 0 ? 0.01 : -0.01))

const benchmark = (returns: readonly number[]): Benchmark => ({ name: "market", ...series(returns) })

function valuesOf(data: MeasuredSeries, against: Benchmark) {
  const figures = relativeFiguresOf(relativeMeasures, data, against)
  return Object.fromEntries(figures.map(({ key, value, why }) => [key, value ?? why]))
}

describe("figures against a benchmark", () => {
  it("find slope and intercept of a line exactly", () => {
    const line = series(market.map((b) => 0.001 + 1.5 * b))
    const { beta, alpha } = valuesOf(line, benchmark(market))
    expect(beta).toBeCloseTo(1.5, 12)
    expect(alpha).toBeCloseTo(0.365, 12)
  })

  it("take the risk-free rate off both sides of alpha", () => {
    // Half the market and half the risk-free rate: beta .5 and nothing left to explain.
    const half = series(
      market.map((b) => 0.5 * b + 0.0005),
      { riskFreeRate: 0.365 },
    )
    expect(valuesOf(half, benchmark(market)).alpha).toBeCloseTo(0, 12)
  })

  it("measure what is active against how much it varies", () => {
    // r - b is .003 and -.001 in turn: mean .001, deviations of .002 each.
    const active = series(market.map((b, t) => b + (t % 2 === 0 ? 0.003 : -0.001)))
    const deviation = 0.002 * Math.sqrt(100 / 99)
    const { tracking_error: error, information_ratio: ratio } = valuesOf(active, benchmark(market))
    expect(error).toBeCloseTo(deviation * Math.sqrt(365), 12)
    expect(ratio).toBeCloseTo((0.001 / deviation) * Math.sqrt(365), 10)
  })

  it("say why there is none", () => {
    expect(valuesOf(series(market), benchmark(market)).information_ratio).toBe("no tracking error")
    const flat = valuesOf(series(market), benchmark(repeated(0.01, 100)))
    expect([flat.beta, flat.alpha]).toEqual([
      "zero variance of the benchmark",
      "zero variance of the benchmark",
    ])
    const figures = relativeFiguresOf(relativeMeasures, series(market), { why: "no benchmark" })
    expect(figures.map(({ why }) => why)).toEqual(repeated(0, 4).map(() => "no benchmark"))
  })

  it("name the benchmark and how many days it shares", () => {
    const [beta] = relativeFiguresOf(relativeMeasures, series(market), benchmark(market.slice(0, 95)))
    expect(beta!.note).toBe("against market, 95 common days")
  })
})

describe("a series and its benchmark", () => {
  const days = (...texts: string[]) => Int32Array.from(texts, dayOf)

  it("meet on the days both have, nothing filled", () => {
    const pair = pairWith(series([1, 2, 3], { days: days("2025-01-03", "2025-01-04", "2025-01-06") }), {
      name: "b",
      days: days("2025-01-02", "2025-01-03", "2025-01-06", "2025-01-07"),
      returns: Float64Array.of(10, 20, 30, 40),
    })
    expect([[...pair.days], [...pair.returns], [...pair.benchmark]]).toEqual([
      [...days("2025-01-03", "2025-01-06")],
      [1, 3],
      [20, 30],
    ])
  })

  it("are annualised by the common days once weekends are lost", () => {
    const weekdays = series(market)
    const exchange = {
      name: "b",
      days: weekdays.days.filter((day) => calendarFactor(Int32Array.of(day)) === 252),
    }
    const pair = pairWith(weekdays, { ...exchange, returns: new Float64Array(exchange.days.length) })
    expect(pair.periodsPerYear).toBe(252)
    expect(pairWith(series(market, { periodsPerYear: 360 }), benchmark(market)).periodsPerYear).toBe(360)
  })

  it("may have no day in common", () => {
    const figures = valuesOf(series(market), {
      name: "b",
      days: days("2020-01-01"),
      returns: Float64Array.of(0.1),
    })
    expect(figures.beta).toBe("no returns")
  })
})

describe("the calendar factor", () => {
  it("is 365 with any weekend and 252 without", () => {
    expect(calendarFactor(Int32Array.of(dayOf("2025-01-03"), dayOf("2025-01-06")))).toBe(252)
    expect(calendarFactor(Int32Array.of(dayOf("2025-01-03"), dayOf("2025-01-05")))).toBe(365)
  })
})

describe("correlation", () => {
  it("is 1 for a scaled copy, -1 for its mirror, and nothing without spread", () => {
    const a = Float64Array.of(0.1, -0.2, 0.3, 0)
    const scaled = a.map((x) => 2 * x + 1)
    const mirror = a.map((x) => -x)
    expect(correlation(a, scaled)).toBeCloseTo(1, 15)
    expect(correlation(a, mirror)).toBeCloseTo(-1, 15)
    expect(correlation(a, new Float64Array(4).fill(0.5))).toBeNull()
  })
})
