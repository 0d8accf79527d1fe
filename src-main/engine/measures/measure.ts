import type { Figure } from "#shared/model/figure"
import { calendarDays, SHORTEST_ANNUALISED_DAYS } from "#engine/numerics/calendar-days"
import { type MeasuredSeries, PreparedSeries } from "./prepared-series"

/** What a figure is, apart from its value. */
export interface Described {
  readonly key: string
  readonly title: string
  readonly unit: Figure["unit"]
  readonly definition: string
  readonly undefinedWhen: string
  /** By the factor of the series' calendar, by calendar time, or not at all. */
  readonly annualised: "by factor" | "by calendar" | "no"
}

/** A figure of a return series: what it is and how it is computed. */
export interface Measure extends Described {
  /** The value of a series with at least one return, or why there is none. */
  of(series: PreparedSeries): Evaluated
}

export type Evaluated = number | Noted | Undefined

/** A value with something to know about it. */
export interface Noted {
  readonly value: number
  readonly note: string
}

export interface Undefined {
  readonly why: string
}

export const FEWER_THAN_TWO: Undefined = { why: "fewer than two returns" }
export const ZERO_VARIANCE: Undefined = { why: "zero variance" }

/** Evaluates measures of one series into figures, sharing what they have in common. */
export function figuresOf(measures: readonly Measure[], series: MeasuredSeries): readonly Figure[] {
  const prepared = new PreparedSeries(series)
  return measures.map((measure) => figure(measure, prepared, () => measure.of(prepared)))
}

/** The figure of one measure. */
export function figureOf(measure: Measure, series: MeasuredSeries): Figure {
  return figuresOf([measure], series)[0]!
}

/**
 * A figure from its description and value; without returns there is none, and below 90 calendar days
 * none that is annualised.
 */
export function figure(
  described: Described,
  about: { readonly days: Int32Array; readonly periodsPerYear: number },
  evaluate: () => Evaluated,
): Figure {
  const { key, title, unit, definition, undefinedWhen, annualised } = described
  const factor = annualised === "by factor" ? about.periodsPerYear : null
  const told = { key, title, unit, definition, undefinedWhen, factor }
  const nothing = (why: string): Figure => ({ ...told, value: null, why, note: null })
  if (about.days.length === 0) return nothing("no returns")
  if (annualised !== "no" && calendarDays(about) < SHORTEST_ANNUALISED_DAYS) {
    return nothing(`not annualised below ${SHORTEST_ANNUALISED_DAYS} calendar days`)
  }
  const evaluated = evaluate()
  if (typeof evaluated === "object" && "why" in evaluated) return nothing(evaluated.why)
  const { value, note } = typeof evaluated === "number" ? { value: evaluated, note: null } : evaluated
  if (!Number.isFinite(value)) return nothing("beyond the range of numbers")
  return { ...told, value, why: null, note }
}
