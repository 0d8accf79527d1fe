import { describe, expect, it } from "vitest"
import { platformFactor } from "#engine/measures/platform/annualisation-factor"
import { frictionAlignment } from "#engine/measures/platform/friction-alignment"
import { platformMetrics } from "#engine/measures/platform/performance-metrics"
import { selectionJaccard } from "#engine/measures/platform/selection-jaccard"
import { temporalFragility } from "#engine/measures/platform/temporal-fragility"
import { dayOf, repeated, series, swing } from "../series"

const metrics = (returns: readonly number[], factor = 365) =>
  platformMetrics(Float64Array.from(returns), factor)

describe("the platform's performance metrics", () => {
  it("compound growth and take the plain Sharpe ratio from 30 returns on", () => {
    // 90 pairs of 1.01 x .995: 1.00495^90; sqrt(182.5) as in the test of Sortino.
    const { total_return: total, annualized_return: annual, sharpe, sortino, omega } = metrics(swing)
    expect(total).toBeCloseTo(1.00495 ** 90 - 1, 12)
    expect(annual).toBeCloseTo(1.00495 ** (365 / 2) - 1, 12)
    expect(sharpe).toBe(5)
    expect(sortino).toBeCloseTo(Math.sqrt(182.5), 10)
    expect(omega).toBeCloseTo(2, 12)
  })

  it("do not compound below 30 returns", () => {
    // mean .0025 x 252 = .63; volatility .015 / sqrt 2 x sqrt 252; their ratio is sqrt 14, less 1e-9 in the denominator.
    const short = metrics([0.01, -0.005], 252)
    expect(short.annualized_return).toBeCloseTo(0.63, 14)
    expect(short.annualized_vol).toBeCloseTo(0.015 * Math.sqrt(126), 14)
    expect(short.period_vol).toBeCloseTo(0.015, 14)
    expect(short.sharpe).toBeCloseTo(Math.sqrt(14), 7)
    expect(short.sharpe).toBeLessThan(Math.sqrt(14))
  })

  it("have a parametric value at risk, and a shortfall of the days below it", () => {
    const flat = metrics([...repeated(0, 99), -0.5])
    // mean -.005, standard deviation .05: -.005 - .05 x 1.644853626951473.
    expect(flat.var_95).toBeCloseTo(-0.0872426813475736, 14)
    expect(flat.cvar_95).toBeCloseTo(-0.5, 14)
    const none = metrics([0.01, 0.01, 0.01])
    expect(none.cvar_95).toBe(none.var_95)
  })

  it("are clipped as the platform clips them", () => {
    const wild = metrics([20, ...repeated(0.5, 40)])
    expect([wild.annualized_return, wild.realized_vol, wild.sharpe]).toEqual([5, 5, 5])
    // The first return counts as 10.
    expect((1 + wild.total_return) / (11 * 1.5 ** 40)).toBeCloseTo(1, 12)
  })

  it("force the Sharpe ratio to -5 after a loss of 95 %", () => {
    const lost = metrics([-1, ...repeated(0.05, 40)])
    expect(lost.total_return).toBeLessThan(-0.95)
    expect(lost.sharpe).toBe(-5)
    expect(metrics([-0.94, ...repeated(0, 40)]).sharpe).toBeGreaterThan(-4)
    expect(lost.max_drawdown).toBeCloseTo(-0.9999, 14)
  })

  it("drop what is not a number, and are zeros of nothing", () => {
    expect(metrics([Number.NaN, 0.01, Number.NaN, -0.005])).toEqual(metrics([0.01, -0.005]))
    expect(metrics([Number.NaN])).toMatchObject({ sharpe: 0, total_return: 0, var_95: null, cvar_95: null })
  })

  it("have no ratio over nothing", () => {
    expect(metrics([0.01, 0.02])).toMatchObject({ sortino: null, calmar: null, omega: null, mdd: 0 })
  })

  it("carry both of their names", () => {
    const { mdd, max_drawdown: drawdown, return: annual, period_return: period, ...more } = metrics(swing)
    expect([mdd, annual, period]).toEqual([drawdown, more.annualized_return, more.total_return])
    expect([more.realized_vol, more.ann_factor]).toEqual([more.annualized_vol, 365])
  })
})

describe("the platform's factor", () => {
  const weekdays = Int32Array.of(dayOf("2025-01-03"), dayOf("2025-01-06"))

  it("follows the weekend, or the name of a stable coin", () => {
    expect(platformFactor(weekdays, "SPY")).toBe(252)
    expect(platformFactor(series([0, 0, 0, 0]).days, "SPY")).toBe(365)
    expect(platformFactor(weekdays, "BINANCE:BTCUSDT")).toBe(365)
    expect(platformFactor(weekdays, "ETHUSDC")).toBe(365)
  })
})

describe("the platform's measures of stability", () => {
  it("set the spread of window Sharpe ratios against their mean", () => {
    expect(temporalFragility(Float64Array.of(-1, -3))).toBeCloseTo(0.5, 15)
    expect(temporalFragility(Float64Array.of(1, -1))).toBeNull()
    expect(temporalFragility(new Float64Array(0))).toBeNull()
  })

  it("tell what share of the ideal Sharpe ratio costs take", () => {
    expect(frictionAlignment(1.5, 2)).toBe(0.25)
    expect(frictionAlignment(1, 0)).toBeNull()
  })

  it("compare selections by what they share", () => {
    expect(selectionJaccard(new Set(["a", "b"]), new Set(["b", "c", "d"]))).toBe(0.25)
    expect(selectionJaccard(new Set(), new Set())).toBeNull()
  })
})
