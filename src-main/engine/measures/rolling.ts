import type { RollingFigure } from "#shared/model/figure"
import { ensure } from "#shared/problem/ensure"
import { isoDay } from "#shared/quantity/day"
import { figureOf, type Measure } from "./measure"
import type { MeasuredSeries } from "./prepared-series"

/** Half a year of rows, the window that tear sheets use. */
export function halfYearOfRows({ periodsPerYear }: MeasuredSeries): number {
  return Math.ceil(periodsPerYear / 2)
}

/**
 * A measure over a window that moves row by row, for example Sharpe or volatility: each value is the figure
 * of those rows alone, so it is undefined in the same cases (a window under 90 calendar days gives nothing
 * annualised). Takes the number of rows in a window, at least one; a shorter series gives no values.
 */
export function rolling(measure: Measure, series: MeasuredSeries, window: number): RollingFigure {
  ensure(Number.isInteger(window) && window >= 1, "a window has at least one row")
  const { days, returns, periodsPerYear, riskFreeRate } = series
  const { key, title, unit, definition, annualised } = measure
  const ends: string[] = []
  const values: (number | null)[] = []
  for (let end = window; end <= returns.length; end++) {
    const part = {
      days: days.subarray(end - window, end),
      returns: returns.subarray(end - window, end),
      periodsPerYear,
      riskFreeRate,
    }
    ends.push(isoDay(days[end - 1]!))
    values.push(figureOf(measure, part).value)
  }
  return {
    key: `rolling_${key}`,
    title: `${title}, rolling ${window} rows`,
    unit,
    definition,
    factor: annualised === "by factor" ? periodsPerYear : null,
    window,
    days: ends,
    values,
  }
}
