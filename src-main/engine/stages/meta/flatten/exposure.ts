import type { NodeExposure } from "#shared/model/holding"

/** A leaf row of a sleeve: signed net and gross weight, as fractions of the sleeve. */
export interface LeafRow {
  readonly symbol: string
  readonly net: number
  readonly gross: number
}

/** A sleeve with its rows, or a meta profile with weighted sleeves. */
export type HoldingsNode<Row extends LeafRow = LeafRow> = LeafNode<Row> | MetaNode<Row>

export interface LeafNode<Row extends LeafRow = LeafRow> {
  readonly kind: "atomic"
  readonly id: string
  readonly rows: readonly Row[]
  /** 1, or 1 minus the cash that the sleeve recorded. */
  readonly expectedGross: number
}

export interface MetaNode<Row extends LeafRow = LeafRow> {
  readonly kind: "meta"
  readonly id: string
  /** In manifest order; weights >= 0 are fractions of this node. A zero weight keeps its paths. */
  readonly sleeves: readonly { readonly weight: number; readonly node: HoldingsNode<Row> }[]
}

/** One way from a node down to a leaf row. */
export interface LeafPath<Row extends LeafRow = LeafRow> {
  readonly sleeves: readonly string[]
  readonly factors: readonly number[]
  /** Product of the factors. */
  readonly factor: number
  readonly row: Row
}

/** Every path from the node to a leaf row, depth first in manifest order. */
export function pathsOf<Row extends LeafRow>(node: HoldingsNode<Row>): readonly LeafPath<Row>[] {
  if (node.kind === "atomic") return node.rows.map((row) => ({ sleeves: [], factors: [], factor: 1, row }))
  return node.sleeves.flatMap(({ weight, node: child }) =>
    pathsOf(child).map((path) => ({
      sleeves: [child.id, ...path.sleeves],
      factors: [weight, ...path.factors],
      factor: weight * path.factor,
      row: path.row,
    })),
  )
}

/** Long and short capital of one symbol: L = (g + n) / 2 and S = (g - n) / 2 over its paths (design 5.6). */
export interface SymbolExposure {
  long: number
  short: number
}

/** Long and short capital per symbol of a node, as fractions of the node. */
export function exposureBySymbol(paths: readonly LeafPath[]): ReadonlyMap<string, SymbolExposure> {
  const bySymbol = new Map<string, SymbolExposure>()
  for (const { factor, row } of paths) {
    const exposure = bySymbol.get(row.symbol) ?? { long: 0, short: 0 }
    exposure.long += (factor * (row.gross + row.net)) / 2
    exposure.short += (factor * (row.gross - row.net)) / 2
    bySymbol.set(row.symbol, exposure)
  }
  return bySymbol
}

/**
 * Gross before and after netting, net and netting loss at every node (design 5.6). A node's own loss
 * is its loss minus the weighted losses of its sleeves; own losses, each times the node's factor from
 * the root, add up to the root's loss.
 */
export function measureExposure(node: HoldingsNode, factor = 1): NodeExposure {
  const sleeves =
    node.kind === "atomic"
      ? []
      : node.sleeves.map(({ weight, node: child }) => measureExposure(child, factor * weight))
  let grossBefore = 0
  let grossAfter = 0
  let net = 0
  for (const { long, short } of exposureBySymbol(pathsOf(node)).values()) {
    grossBefore += long + short
    grossAfter += Math.abs(long - short)
    net += long - short
  }
  const nettingLoss = grossBefore - grossAfter
  let inherited = 0
  if (node.kind === "meta") {
    node.sleeves.forEach(({ weight }, i) => {
      inherited += weight * sleeves[i]!.nettingLoss
    })
  }
  return {
    id: node.id,
    kind: node.kind,
    factor,
    grossBefore,
    grossAfter,
    nettingLoss,
    ownLoss: nettingLoss - inherited,
    net,
    sleeves,
  }
}

/** A node and everything below it, parents first. */
export function everyNode(root: NodeExposure): readonly NodeExposure[] {
  return [root, ...root.sleeves.flatMap(everyNode)]
}
