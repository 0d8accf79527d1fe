import type { FigureSet, PortfolioFigureSet } from "#shared/model/figure-set"
import { isoDay } from "#shared/quantity/day"
import { deepestDrawdowns } from "#engine/measures/drawdowns"
import { monthlyTable } from "#engine/measures/monthly-table"
import type { PreparedSeries } from "#engine/measures/prepared-series"
import { halfYearOfRows, rolling } from "#engine/measures/rolling"
import { sharpe } from "#engine/measures/sharpe"
import { tearSheet } from "#engine/measures/tear-sheet"
import { volatility } from "#engine/measures/volatility"
import { calendarFactor } from "#engine/numerics/calendar-factor"

const WORST_DRAWDOWNS = 5

/**
 * The tear sheet of one series of daily returns (fractions), annualised by the calendar of its own days unless
 * periods per year are set.
 */
export function figureSet(
  title: string,
  days: Int32Array,
  returns: Float64Array,
  riskFreeRate: number,
  setPeriodsPerYear?: number,
): FigureSet {
  const periodsPerYear = setPeriodsPerYear ?? calendarFactor(days)
  return {
    title,
    first: isoDay(days[0]!),
    last: isoDay(days[days.length - 1]!),
    rows: days.length,
    periods_per_year: periodsPerYear,
    calendar: setPeriodsPerYear === undefined ? calendarOf(periodsPerYear) : "periods_per_year is set",
    figures: tearSheet({ days, returns, periodsPerYear, riskFreeRate }),
  }
}

function calendarOf(periodsPerYear: number): string {
  return periodsPerYear === 365 ? "the rows include weekends" : "the rows have no weekend"
}

/** What a table says better than a figure: the worst drawdowns, the returns by month and rolling figures. */
export function pathTables(
  series: PreparedSeries,
): Pick<PortfolioFigureSet, "drawdowns" | "months" | "rolling"> {
  return {
    drawdowns: deepestDrawdowns(series, WORST_DRAWDOWNS),
    months: monthlyTable(series),
    rolling: [sharpe, volatility].map((measure) => rolling(measure, series, halfYearOfRows(series))),
  }
}
