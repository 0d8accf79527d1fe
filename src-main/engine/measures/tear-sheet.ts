import type { Figure } from "#shared/model/figure"
import { cagr } from "./cagr"
import { cumulativeReturn } from "./cumulative-return"
import { maxDrawdown } from "./max-drawdown"
import { figureOf, type Measure, type MeasuredSeries } from "./measure"
import { sharpe } from "./sharpe"
import { volatility } from "./volatility"
import { winDays } from "./win-days"

/** The figures of a return series in the order readers know from tear sheets. */
export const tearSheetMeasures: readonly Measure[] = [
  cumulativeReturn,
  cagr,
  sharpe,
  maxDrawdown,
  volatility,
  winDays,
]

/** Every figure of the tear sheet for one series. */
export function tearSheet(series: MeasuredSeries): readonly Figure[] {
  return tearSheetMeasures.map((measure) => figureOf(measure, series))
}
