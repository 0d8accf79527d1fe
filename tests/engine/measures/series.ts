import type { Figure } from "#shared/model/figure"
import { parseIsoDay } from "#shared/quantity/day"
import type { MeasuredSeries } from "#engine/measures/prepared-series"
import { tearSheet } from "#engine/measures/tear-sheet"

/** Days since 1970-01-01 of an ISO day. */
export const dayOf = (text: string): number => parseIsoDay(text)!

/** Returns on consecutive days from 2025-01-01, annualised with 365. */
export function series(returns: readonly number[], more: Partial<MeasuredSeries> = {}): MeasuredSeries {
  const first = dayOf("2025-01-01")
  return {
    days: Int32Array.from(returns, (_, t) => first + t),
    returns: Float64Array.from(returns),
    periodsPerYear: 365,
    riskFreeRate: 0,
    ...more,
  }
}

/** The same return on each of `count` days. */
export const repeated = (value: number, count: number): number[] => Array.from({ length: count }, () => value)

/** 180 days of +1 % and -0.5 % in turn. */
export const swing: readonly number[] = Array.from({ length: 180 }, (_, t) => (t % 2 === 0 ? 0.01 : -0.005))

export const figureIn = (data: MeasuredSeries, key: string): Figure =>
  tearSheet(data).find((figure) => figure.key === key)!
export const valueOf = (data: MeasuredSeries, key: string): number | null => figureIn(data, key).value
export const whyOf = (data: MeasuredSeries, key: string): string | null => figureIn(data, key).why
export const noteOf = (data: MeasuredSeries, key: string): string | null => figureIn(data, key).note
