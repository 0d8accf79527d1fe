import type { Figure } from "#shared/model/figure"
import { bestDay } from "./best-day"
import { cagr } from "./cagr"
import { calmar } from "./calmar"
import { conditionalValueAtRisk } from "./conditional-value-at-risk"
import { cumulativeReturn } from "./cumulative-return"
import { kurtosis } from "./kurtosis"
import { longestDrawdown } from "./longest-drawdown"
import { maxDrawdown } from "./max-drawdown"
import { figuresOf, type Measure } from "./measure"
import { omega } from "./omega"
import type { MeasuredSeries } from "./prepared-series"
import { riskFreeRate } from "./risk-free-rate"
import { sharpe } from "./sharpe"
import { skewness } from "./skewness"
import { sortino } from "./sortino"
import { tailRatio } from "./tail-ratio"
import { ulcerIndex } from "./ulcer-index"
import { valueAtRisk } from "./value-at-risk"
import { volatility } from "./volatility"
import { winDays } from "./win-days"
import { worstDay } from "./worst-day"

/** The figures of a return series in the order readers know from tear sheets (product.md, conventions). */
export const tearSheetMeasures: readonly Measure[] = [
  riskFreeRate,
  cumulativeReturn,
  cagr,
  sharpe,
  sortino,
  maxDrawdown,
  longestDrawdown,
  volatility,
  calmar,
  skewness,
  kurtosis,
  valueAtRisk,
  conditionalValueAtRisk,
  winDays,
  bestDay,
  worstDay,
  omega,
  ulcerIndex,
  tailRatio,
]

/** Every figure of the tear sheet for one series. */
export function tearSheet(series: MeasuredSeries): readonly Figure[] {
  return figuresOf(tearSheetMeasures, series)
}
