import { hierarchy, type HierarchyRectangularNode, treemap, treemapResquarify } from "d3-hierarchy"
import type { Drawn } from "./drawn"
import type { MapItem } from "./map-items"

/** Height of a sleeve's heading, in pixels. */
export const headingHeight = 18
/** Sleeves that come out smaller than this are one tile. */
const leastGroup = { width: 46, height: headingHeight + 14 }

type Node = HierarchyRectangularNode<MapItem>

/** Lays out treemaps. The same items in another size keep their neighbours. */
export class TileLayout {
  #signature = ""
  #root: Node | undefined

  place(items: MapItem, width: number, height: number): readonly Drawn[] {
    const signature = signatureOf(items)
    if (this.#root === undefined || this.#signature !== signature) {
      this.#root = hierarchy(items, ({ children }) => children)
        .sum(({ children, gross }) => (children.length === 0 ? gross : 0))
        .sort((a, b) => (b.value ?? 0) - (a.value ?? 0)) as Node
      this.#signature = signature
    }
    const layout = treemap<MapItem>()
      .tile(treemapResquarify)
      .size([width, height])
      .round(true)
      .paddingInner(2)
      .paddingOuter(({ depth }) => (depth === 0 ? 0 : 2))
      .paddingTop(({ depth, children }) => (depth === 0 || children === undefined ? 0 : headingHeight))
    return (layout(this.#root).children ?? []).flatMap(drawnBelow)
  }
}

function drawnBelow(node: Node): readonly Drawn[] {
  const { data: item, x0, y0, x1, y1, children } = node
  if (x1 - x0 <= 0 || y1 - y0 <= 0) return []
  const outline = `M${x0} ${y0}H${x1}V${y1}H${x0}Z`
  const isGroup = children !== undefined && x1 - x0 >= leastGroup.width && y1 - y0 >= leastGroup.height
  if (!isGroup) return [{ item, kind: "tile", box: { x0, y0, x1, y1 }, outline }]
  const heading: Drawn = { item, kind: "heading", box: { x0, y0, x1, y1: y0 + headingHeight }, outline }
  return [heading, ...children.flatMap(drawnBelow)]
}

function signatureOf({ key, gross, children }: MapItem): string {
  return `${key}:${gross}(${children.map(signatureOf).join()})`
}
