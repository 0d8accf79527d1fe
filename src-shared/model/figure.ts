/** A number as every rendering shows it: computed once, with its definition and factor (design 1.6). */
export interface Figure {
  readonly key: string
  readonly title: string
  /** null when it is undefined; `why` then says the reason. */
  readonly value: number | null
  readonly why: string | null
  /** What the value alone does not say: the dates of a drawdown, the day of an extreme, the benchmark. */
  readonly note: string | null
  readonly unit: "fraction" | "ratio" | "count"
  readonly definition: string
  /** The cases in which there is no value. */
  readonly undefinedWhen: string
  /** Periods per year used; null when the figure is not annualised. */
  readonly factor: number | null
}

/** One fall of wealth below its peak, until the peak is reached again. */
export interface Drawdown {
  /** Last day at the peak; null when wealth fell from its start. */
  readonly peak: string | null
  readonly trough: string
  /** First day back at the peak; null while the drawdown is open. */
  readonly recovery: string | null
  /** Wealth at the trough over wealth at the peak, less 1; negative. */
  readonly depth: number
  /** Calendar days from the peak to the recovery, or to the last day of the series while it is open. */
  readonly days: number
}

/** Compounded returns of one year by month; null for months without a return, or beyond the range of numbers. */
export interface YearOfReturns {
  readonly year: number
  /** January first; twelve of them. */
  readonly months: readonly (number | null)[]
  readonly total: number | null
}

/** A figure over a moving window of rows, at the last row of each month. */
export interface RollingFigure {
  readonly key: string
  readonly title: string
  readonly unit: Figure["unit"]
  readonly definition: string
  readonly factor: number | null
  /** Rows in each window. */
  readonly window: number
  /** In the order of time; empty where the series is shorter than a window. */
  readonly points: readonly RollingPoint[]
}

export interface RollingPoint {
  /** Last day of the window. */
  readonly day: string
  /** null where the figure is undefined on the window; `why` then says the reason. */
  readonly value: number | null
  readonly why: string | null
}
