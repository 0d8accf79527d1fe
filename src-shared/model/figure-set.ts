import type { Drawdown, Figure, RollingFigure, YearOfReturns } from "./figure"

/** Figures of one series with the window and calendar they come from. */
export interface FigureSet {
  readonly title: string
  readonly first: string
  readonly last: string
  readonly rows: number
  readonly periods_per_year: number
  readonly calendar: string
  readonly figures: readonly Figure[]
}

/** Figures of a portfolio with what a table says better: its worst drawdowns, returns by month and rolling figures. */
export interface PortfolioFigureSet extends FigureSet {
  /** The deepest first. */
  readonly drawdowns: readonly Drawdown[]
  readonly months: readonly YearOfReturns[]
  /** Sharpe and volatility of the last half year, month by month. */
  readonly rolling: readonly RollingFigure[]
}
