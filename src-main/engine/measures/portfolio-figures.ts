import type { Figure } from "#shared/model/figure"
import { alpha } from "./alpha"
import type { Benchmark } from "./benchmark"
import { beta } from "./beta"
import { effectiveN, effectiveNumber } from "./effective-n"
import { informationRatio } from "./information-ratio"
import { figure, type Undefined } from "./measure"
import type { MeasuredSeries } from "./prepared-series"
import { relativeFiguresOf, type RelativeMeasure } from "./relative-measure"
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

/** What the tear sheet of a portfolio holds besides that of its returns: benchmark, turnover, effective N. */
export function portfolioFigures(series: MeasuredSeries, about: PortfolioAbout): readonly Figure[] {
  const { traded, weights } = about
  return [
    ...relativeFiguresOf(relativeMeasures, series, about.benchmark),
    figure(turnoverPerYear, series, () =>
      typeof traded === "number" ? (traded * series.periodsPerYear) / series.returns.length : traded,
    ),
    figure(effectiveNumber, series, () => effectiveN(weights) || { why: "every weight is zero" }),
  ]
}
