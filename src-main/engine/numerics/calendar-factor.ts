import { isWeekend } from "#shared/quantity/day"

/** Periods per year of a calendar: 365 where any day is a Saturday or Sunday, else 252 (product.md, conventions). */
export function calendarFactor(days: Int32Array): 252 | 365 {
  return days.some(isWeekend) ? 365 : 252
}
