import type { MapItem } from "./map-items"

export interface Box {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** An item with its place in a picture. */
export interface Drawn {
  readonly item: MapItem
  /** A heading stands over the tiles of what is in it. */
  readonly kind: "tile" | "heading"
  /** Where its label stands, and where the arrow keys find it. */
  readonly box: Box
  /** The outline as an SVG path. */
  readonly outline: string
}

export type Direction = "left" | "right" | "up" | "down"

/** The nearest in a direction, what lies straight ahead before what lies aside; undefined at the edge. */
export function nextTowards(drawn: readonly Drawn[], from: Drawn, direction: Direction): Drawn | undefined {
  const start = turned(from.box, direction)
  let best: Drawn | undefined
  let least = Number.POSITIVE_INFINITY
  for (const each of drawn) {
    const box = turned(each.box, direction)
    const ahead = (box.x0 + box.x1 - start.x0 - start.x1) / 2
    if (each === from || ahead <= 0.5) continue
    const gap = Math.max(box.x0 - start.x1, 0)
    const aside = Math.max(box.y0 - start.y1, start.y0 - box.y1, 0)
    const off = Math.abs(box.y0 + box.y1 - start.y0 - start.y1) / 2
    const cost = gap + 4 * aside + 0.3 * off + 0.2 * ahead
    if (cost < least) {
      least = cost
      best = each
    }
  }
  return best
}

/** The box as it lies when the direction points to the right. */
function turned({ x0, y0, x1, y1 }: Box, direction: Direction): Box {
  if (direction === "right") return { x0, y0, x1, y1 }
  if (direction === "left") return { x0: -x1, y0, x1: -x0, y1 }
  if (direction === "down") return { x0: y0, y0: x0, x1: y1, y1: x1 }
  return { x0: -y1, y0: x0, x1: -y0, y1: x1 }
}

/** Average width of a letter of the map's labels, at 11 px. */
const letter = 6.9

/**
 * As much of a label as its room has: whole, without its market before the colon, cut with an ellipsis, or nothing
 * where fewer than four letters would be left.
 */
export function fittingLabel(name: string, width: number): string {
  const room = Math.floor(width / letter)
  if (name.length <= room) return name
  const short = name.slice(name.indexOf(":") + 1)
  if (short.length <= room) return short
  return room < 5 ? "" : `${short.slice(0, room - 1)}…`
}
