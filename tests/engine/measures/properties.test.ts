import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { deepestDrawdowns } from "#engine/measures/drawdowns"
import { monthlyTable } from "#engine/measures/monthly-table"
import { portfolioFigures } from "#engine/measures/portfolio-figures"
import { PreparedSeries } from "#engine/measures/prepared-series"
import { riskShares } from "#engine/measures/risk-share"
import { tearSheet } from "#engine/measures/tear-sheet"
import { frameOf } from "#engine/numerics/frame"
import { repeated, series } from "./series"

/** Returns of a market day, never a total loss. */
const daily = fc.integer({ min: -3000, max: 4000 }).map((basisPoints) => basisPoints / 10_000)
const days = fc.array(daily, { minLength: 100, maxLength: 160 })

const values = (returns: readonly number[]): Record<string, number | null> =>
  Object.fromEntries(tearSheet(series(returns)).map(({ key, value }) => [key, value]))

function expectEqual(actual: number | null, expected: number | null, key: string) {
  const bothMissing = actual === null && expected === null
  const near = Math.abs(actual! - expected!) <= 1e-9 * Math.max(1, Math.abs(expected!))
  expect(bothMissing || (actual !== null && expected !== null && near), key).toBe(true)
}

describe("figures of any series", () => {
  it("scale with the returns where they are amounts, and not at all where they are ratios", () => {
    fc.assert(
      fc.property(days, fc.double({ min: 0.1, max: 2, noNaN: true }), (returns, scale) => {
        const plain = values(returns)
        const scaled = values(returns.map((r) => scale * r))
        for (const key of ["volatility", "var_95", "cvar_95", "best_day", "worst_day"]) {
          expectEqual(scaled[key]!, scale * plain[key]!, key)
        }
        for (const key of ["sharpe", "sortino", "skew", "kurtosis", "omega", "tail_ratio", "win_days"]) {
          expectEqual(scaled[key]!, plain[key]!, key)
        }
      }),
    )
  })

  it("do not depend on the order of days where time has no part in them", () => {
    fc.assert(
      fc.property(days, fc.nat(), (returns, turn) => {
        const cut = turn % returns.length
        const other = values([...returns.slice(cut), ...returns.slice(0, cut)].reverse())
        const one = values(returns)
        const timeless = Object.keys(one).filter(
          (key) => !["max_drawdown", "longest_drawdown_days", "calmar", "ulcer_index"].includes(key),
        )
        for (const key of timeless) expectEqual(other[key]!, one[key]!, key)
      }),
    )
  })

  it("keep their order: worst day, shortfall, value at risk, best day", () => {
    fc.assert(
      fc.property(fc.array(daily, { minLength: 2, maxLength: 200 }), (returns) => {
        const { worst_day: worst, cvar_95: shortfall, var_95: risk, best_day: best } = values(returns)
        expect(worst! - 1e-15).toBeLessThanOrEqual(shortfall!)
        expect(shortfall! - 1e-15).toBeLessThanOrEqual(risk!)
        expect(risk!).toBeLessThanOrEqual(best!)
      }),
    )
  })

  it("keep drawdowns between nothing and everything, each between its days", () => {
    fc.assert(
      fc.property(fc.array(daily, { minLength: 1, maxLength: 200 }), (returns) => {
        const data = new PreparedSeries(series(returns))
        const { max_drawdown: deepest, ulcer_index: ulcer, longest_drawdown_days: longest } = values(returns)
        expect(deepest!).toBeGreaterThan(-1)
        expect(ulcer!).toBeLessThanOrEqual(-deepest! + 1e-15)
        const all = deepestDrawdowns(data, Infinity)
        expect(all[0]?.depth ?? 0).toBe(deepest)
        expect(Math.max(0, ...all.map((fall) => fall.days))).toBe(longest)
        expect(all.filter(({ recovery }) => recovery === null).length).toBeLessThanOrEqual(1)
        for (const { peak, trough, recovery } of all) {
          expect([peak ?? "", trough, recovery ?? "9"]).toEqual([peak ?? "", trough, recovery ?? "9"].sort())
        }
      }),
    )
  })

  it("compound to the same whole over months", () => {
    fc.assert(
      fc.property(days, (returns) => {
        const growth = monthlyTable(series(returns)).reduce((total, year) => total * (1 + year.total!), 1)
        expectEqual(growth, 1 + values(returns).cumulative_return!, "growth")
      }),
    )
  })

  it("are a finite number or say why not, whatever the returns", () => {
    const odd = fc.oneof(
      daily,
      fc.constantFrom(0, -0, -1, -2, 1e-300, -1e-300, 1e200, -1e200, 1e308, Number.MAX_VALUE),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    )
    const lengths = fc.oneof(
      fc.array(odd, { maxLength: 4 }),
      fc.array(odd, { minLength: 90, maxLength: 120 }),
    )
    const constant = fc.tuple(odd, fc.integer({ min: 0, max: 120 })).map(([r, n]) => repeated(r, n))
    fc.assert(
      fc.property(fc.oneof(lengths, constant), (returns) => {
        const data = series(returns)
        const about = { weights: [1], benchmark: { name: "itself", ...data }, traded: 0 }
        for (const figure of [...tearSheet(data), ...portfolioFigures(data, about)]) {
          const told = figure.value === null ? figure.why !== null : figure.why === null
          expect(told && (figure.value === null || Number.isFinite(figure.value)), figure.key).toBe(true)
        }
        expect(() => JSON.stringify(monthlyTable(data))).not.toThrow()
      }),
      { numRuns: 500 },
    )
  })
})

describe("risk shares of any portfolio", () => {
  it("sum to one, and do not change with the size of the portfolio", () => {
    const rows = 30
    const column = fc.array(daily, { minLength: rows, maxLength: rows })
    fc.assert(
      fc.property(
        fc.array(column, { minLength: 2, maxLength: 5 }),
        fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }),
        (columns, weights) => {
          const frame = frameOf(
            Int32Array.from({ length: rows }, (_, t) => t),
            columns.map((returns, i) => ({ name: `s${i}`, values: returns })),
          )
          const shares = riskShares(frame, weights)
          fc.pre(shares !== null)
          expectEqual(
            shares.reduce((total, share) => total + share, 0),
            1,
            "sum",
          )
          const doubled = riskShares(
            frame,
            weights.map((weight) => 2 * weight),
          )!
          shares.forEach((share, i) => expectEqual(doubled[i]!, share, "share"))
        },
      ),
    )
  })
})

describe("edge cases of every figure", () => {
  const whys = (returns: readonly number[]) =>
    Object.fromEntries(
      tearSheet(series(returns))
        .filter(({ why }) => why !== null)
        .map(({ key, why }) => [key, why]),
    )

  it("without returns there is no figure", () => {
    expect(new Set(Object.values(whys([])))).toEqual(new Set(["no returns"]))
    expect(Object.keys(whys([]))).toHaveLength(19)
  })

  it("one return has extremes and no distribution", () => {
    const short = "not annualised below 90 calendar days"
    expect(whys([-0.1])).toEqual({
      cagr: short,
      sharpe: short,
      sortino: short,
      volatility: short,
      calmar: short,
      skew: "fewer than three returns",
      kurtosis: "fewer than four returns",
      var_95: "fewer than two returns",
      cvar_95: "fewer than two returns",
      tail_ratio: "fewer than two returns",
    })
  })

  it("a constant gain has no ratio that divides by risk", () => {
    expect(whys(repeated(0.01, 100))).toEqual({
      sharpe: "zero variance",
      sortino: "no return below the risk-free rate",
      calmar: "no drawdown",
      skew: "zero variance",
      kurtosis: "zero variance",
      omega: "no negative return",
    })
  })

  it("standing still has no tails either", () => {
    expect(whys(repeated(0, 100))).toMatchObject({
      tail_ratio: "the 5 % quantile is zero",
      sortino: "no return below the risk-free rate",
    })
  })
})
