import { hierarchy, partition } from "d3-hierarchy"
import { arc } from "d3-shape"
import type { Drawn } from "./drawn"
import type { MapItem } from "./map-items"

/** Part of the radius that the middle takes: there the way up stands. */
export const hole = 0.24

interface Ring {
  readonly x0: number
  readonly x1: number
  readonly y0: number
  readonly y1: number
}

/** A sunburst round the middle of the picture: sleeves inside, what is in them outside. */
export function ringLayout(items: MapItem, width: number, height: number): readonly Drawn[] {
  const radius = Math.max(Math.min(width, height) / 2 - 4, 1)
  const tree = hierarchy(items, ({ children }) => children).sum(({ children, gross }) =>
    children.length === 0 ? gross : 0,
  )
  const root = partition<MapItem>().size([2 * Math.PI, tree.height + 1])(tree)
  const rings = Math.max(tree.height, 1)
  const at = (level: number) => radius * (hole + ((1 - hole) * (level - 1)) / rings)
  const shape = arc<Ring>()
    .startAngle(({ x0 }) => x0)
    .endAngle(({ x1 }) => x1)
    .innerRadius(({ y0 }) => at(y0))
    .outerRadius(({ y1 }) => at(y1) - 1)
    .padAngle(({ x0, x1 }) => Math.min((x1 - x0) / 3, 0.004))
    .padRadius(radius)
  return root
    .descendants()
    .filter(({ depth, x0, x1 }) => depth > 0 && x1 > x0)
    .map((node) => {
      const middle = (node.x0 + node.x1) / 2
      const [inner, outer] = [at(node.y0), at(node.y1)]
      const along = Math.min((node.x1 - node.x0) * ((inner + outer) / 2), 2 * inner + outer)
      const across = outer - inner
      // How wide and high a level label may be in an arc that is turned by its middle's angle.
      const [sine, cosine] = [Math.abs(Math.sin(middle)), Math.abs(Math.cos(middle))]
      const wide = 0.85 * Math.min(along * cosine + across * sine, along / Math.max(sine, 0.01))
      const high = Math.min(along, along * sine + across * cosine)
      const x = width / 2 + Math.sin(middle) * ((inner + outer) / 2)
      const y = height / 2 - Math.cos(middle) * ((inner + outer) / 2)
      return {
        item: node.data,
        kind: "tile",
        box: { x0: x - wide / 2, x1: x + wide / 2, y0: y - high / 2, y1: y + high / 2 },
        outline: shape(node) ?? "",
      }
    })
}
