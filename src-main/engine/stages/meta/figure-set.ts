import type { FigureSet } from "#shared/model/report"
import { isoDay } from "#shared/quantity/day"
import { tearSheet } from "#engine/measures/tear-sheet"
import { periodsPerYearOf } from "./returns/measure-alignment"

/** The tear sheet of one series of daily returns (fractions), annualised by the calendar of its own days. */
export function figureSet(
  title: string,
  days: Int32Array,
  returns: Float64Array,
  riskFreeRate: number,
): FigureSet {
  const periodsPerYear = periodsPerYearOf(days)
  return {
    title,
    first: isoDay(days[0]!),
    last: isoDay(days[days.length - 1]!),
    rows: days.length,
    periods_per_year: periodsPerYear,
    calendar: periodsPerYear === 365 ? "the rows include weekends" : "the rows have no weekend",
    figures: tearSheet({ days, returns, periodsPerYear, riskFreeRate }),
  }
}
