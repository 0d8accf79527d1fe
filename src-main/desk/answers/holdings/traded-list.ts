import type { TradedList, TradedRow } from "#shared/contract/engine/holding-rows"
import type { RunHoldings } from "./run-holdings"

/** The netted holdings as amounts of a capital, in the portfolio's order; what is netted to nothing is not traded. */
export function tradedList({ portfolio }: RunHoldings, capital: number): TradedList {
  const rows: TradedRow[] = []
  let long = 0
  let short = 0
  for (const { Symbol: symbol, Description: description, Net_Weight: net } of portfolio.weights) {
    if (net === 0) continue
    const amount = capital * net
    if (amount > 0) long += amount
    else short -= amount
    rows.push({ symbol, description, direction: net > 0 ? "LONG" : "SHORT", net, amount })
  }
  return {
    capital,
    rows,
    gross: long + short,
    long,
    short,
    net: long - short,
    withoutUnits:
      "The run keeps no prices and no lot sizes, so that amounts can't be turned into units; they are in the currency of the capital.",
  }
}
