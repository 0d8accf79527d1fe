import { describe, expect, it } from "vitest"
import { isNyseDay, nyseHoliday } from "#engine/workspace/sample/calendar/nyse"
import { tradingDays } from "#engine/workspace/sample/calendar/trading-days"
import { parseIsoDay } from "#shared/quantity/day"

const day = (date: string): number => parseIsoDay(date)!

describe("the days of the New York Stock Exchange", () => {
  it.each([
    ["2023-01-02", "New Year's Day"],
    ["2024-01-15", "Martin Luther King Jr. Day"],
    ["2025-02-17", "Washington's Birthday"],
    ["2023-04-07", "Good Friday"],
    ["2024-03-29", "Good Friday"],
    ["2025-04-18", "Good Friday"],
    ["2024-05-27", "Memorial Day"],
    ["2022-06-20", "Juneteenth"],
    ["2023-06-19", "Juneteenth"],
    ["2021-07-05", "Independence Day"],
    ["2020-07-03", "Independence Day"],
    ["2025-09-01", "Labor Day"],
    ["2024-11-28", "Thanksgiving Day"],
    ["2021-12-24", "Christmas Day"],
    ["2022-12-26", "Christmas Day"],
    ["2018-12-05", "mourning for George H. W. Bush"],
    ["2025-01-09", "mourning for Jimmy Carter"],
    ["2012-10-29", "Hurricane Sandy"],
  ])("is closed on %s: %s", (date, reason) => {
    expect(nyseHoliday(day(date))).toBe(reason)
    expect(isNyseDay(day(date))).toBe(false)
  })

  it.each([
    ["2021-12-31", "New Year's Day 2022 is a Saturday and is not made up for"],
    ["2021-06-18", "Juneteenth was first kept in 2022"],
    ["2024-10-14", "Columbus Day is no holiday of the exchange"],
    ["2024-11-11", "nor is Veterans Day"],
    ["2024-11-29", "the day after Thanksgiving is a half day"],
  ])("trades on %s: %s", (date) => {
    expect(isNyseDay(day(date))).toBe(true)
  })

  it.each([
    [2018, 251],
    [2019, 252],
    [2020, 253],
    [2021, 252],
    [2022, 251],
    [2023, 250],
    [2024, 252],
    [2025, 250],
  ])("counts the exchange's trading days of %i: %i", (year, count) => {
    expect(tradingDays("equities", day(`${year}-01-01`), day(`${year}-12-31`))).toHaveLength(count)
  })
})

describe("trading days", () => {
  it("has every day for crypto and Monday to Friday for currencies", () => {
    const monday = day("2024-07-01")
    expect(tradingDays("crypto", monday, monday + 13)).toHaveLength(14)
    expect(tradingDays("fx", monday, monday + 13)).toHaveLength(10)
    expect(tradingDays("equities", monday, monday + 13)).toHaveLength(9)
  })
})
