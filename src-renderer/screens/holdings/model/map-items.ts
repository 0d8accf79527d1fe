import type { ExposureNode } from "#shared/contract/engine/holding-rows"
import { byGross } from "./exposure-index"

/** What a map draws as one thing: a node, or small siblings that were gathered. */
export interface MapItem {
  /** The node's path; of gathered ones their parent's, with "//others" behind it. */
  readonly key: string
  /** The parent for gathered ones. */
  readonly node: ExposureNode
  readonly others: readonly ExposureNode[]
  readonly gross: number
  readonly children: readonly MapItem[]
}

/** How fine a map is: shares of the whole that it draws. */
export interface Grain {
  /** What is smaller is gathered with its small siblings. */
  readonly smallest: number
  /** Sleeves that are smaller are drawn without what is in them. */
  readonly opens: number
}

/** Tiles and headings that a map has at most. */
export const mostDrawn = 300

/** The items of a map of `focus`; the grain is coarsened until at most `mostDrawn` remain. */
export function mapItems(focus: ExposureNode, grain: Grain): MapItem {
  for (let { smallest, opens } = grain; ; smallest *= 1.4, opens *= 1.2) {
    const item = itemOf(focus, focus.gross, { smallest, opens })
    if (drawnCount(item) - 1 <= mostDrawn || smallest > 1) return item
  }
}

function itemOf(node: ExposureNode, whole: number, grain: Grain): MapItem {
  const isOpen = node.gross >= grain.opens * whole
  return {
    key: node.path,
    node,
    others: [],
    gross: node.gross,
    children: isOpen ? childrenOf(node, whole, grain) : [],
  }
}

function childrenOf(node: ExposureNode, whole: number, grain: Grain): readonly MapItem[] {
  const drawn = node.children.filter(({ gross }) => gross > 0).toSorted(byGross)
  const small = drawn.filter(({ gross }) => gross < grain.smallest * whole)
  // One alone is gathered with nobody.
  const others = small.length > 1 ? small : []
  const large = drawn.slice(0, drawn.length - others.length).map((child) => itemOf(child, whole, grain))
  if (others.length === 0) return large
  const gross = others.reduce((sum, each) => sum + each.gross, 0)
  return [...large, { key: `${node.path}//others`, node, others, gross, children: [] }]
}

function drawnCount(item: MapItem): number {
  return item.children.reduce((sum, child) => sum + drawnCount(child), 1)
}

/** What is drawn for a path: itself, the gathered ones it is among, or the nearest above it. */
export function drawnFor(path: string, items: readonly MapItem[]): MapItem | undefined {
  const exact = items.find(({ key }) => key === path)
  if (exact !== undefined) return exact
  const within = (above: string) => above === "" || path.startsWith(`${above}/`)
  const gathered = items.find(({ others }) => others.some((each) => each.path === path || within(each.path)))
  if (gathered !== undefined) return gathered
  return items
    .filter(({ key, others, node }) => others.length === 0 && node.kind !== "asset" && within(key))
    .toSorted((a, b) => b.key.length - a.key.length)[0]
}
