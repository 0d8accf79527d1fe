import type { YearOfReturns } from "#shared/model/figure"
import { isoDay } from "#shared/quantity/day"
import type { MeasuredSeries } from "./prepared-series"

/**
 * Compounded return of each calendar month (UTC) and year in which the series has a return; the first and
 * last may be parts of a month. After a total loss there are no more returns.
 */
export function monthlyTable({ days, returns }: MeasuredSeries): readonly YearOfReturns[] {
  const growth = new Map<number, (number | null)[]>()
  let wealth = 1
  for (let t = 0; t < returns.length && wealth > 0; t++) {
    const day = isoDay(days[t]!)
    const year = Number(day.slice(0, 4))
    const month = Number(day.slice(5, 7)) - 1
    const months = growth.get(year) ?? Array.from<number | null>({ length: 12 }).fill(null)
    months[month] = (months[month] ?? 1) * (1 + returns[t]!)
    growth.set(year, months)
    wealth *= 1 + returns[t]!
  }
  return [...growth].map(([year, months]) => ({
    year,
    months: months.map((month) => (month === null ? null : compounded(month))),
    total: compounded(months.reduce<number>((total, month) => total * (month ?? 1), 1)),
  }))
}

/** Growth as a return; null beyond the range of numbers. */
function compounded(growth: number): number | null {
  return Number.isFinite(growth) ? growth - 1 : null
}
