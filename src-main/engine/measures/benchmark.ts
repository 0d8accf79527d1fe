import { calendarFactor } from "#engine/numerics/calendar-factor"
import type { MeasuredSeries } from "./prepared-series"

/** A series to measure another one against. */
export interface Benchmark {
  readonly name: string
  /** Whole days since 1970-01-01 UTC, strictly increasing, as long as `returns`. */
  readonly days: Int32Array
  /** Simple returns per day as fractions, finite. */
  readonly returns: Float64Array
}

/** Returns of a series and its benchmark on the days that both have. */
export interface Pair {
  readonly benchmarkName: string
  readonly days: Int32Array
  readonly returns: Float64Array
  readonly benchmark: Float64Array
  readonly periodsPerYear: number
  readonly riskFreeRate: number
}

/**
 * Joins a series and a benchmark on their common days, nothing filled. The factor stays that of the series
 * while none of its days is lost; otherwise it is that of the common days.
 */
export function pairWith(series: MeasuredSeries, benchmark: Benchmark): Pair {
  const rows: number[] = []
  const benchmarkRows: number[] = []
  for (let s = 0, b = 0; s < series.days.length && b < benchmark.days.length; ) {
    const difference = series.days[s]! - benchmark.days[b]!
    if (difference === 0) {
      rows.push(s)
      benchmarkRows.push(b)
    }
    if (difference <= 0) s++
    if (difference >= 0) b++
  }
  const days = Int32Array.from(rows, (row) => series.days[row]!)
  return {
    benchmarkName: benchmark.name,
    days,
    returns: Float64Array.from(rows, (row) => series.returns[row]!),
    benchmark: Float64Array.from(benchmarkRows, (row) => benchmark.returns[row]!),
    periodsPerYear: days.length === series.days.length ? series.periodsPerYear : calendarFactor(days),
    riskFreeRate: series.riskFreeRate,
  }
}
