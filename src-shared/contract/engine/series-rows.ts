/** What is drawn of a series. */
export const seriesMeasures = ["cumulative", "underwater", "rolling_sharpe", "rolling_volatility"] as const
export type SeriesMeasure = (typeof seriesMeasures)[number]

/**
 * Daily series of one measure as an Arrow IPC stream: `day` (days since 1970-01-01, int32) and a float64 column per
 * line, null where the line has no value. Thinned to the points asked for: each bucket of days keeps the lowest and
 * the highest value of every line, so that no drawdown is lost.
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
