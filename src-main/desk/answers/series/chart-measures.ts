import type { SeriesMeasure } from "#shared/contract/engine/series-rows"
import { assertNever } from "#shared/problem/ensure"
import { figureOf } from "#engine/measures/measure"
import { sharpe } from "#engine/measures/sharpe"
import { volatility } from "#engine/measures/volatility"
import { drawdownPath, wealthPath } from "#engine/measures/wealth"
import { calendarFactor } from "#engine/numerics/calendar-factor"
import type { LineReturns } from "./chart-lines"

/** What a measure needs beside the returns. */
export interface MeasureSettings {
  readonly riskFreeRate: number
  readonly periodsPerYear: number | undefined
}

/** Whether a measure is over a moving window. */
export function isRolling(measure: SeriesMeasure): boolean {
  return measure === "rolling_sharpe" || measure === "rolling_volatility"
}

/** What a measure is, for whoever reads the chart. */
export function definitionOf(measure: SeriesMeasure): string {
  switch (measure) {
    case "cumulative":
      return "compounded return since the first day"
    case "underwater":
      return "wealth over its peak so far, less 1; the starting wealth counts as a peak"
    case "rolling_sharpe":
      return sharpe.definition
    case "rolling_volatility":
      return volatility.definition
    default:
      return assertNever(measure)
  }
}

/** Values of a path measure, one for each day of the line. */
export function pathOf(measure: SeriesMeasure, { returns }: LineReturns): Float64Array {
  const wealth = wealthPath(returns)
  return measure === "underwater" ? drawdownPath(wealth) : wealth.map((value) => value - 1)
}

/** Rows of a rolling window of a line: half a year, as in the report. */
export function windowOf({ days }: LineReturns, { periodsPerYear }: MeasureSettings): number {
  return Math.ceil((periodsPerYear ?? calendarFactor(days)) / 2)
}

/**
 * A rolling measure at the given rows of a line, null before the first whole window and where it is undefined on its
 * window. At the end of a month it is the report's figure.
 */
export function rollingAt(
  measure: SeriesMeasure,
  line: LineReturns,
  rows: readonly number[],
  settings: MeasureSettings,
): readonly (number | null)[] {
  const window = windowOf(line, settings)
  const periodsPerYear = settings.periodsPerYear ?? calendarFactor(line.days)
  const figure = measure === "rolling_sharpe" ? sharpe : volatility
  return rows.map((row) => {
    const [from, to] = [row + 1 - window, row + 1]
    if (from < 0) return null
    const part = { days: line.days.subarray(from, to), returns: line.returns.subarray(from, to) }
    return figureOf(figure, { ...part, periodsPerYear, riskFreeRate: settings.riskFreeRate }).value
  })
}
