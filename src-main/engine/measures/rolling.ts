import type { RollingFigure, RollingPoint } from "#shared/model/figure"
import { ensure } from "#shared/problem/ensure"
import { isoDay, MILLISECONDS_PER_DAY } from "#shared/quantity/day"
import { figureOf, type Measure } from "./measure"
import type { MeasuredSeries } from "./prepared-series"

/** Half a year of rows, the window that tear sheets use. */
export function halfYearOfRows({ periodsPerYear }: MeasuredSeries): number {
  return Math.ceil(periodsPerYear / 2)
}

/**
 * A measure over a window that moves from month to month, for example Sharpe or volatility: each value is the
 * figure of those rows alone, up to the last row of a month, so it is undefined in the same cases (a window
 * under 90 calendar days gives nothing annualised). The last row of the series ends its month. Takes the
 * number of rows in a window, at least one; a shorter series gives no values.
 */
export function rolling(measure: Measure, series: MeasuredSeries, window: number): RollingFigure {
  ensure(Number.isInteger(window) && window >= 1, "a window has at least one row")
  const { days, returns, periodsPerYear, riskFreeRate } = series
  const { key, title, unit, definition, annualised } = measure
  const points: RollingPoint[] = []
  for (let end = window; end <= returns.length; end++) {
    if (end < returns.length && monthOf(days[end]!) === monthOf(days[end - 1]!)) continue
    const part = {
      days: days.subarray(end - window, end),
      returns: returns.subarray(end - window, end),
      periodsPerYear,
      riskFreeRate,
    }
    const { value, why } = figureOf(measure, part)
    points.push({ day: isoDay(days[end - 1]!), value, why })
  }
  return {
    key: `rolling_${key}`,
    title: `${title}, rolling ${window} rows`,
    unit,
    definition,
    factor: annualised === "by factor" ? periodsPerYear : null,
    window,
    points,
  }
}

/** Months since January of year 0, UTC. */
function monthOf(day: number): number {
  const date = new Date(day * MILLISECONDS_PER_DAY)
  return 12 * date.getUTCFullYear() + date.getUTCMonth()
}
