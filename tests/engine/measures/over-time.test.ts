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
  it("are the figures of the rows alone that end with a month, or with the series", () => {
    const days = ["2025-01-30", "2025-01-31", "2025-02-03", "2025-02-27", "2025-03-04", "2025-03-05"]
    const data = series([0.1, -0.1, 0.1, 0.1, -0.1, -0.1], { days: Int32Array.from(days.map(dayOf)) })
    const counted = rolling(winDays, data, 2)
    expect(counted.points).toEqual([
      { day: "2025-01-31", value: 0.5, why: null },
      { day: "2025-02-27", value: 1, why: null },
      { day: "2025-03-05", value: 0, why: null },
    ])
    expect([counted.key, counted.window, counted.factor]).toEqual(["rolling_win_days", 2, null])
  })

  it("are annualised with the factor of the series", () => {
    // 180 days from 2025-01-01: the months from April to June end a window of 100 rows.
    const deviation = 0.0075 * Math.sqrt(100 / 99)
    const moved = rolling(volatility, series(swing), 100)
    expect(moved.points.map(({ day }) => day)).toEqual(["2025-04-30", "2025-05-31", "2025-06-29"])
    expect(moved.factor).toBe(365)
    for (const { value } of moved.points) expect(value).toBeCloseTo(deviation * Math.sqrt(365), 12)
  })

  it("annualise no window under 90 calendar days, and no series shorter than the window", () => {
    const short = rolling(sharpe, series(swing), 89).points
    expect(short.length).toBeGreaterThan(0)
    for (const point of short) {
      expect(point).toMatchObject({ value: null, why: "not annualised below 90 calendar days" })
    }
    expect(rolling(sharpe, series(swing), 181).points).toEqual([])
  })

  it("look back half a year unless told otherwise", () => {
    expect(halfYearOfRows(series(swing, { periodsPerYear: 252 }))).toBe(126)
    expect(halfYearOfRows(series(swing))).toBe(183)
  })
})
