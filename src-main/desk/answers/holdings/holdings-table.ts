import type { HoldingDetail, TablePage } from "#shared/contract/engine/holding-rows"
import type { HoldingRow } from "#shared/model/holding"
import { nearestNames } from "#shared/problem/nearest-names"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { arrowPage } from "../arrow-page"
import type { RunHoldings } from "./run-holdings"

/** A page of the holdings in the portfolio's order: by |net| descending, ties by symbol. */
export function holdingsPage({ portfolio, check, risks }: RunHoldings, first: number): Promise<TablePage> {
  const above = new Set(check.concentration.above.map(({ symbol }) => symbol))
  return arrowPage(portfolio.weights.length, first, (from, to) => {
    const rows = portfolio.weights.slice(from, to)
    const text = (name: string, of: (row: HoldingRow) => string) =>
      ({ name, kind: "text", values: rows.map(of) }) as const
    const number = (name: string, of: (row: HoldingRow) => number | null) =>
      ({ name, kind: "number", values: rows.map(of) }) as const
    return [
      text("symbol", (row) => row.Symbol),
      text("description", (row) => row.Description),
      text("sector", (row) => row.Sector),
      text("market", (row) => row.Market),
      text("type", (row) => row.Type),
      text("direction", (row) => row.Direction),
      number("net", (row) => row.Net_Weight),
      number("gross", (row) => row.Gross_Weight),
      number("netted", (row) => row.Gross_Weight - row.Weight),
      number("risk_share", (row) => risks?.bySymbol.get(row.Symbol)?.share ?? null),
      text("contributors", (row) => row.Contributors.join(", ")),
      { name: "paths", kind: "whole", values: rows.map((row) => row.Paths.length) },
      { name: "over_cap", kind: "flag", values: rows.map((row) => above.has(row.Symbol)) },
      { name: "dust", kind: "flag", values: rows.map((row) => row.Dust) },
    ]
  })
}

/** One holding with the multiplications that lead to it. Fails with `figure.unknown`. */
export function holdingDetail(holdings: RunHoldings, symbol: string): Result<HoldingDetail> {
  const { portfolio, check, risks, riskProfile } = holdings
  const row = portfolio.weights.find((one) => one.Symbol === symbol)
  if (row === undefined) return failed(unknownHolding(holdings, symbol))
  const risk = risks?.bySymbol.get(symbol)
  return ok({
    symbol,
    net: row.Net_Weight,
    gross: row.Gross_Weight,
    direction: row.Direction,
    description: row.Description,
    sector: row.Sector,
    market: row.Market,
    type: row.Type,
    overCap: check.concentration.above.some((one) => one.symbol === symbol),
    dust: row.Dust,
    contributors: row.Contributors,
    paths: row.Paths,
    riskShare: risk?.share ?? null,
    riskShareWhy: risk?.why ?? null,
    figure: `${riskProfile}.holding.${symbol}`,
  })
}

function unknownHolding({ portfolio, runId }: RunHoldings, symbol: string) {
  const symbols = portfolio.weights.map((row) => row.Symbol)
  const near = nearestNames(symbol, symbols)
  return problem("figure.unknown", {
    what: "The run holds nothing of that symbol.",
    where: `run ${runId}`,
    seen: symbol,
    remedy: near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "Choose one of its holdings.",
  })
}
