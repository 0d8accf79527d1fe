import type { Figure } from "#shared/model/figure"
import { type Described, figure } from "#engine/measures/measure"
import type { Trade } from "./simulate"

/** What a portfolio traded over the rows that were simulated. */
export interface TradedSeries {
  /** Days of the rows, for the annualisation and its limit. */
  readonly days: Int32Array
  readonly periodsPerYear: number
  readonly trades: readonly Trade[]
}

const rebalances = described("rebalances", "Rebalances", "count", "no", {
  definition: "rows on which something was traded, the first purchase counted",
  undefinedWhen: "never",
})
const turnover = described("turnover_per_rebalance", "Turnover per rebalance", "fraction", "no", {
  definition: "mean of sum |target - drifted weight| over the rebalances after the first purchase",
  undefinedWhen: "nothing was traded after the first purchase",
})
const annualTurnover = described("turnover_annual", "Turnover (ann.)", "fraction", "by factor", {
  definition: "sum of turnover after the first purchase / rows x periods per year",
  undefinedWhen: "under 90 calendar days",
})
const cost = described("cost_total", "Costs", "fraction", "no", {
  definition:
    "sum of turnover x (slippage + commission), the first purchase counted; each of the wealth then",
  undefinedWhen: "never",
})
const annualCost = described("cost_annual", "Costs (ann.)", "fraction", "by factor", {
  definition: "sum of costs / rows x periods per year",
  undefinedWhen: "under 90 calendar days",
})

/** Turnover and costs of a simulated portfolio, in the order a report shows them. */
export function tradingFigures(series: TradedSeries): readonly Figure[] {
  const { days, periodsPerYear } = series
  const later = series.trades.slice(1).filter((trade) => trade.turnover > 0)
  const laterTurnover = total(later.map((trade) => trade.turnover))
  const costs = total(series.trades.map((trade) => trade.cost))
  const perYear = periodsPerYear / days.length
  return [
    figure(rebalances, series, () => series.trades.filter((trade) => trade.turnover > 0).length),
    figure(turnover, series, () =>
      later.length === 0
        ? { why: "nothing was traded after the first purchase" }
        : laterTurnover / later.length,
    ),
    figure(annualTurnover, series, () => laterTurnover * perYear),
    figure(cost, series, () => costs),
    figure(annualCost, series, () => costs * perYear),
  ]
}

function described(
  key: string,
  title: string,
  unit: Figure["unit"],
  annualised: Described["annualised"],
  words: Pick<Described, "definition" | "undefinedWhen">,
): Described {
  return { key, title, unit, annualised, ...words }
}

function total(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
