import type { ExposureNode, HoldingsTree } from "#shared/contract/engine/holding-rows"

/** A node with where it stands. */
export interface Place {
  readonly node: ExposureNode
  /** null for the root. */
  readonly parent: ExposureNode | null
  /** Sleeves above it, its own level at the end; the root is 0. */
  readonly level: number
  /** The verdict on the nearest sleeve at or above it that has one. */
  readonly health: ExposureNode["health"]
}

/** What is asked of a tree again and again, found once. */
export interface ExposureIndex {
  readonly places: ReadonlyMap<string, Place>
  /** Sleeves that hold assets, the largest first; ties by path. */
  readonly sleeves: readonly string[]
  readonly markets: readonly string[]
  /** The largest |risk share| of any sleeve or asset; null where none is known. */
  readonly largestRisk: number | null
  /** Ids of the root's sleeves through which a symbol is held. */
  readonly contributors: ReadonlyMap<string, readonly string[]>
  readonly overCap: ReadonlySet<string>
}

export function exposureIndex(tree: HoldingsTree): ExposureIndex {
  const places = new Map<string, Place>()
  const contributors = new Map<string, string[]>()
  const sleeves: ExposureNode[] = []
  let largestRisk: number | null = null
  const visit = (node: ExposureNode, above: Place | null, top: string) => {
    const place: Place = {
      node,
      parent: above?.node ?? null,
      level: above === null ? 0 : above.level + 1,
      health: node.health ?? above?.health ?? null,
    }
    places.set(node.path, place)
    if (above !== null && node.riskShare !== null) {
      largestRisk = Math.max(largestRisk ?? 0, Math.abs(node.riskShare))
    }
    if (node.kind === "atomic") sleeves.push(node)
    if (node.kind === "asset") {
      const known = contributors.get(node.id) ?? []
      if (!known.includes(top)) contributors.set(node.id, [...known, top])
    }
    for (const child of node.children) visit(child, place, top === "" ? child.id : top)
  }
  visit(tree.root, null, "")
  return {
    places,
    sleeves: sleeves.toSorted(byGross).map(({ path }) => path),
    markets: tree.markets,
    largestRisk,
    contributors,
    overCap: new Set(tree.check.concentration.above.map(({ symbol }) => symbol)),
  }
}

/** The largest first; ties by path. */
export function byGross(
  a: { readonly gross: number; readonly path: string },
  b: { readonly gross: number; readonly path: string },
): number {
  return b.gross - a.gross || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)
}

/** The nodes from the root down to a path; undefined for one that is not of the tree. */
export function trailTo(index: ExposureIndex, path: string): readonly ExposureNode[] {
  const place = index.places.get(path)
  if (place === undefined) return []
  return place.parent === null ? [place.node] : [...trailTo(index, place.parent.path), place.node]
}

/** The path of the sleeve that holds an asset; a sleeve's own path. */
export function sleeveOf(index: ExposureIndex, node: ExposureNode): string {
  return node.kind === "asset" ? (index.places.get(node.path)?.parent?.path ?? "") : node.path
}

/** What a part is of a whole; null where the whole is nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** Assets and sleeves that have no area: nothing is held, or it was weighted with nothing. */
export function withoutArea(root: ExposureNode): readonly ExposureNode[] {
  return root.children.flatMap((child) => (child.gross === 0 ? [child] : withoutArea(child)))
}
