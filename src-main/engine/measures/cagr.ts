import { wealthOf } from "./cumulative-return"
import { calendarDays, type Measure } from "./measure"

const DAYS_PER_YEAR = 365.2425

/**
 * Compound annual growth rate over calendar time, in years of 365.2425 days.
 * Undefined after a total loss: a rate cannot lead to nothing and back.
 */
export const cagr: Measure = {
  key: "cagr",
  title: "CAGR",
  unit: "fraction",
  definition: "(prod(1 + r))^(365.2425 / calendar days) - 1",
  annualised: "by calendar",
  of: (series) => {
    const wealth = wealthOf(series.returns)
    if (wealth <= 0) return { why: "total loss" }
    return wealth ** (DAYS_PER_YEAR / calendarDays(series)) - 1
  },
}
