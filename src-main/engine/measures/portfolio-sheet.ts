import type { Figure } from "#shared/model/figure"
import { alpha } from "./alpha"
import type { Benchmark } from "./benchmark"
import { beta } from "./beta"
import { effectiveN, effectiveNumber } from "./effective-n"
import { informationRatio } from "./information-ratio"
import { figure, type Undefined } from "./measure"
import type { MeasuredSeries } from "./prepared-series"
import { relativeFiguresOf, type RelativeMeasure } from "./relative-measure"
import { tearSheet } from "./tear-sheet"
import { trackingError } from "./tracking-error"
import { turnoverPerYear } from "./turnover"

/** The figures against a benchmark in the order of tear sheets. */
export const relativeMeasures: readonly RelativeMeasure[] = [beta, alpha, informationRatio, trackingError]

/** What is known of a portfolio besides its returns. */
export interface PortfolioAbout {
  readonly weights: ArrayLike<number>
  readonly benchmark: Benchmark | Undefined
  /** Sum over the series' rebalances of what each traded, as fractions of the portfolio (see `turnover`). */
  readonly traded: number | Undefined
}

/** Every figure of a portfolio: its tear sheet, then benchmark, turnover and effective N. */
export function portfolioSheet(series: MeasuredSeries, about: PortfolioAbout): readonly Figure[] {
  const { traded, weights } = about
  return [
    ...tearSheet(series),
    ...relativeFiguresOf(relativeMeasures, series, about.benchmark),
    figure(turnoverPerYear, series, () =>
      typeof traded === "number" ? (traded * series.periodsPerYear) / series.returns.length : traded,
    ),
    figure(effectiveNumber, series, () => effectiveN(weights) || { why: "every weight is zero" }),
  ]
}
