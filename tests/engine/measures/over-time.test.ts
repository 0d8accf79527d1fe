import { describe, expect, it } from "vitest"
import { monthlyTable } from "#engine/measures/monthly-table"
import { halfYearOfRows, rolling } from "#engine/measures/rolling"
import { sharpe } from "#engine/measures/sharpe"
import { volatility } from "#engine/measures/volatility"
import { winDays } from "#engine/measures/win-days"
import { dayOf, series, swing } from "./series"

describe("the monthly table", () => {
  it("compounds within months and years, and leaves months without returns empty", () => {
    const days = ["2024-11-29", "2024-12-30", "2024-12-31", "2025-02-03"].map(dayOf)
    const data = series([0.1, 0.1, 0.2, -0.5], { days: Int32Array.from(days) })
    const empty = Array.from({ length: 10 }, () => null)
    expect(monthlyTable(data)).toEqual([
      {
        year: 2024,
        months: [...empty, expect.closeTo(0.1, 14), expect.closeTo(0.32, 14)],
        total: expect.closeTo(0.452, 14) as number,
      },
      { year: 2025, months: [null, -0.5, ...empty], total: -0.5 },
    ])
  })

  it("ends at a total loss", () => {
    const days = ["2025-01-31", "2025-02-03"].map(dayOf)
    const table = monthlyTable(series([-1, 0.5], { days: Int32Array.from(days) }))
    expect(table.map(({ months, total }) => [months[0], months[1], total])).toEqual([[-1, null, -1]])
  })
})

describe("rolling figures", () => {
  it("are the figures of each window's rows alone", () => {
    const counted = rolling(winDays, series([0.1, -0.1, 0.1, 0.1]), 2)
    expect(counted.values).toEqual([0.5, 0.5, 1])
    expect(counted.days).toEqual(["2025-01-02", "2025-01-03", "2025-01-04"])
    expect([counted.key, counted.window, counted.factor]).toEqual(["rolling_win_days", 2, null])
  })

  it("are annualised with the factor of the series", () => {
    const deviation = 0.0075 * Math.sqrt(100 / 99)
    const moved = rolling(volatility, series(swing), 100)
    expect(moved.values).toHaveLength(81)
    expect(moved.factor).toBe(365)
    for (const value of moved.values) expect(value).toBeCloseTo(deviation * Math.sqrt(365), 12)
  })

  it("annualise no window under 90 calendar days, and no series shorter than the window", () => {
    expect(rolling(sharpe, series(swing), 89).values.every((value) => value === null)).toBe(true)
    expect(rolling(sharpe, series(swing), 181).values).toEqual([])
  })

  it("look back half a year unless told otherwise", () => {
    expect(halfYearOfRows(series(swing, { periodsPerYear: 252 }))).toBe(126)
    expect(halfYearOfRows(series(swing))).toBe(183)
  })
})
