import type { ExposureNode } from "#shared/contract/engine/holding-rows"
import { type ExposureIndex, sleeveOf } from "./exposure-index"

export const paintings = ["sleeve", "market", "risk", "health"] as const
export type Painting = (typeof paintings)[number]

export const paintingTitles: Readonly<Record<Painting, string>> = {
  sleeve: "Sleeve",
  market: "Market",
  risk: "Share of risk",
  health: "Health",
}

/** How a tile is painted. */
export interface Paint {
  /** A colour of the tokens. */
  readonly colour: string
  /** How much of the colour, from 0 to 1. */
  readonly amount: number
  /** Over the colour, where eight are not enough. */
  readonly texture: "plain" | "dots" | "grid"
  /** What the colour says. */
  readonly word: string
}

const neutral = (word: string): Paint => ({ colour: "var(--neutral)", amount: 0.3, texture: "plain", word })
const textures = ["plain", "dots", "grid"] as const
const colours = 8

/** The paint of the n-th category: eight colours, the same with dots, the same with a grid, then grey for the rest. */
export function categoryPaint(place: number, word: string): Paint {
  const texture = place < 0 ? undefined : textures[Math.floor(place / colours)]
  if (texture === undefined) return neutral(word)
  return { colour: `var(--category-${(place % colours) + 1})`, amount: 0.9, texture, word }
}

/** Zero is grey; blue adds, orange takes away. The root's scale is of the whole run, and by the square root. */
export function sharePaint(value: number | null, largest: number | null, word: string): Paint {
  if (value === null || largest === null || largest === 0) return neutral(word)
  const amount = Math.min(Math.sqrt(Math.abs(value) / largest), 1)
  const colour = value === 0 ? "var(--neutral)" : value > 0 ? "var(--positive)" : "var(--negative)"
  return { colour, amount: 0.05 + 0.95 * amount, texture: "plain", word }
}

const healthColours = {
  healthy: "var(--ok)",
  degraded: "var(--warning)",
  vetoed: "var(--vetoed)",
  unknown: "var(--unknown)",
} as const

/** The paint of a node, or of what was gathered of it. */
export function paintOf(
  painting: Painting,
  index: ExposureIndex,
  node: ExposureNode,
  others: readonly ExposureNode[],
): Paint {
  if (others.length > 0) {
    // Gathered siblings share their sleeve's colour; of the rest each has its own.
    if (painting === "sleeve" && node.kind === "atomic") return paintOf(painting, index, node, [])
    return neutral(`${others.length} others`)
  }
  switch (painting) {
    case "sleeve": {
      const sleeve = sleeveOf(index, node)
      const place = index.sleeves.indexOf(sleeve)
      return node.kind === "meta" ? neutral("several sleeves") : categoryPaint(place, sleeve)
    }
    case "market": {
      const market = oneMarket(node)
      if (market === null) return neutral("several markets")
      return categoryPaint(index.markets.indexOf(market), market === "" ? "no market" : market)
    }
    case "risk":
      return sharePaint(node.riskShare, index.largestRisk, "share of risk")
    case "health":
    default: {
      const health = index.places.get(node.path)?.health ?? null
      if (health === null) return neutral("no verdict of its own")
      return { colour: healthColours[health], amount: 0.8, texture: "plain", word: health }
    }
  }
}

/** The market of everything below; null where there are several. */
function oneMarket(node: ExposureNode): string | null {
  if (node.kind === "asset") return node.market
  const [first, ...rest] = node.children.map(oneMarket)
  return first === undefined || rest.some((market) => market !== first) ? null : first
}
