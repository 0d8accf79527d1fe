import type { ExposureNode } from "#shared/contract/engine/holding-rows"
import type { TreeRow } from "../../../parts/tree-rows"
import { type ExposureIndex, shareOf } from "./exposure-index"

/** A row of the table: a sleeve, an asset in it, or a symbol with all that is held of it. */
export interface HoldingLine {
  /** The node's path, or the symbol behind "symbol:". */
  readonly key: string
  readonly kind: "meta" | "atomic" | "asset" | "symbol"
  /** The symbol, or the sleeve's id. */
  readonly name: string
  readonly description: string
  readonly market: string
  readonly sector: string
  readonly direction: "LONG" | "SHORT" | "FLAT"
  readonly net: number
  readonly grossBefore: number
  readonly grossAfter: number
  /** Of the gross before netting; null where that is nothing. */
  readonly ofParent: number | null
  readonly ofTotal: number | null
  readonly riskShare: number | null
  readonly contributors: readonly string[]
  readonly overCap: boolean
}

/** The rows of a tree: what is below its root. */
export function treeLines(root: ExposureNode, index: ExposureIndex): readonly TreeRow<HoldingLine>[] {
  const below = (parent: ExposureNode, level: number): TreeRow<HoldingLine>[] =>
    parent.children.map((node) => ({
      key: node.path,
      level,
      item: lineOf(node, parent, root, index),
      children: below(node, level + 1),
    }))
  return below(root, 0)
}

function lineOf(
  node: ExposureNode,
  parent: ExposureNode,
  root: ExposureNode,
  index: ExposureIndex,
): HoldingLine {
  const isAsset = node.kind === "asset"
  return {
    key: node.path,
    kind: node.kind,
    name: node.id,
    description: node.description,
    market: node.market,
    sector: node.sector,
    direction: node.direction,
    net: node.net,
    grossBefore: node.gross,
    grossAfter: node.gross - node.nettingLoss,
    ofParent: shareOf(node.gross, parent.gross),
    ofTotal: shareOf(node.gross, root.gross),
    riskShare: node.riskShare,
    contributors: isAsset ? (index.contributors.get(node.id) ?? []) : [],
    overCap: isAsset && index.overCap.has(node.id),
  }
}

/** Chosen filters; "" lets everything through. */
export interface LineFilters {
  readonly market: string
  /** A path; what is below it is let through. */
  readonly sleeve: string
  readonly direction: string
  readonly overCap: boolean
}

export function filtersOf(chosen: Readonly<Record<string, string>>): LineFilters {
  return {
    market: chosen["market"] ?? "",
    sleeve: chosen["sleeve"] ?? "",
    direction: chosen["direction"] ?? "",
    overCap: chosen["overCap"] === "yes",
  }
}

export function isFiltered({ market, sleeve, direction, overCap }: LineFilters): boolean {
  return market !== "" || sleeve !== "" || direction !== "" || overCap
}

/** Whether a holding passes; `below` tells whether it is held through a sleeve. */
export function passes(
  line: Pick<HoldingLine, "market" | "direction" | "overCap">,
  filters: LineFilters,
  below: (sleeve: string) => boolean,
): boolean {
  return (
    (filters.market === "" || line.market === filters.market) &&
    (filters.direction === "" || line.direction === filters.direction) &&
    (!filters.overCap || line.overCap) &&
    (filters.sleeve === "" || below(filters.sleeve))
  )
}

/** Keeps holdings that pass, and the sleeves that still have one. */
export function filteredLines(
  rows: readonly TreeRow<HoldingLine>[],
  filters: LineFilters,
): readonly TreeRow<HoldingLine>[] {
  if (!isFiltered(filters)) return rows
  return rows.flatMap((row) => {
    const { item } = row
    if (item.kind === "asset" || item.kind === "symbol") {
      const below = (sleeve: string) =>
        item.kind === "asset"
          ? item.key.startsWith(`${sleeve}/`)
          : item.contributors.includes(sleeve.split("/")[0] ?? "")
      return passes(item, filters, below) ? [row] : []
    }
    const children = filteredLines(row.children, filters)
    return children.length === 0 ? [] : [{ ...row, children }]
  })
}

/** Whether a row is found by a search in lower case. */
export function isFound({ name, description, sector, market }: HoldingLine, search: string): boolean {
  return `${name} ${description} ${sector} ${market}`.toLowerCase().includes(search)
}
