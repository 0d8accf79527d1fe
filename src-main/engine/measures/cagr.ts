import { calendarDays } from "#engine/numerics/calendar-days"
import { power } from "#engine/numerics/power"
import { type Measure, type Undefined } from "./measure"
import type { PreparedSeries } from "./prepared-series"

/** Mean length of a year of the Gregorian calendar. */
const DAYS_PER_YEAR = 365.2425

/**
 * Compound annual growth rate over calendar time, in years of 365.2425 days. The first and the last day both
 * count: the first return is earned over a day, too.
 * Undefined after a total loss: a rate cannot lead to nothing and back.
 */
export const cagr: Measure = {
  key: "cagr",
  title: "CAGR",
  unit: "fraction",
  definition: `(prod(1 + r))^(${DAYS_PER_YEAR} / calendar days) - 1, with the first and the last day both counted`,
  undefinedWhen: "under 90 calendar days; after a total loss",
  annualised: "by calendar",
  of: growthRate,
}

/** Growth per year of 365.2425 days, or that everything was lost. */
export function growthRate(series: PreparedSeries): number | Undefined {
  if (series.endWealth <= 0) return { why: "total loss" }
  return power(series.endWealth, DAYS_PER_YEAR / calendarDays(series)) - 1
}
