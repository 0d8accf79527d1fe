/** What is drawn of a series. */
export const seriesMeasures = ["cumulative", "underwater", "rolling_sharpe", "rolling_volatility"] as const
export type SeriesMeasure = (typeof seriesMeasures)[number]

/**
 * Daily series of one measure as an Arrow IPC stream: `day` (days since 1970-01-01, int32) and a float64 column per
 * line, null where the line has no value. Where there are more days than points asked for, each bucket of days keeps
 * the days on which the portfolio, the walk-forward and the benchmark are lowest and highest, so that no drawdown of
 * them is lost. Rolling measures are of these three alone, at evenly spaced days.
 */
export interface ChartSeries {
  readonly measure: SeriesMeasure
  readonly lines: readonly ChartLine[]
  readonly bytes: Uint8Array
  /** Days of the series, and how many of them the table holds. */
  readonly days: number
  readonly points: number
  readonly first: string
  readonly last: string
  /** Rows of a rolling window; null for other measures. */
  readonly window: number | null
  readonly definition: string
}

export interface ChartLine {
  /** The column's name: `portfolio`, `walk_forward`, `sleeve:<id>`, `benchmark`. */
  readonly key: string
  readonly title: string
  readonly inSample: boolean
}
