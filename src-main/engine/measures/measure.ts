import type { Figure } from "#shared/model/figure"

/** A return series as measures take it. */
export interface MeasuredSeries {
  /** Whole days since 1970-01-01 UTC, strictly increasing, as long as `returns`. */
  readonly days: Int32Array
  /** Simple returns per day as fractions; at least one. */
  readonly returns: Float64Array
  /** Annualisation factor of this series' own calendar. */
  readonly periodsPerYear: number
  /** Annual, as a fraction. */
  readonly riskFreeRate: number
}

/** A figure of a return series: what it is and how it is computed. */
export interface Measure {
  readonly key: string
  readonly title: string
  readonly unit: Figure["unit"]
  readonly definition: string
  /** By the factor of the series' calendar, by calendar time, or not at all. */
  readonly annualised: "by factor" | "by calendar" | "no"
  /** The value, or why there is none. */
  of(series: MeasuredSeries): number | Undefined
}

export interface Undefined {
  readonly why: string
}

/** Below this many calendar days nothing is annualised (product.md, conventions). */
const SHORTEST_ANNUALISED_DAYS = 90

/** Calendar days that a series covers; the first return is earned over at least one day. */
export function calendarDays(series: MeasuredSeries): number {
  const { days } = series
  return days[days.length - 1]! - days[0]! + 1
}

/** Evaluates a measure into a figure; a short series has no annualised figures. */
export function figureOf(measure: Measure, series: MeasuredSeries): Figure {
  const factor = measure.annualised === "by factor" ? series.periodsPerYear : null
  const about = {
    key: measure.key,
    title: measure.title,
    unit: measure.unit,
    definition: measure.definition,
    factor,
  }
  if (measure.annualised !== "no" && calendarDays(series) < SHORTEST_ANNUALISED_DAYS) {
    return { ...about, value: null, why: `not annualised below ${SHORTEST_ANNUALISED_DAYS} calendar days` }
  }
  const value = measure.of(series)
  return typeof value === "number"
    ? { ...about, value, why: null }
    : { ...about, value: null, why: value.why }
}
