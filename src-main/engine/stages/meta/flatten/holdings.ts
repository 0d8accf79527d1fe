import type { HoldingPath, HoldingRow } from "#shared/model/holding"
import type { LeafPath, LeafRow } from "./exposure"

/** A leaf row with what is known of its symbol. */
export interface DescribedLeaf extends LeafRow {
  readonly description: string
  readonly sector: string
  readonly market: string
  readonly type: string
}

/** Below this |net| a row is flagged as dust; it is kept (design 5.6). */
const DUST = 1e-6

/**
 * Physical holdings of a node: paths summed per symbol, longs and shorts netted. Weights are
 * fractions of the node; rows by |net| descending, ties by symbol. What is known of a symbol comes
 * from its largest contribution; the first path wins a tie.
 */
export function holdingsOf(paths: readonly LeafPath<DescribedLeaf>[]): readonly HoldingRow[] {
  const bySymbol = new Map<string, LeafPath<DescribedLeaf>[]>()
  for (const path of paths) {
    const known = bySymbol.get(path.row.symbol)
    if (known === undefined) bySymbol.set(path.row.symbol, [path])
    else known.push(path)
  }
  return [...bySymbol]
    .map(([symbol, ways]) => holdingOf(symbol, ways))
    .sort((a, b) => b.Weight - a.Weight || (a.Symbol < b.Symbol ? -1 : 1))
}

function holdingOf(symbol: string, ways: readonly LeafPath<DescribedLeaf>[]): HoldingRow {
  let long = 0
  let short = 0
  let largest = ways[0]!
  for (const way of ways) {
    long += (way.factor * (way.row.gross + way.row.net)) / 2
    short += (way.factor * (way.row.gross - way.row.net)) / 2
    if (Math.abs(way.factor * way.row.net) > Math.abs(largest.factor * largest.row.net)) largest = way
  }
  const net = long - short
  return {
    Symbol: symbol,
    Weight: Math.abs(net),
    Net_Weight: net,
    Gross_Weight: long + short,
    Direction: net > 0 ? "LONG" : net < 0 ? "SHORT" : "FLAT",
    Description: largest.row.description,
    Sector: largest.row.sector,
    Market: largest.row.market,
    Type: largest.row.type,
    Contributors: [...new Set(ways.flatMap((way) => way.sleeves.slice(0, 1)))],
    Paths: ways.map(pathOf),
    Dust: Math.abs(net) < DUST,
  }
}

function pathOf(way: LeafPath): HoldingPath {
  return {
    sleeves: way.sleeves,
    factors: way.factors,
    leafNet: way.row.net,
    leafGross: way.row.gross,
    net: way.factor * way.row.net,
  }
}
