import { leavesOf, type Merge } from "./linkage"

/** Half-open range of positions in the present leaf order. */
interface Range {
  readonly from: number
  readonly to: number
}

/** A side of a node whose outer leaf is looked for in one part and whose inner leaf in the other. */
interface Orientation {
  readonly outer: Range
  readonly inner: Range
}

/**
 * Turns the nodes of a tree so that the distances between neighbouring leaves add up to little
 * (Bar-Joseph, Gifford and Jaakkola 2001), in O(N^3). Takes N - 1 merges and the N x N distances; gives the merges
 * with children exchanged.
 *
 * The orientation of mirrored optima matters to whoever halves the order, so this follows scipy's
 * `optimal_leaf_ordering`: path costs in single precision, the first of equal optima, and each
 * subtree kept at its own optimum and only mirrored as a whole by the nodes above it.
 */
export function optimalLeafOrder(merges: readonly Merge[], distances: Float64Array, n: number): Merge[] {
  const order = leavesOf(merges, n)
  const position = new Int32Array(n)
  order.forEach((item, at) => {
    position[item] = at
  })
  const near = new Float64Array(n * n)
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) near[a * n + b] = distances[order[a]! * n + order[b]!]!
  }
  const ranges: Range[] = Array.from({ length: n }, (_, i) => ({ from: position[i]!, to: position[i]! + 1 }))
  for (const { left, right } of merges) ranges.push({ from: ranges[left]!.from, to: ranges[right]!.to })

  const search = new Search(near, n)
  const mirrored = new Uint8Array(merges.length)
  for (const { left, right } of merges) {
    const turned = search.join(
      orientations(merges, ranges, n, left, "left"),
      orientations(merges, ranges, n, right, "right"),
    )
    if (left >= n && turned.left) mirrored[left - n] = 1
    if (right >= n && turned.right) mirrored[right - n] = 1
  }
  return exchange(merges, mirrored, n)
}

/** As it is, and mirrored; the outer leaf of a left side lies in its left part, of a right side right. */
function orientations(
  merges: readonly Merge[],
  ranges: readonly Range[],
  n: number,
  node: number,
  side: "left" | "right",
): Orientation[] {
  if (node < n) return [{ outer: ranges[node]!, inner: ranges[node]! }]
  const left = ranges[merges[node - n]!.left]!
  const right = ranges[merges[node - n]!.right]!
  const kept = side === "left" ? { outer: left, inner: right } : { outer: right, inner: left }
  return [kept, { outer: kept.inner, inner: kept.outer }]
}

/** Of single precision, relative: two roundings up here, two down there. */
const FOUR_ULPS = 2 ** -21

/** Costs of the cheapest path through a subtree for every pair of its end leaves, built bottom-up. */
class Search {
  private readonly cost: Float32Array
  private readonly through: Float64Array
  /** Bit 0: the left side was mirrored, bit 1: the right one. */
  private readonly turned: Uint8Array

  constructor(
    private readonly near: Float64Array,
    private readonly n: number,
  ) {
    this.cost = new Float32Array(n * n)
    this.through = new Float64Array(n)
    this.turned = new Uint8Array(n * n)
  }

  join(left: readonly Orientation[], right: readonly Orientation[]): { left: boolean; right: boolean } {
    left.forEach((l, swapLeft) => {
      right.forEach((r, swapRight) => this.joinOriented(l, r, swapLeft + 2 * swapRight))
    })
    let least = Infinity
    let best = 0
    for (const { from, to } of byPosition(left)) {
      for (let u = from; u < to; u++) {
        for (const inner of byPosition(right)) {
          for (let w = inner.from; w < inner.to; w++) {
            if (this.cost[u * this.n + w]! < least) {
              least = this.cost[u * this.n + w]!
              best = this.turned[u * this.n + w]!
            }
          }
        }
      }
    }
    return { left: (best & 1) === 1, right: (best & 2) === 2 }
  }

  /**
   * min over m, k of cost(u, m) + d(m, k) + cost(k, w), for all outer leaves u and w: first over m for
   * every k, then over k for every w, in double precision. What comes within rounding of that minimum is
   * summed again as scipy does, in single precision.
   */
  private joinOriented(left: Orientation, right: Orientation, code: number): void {
    const { n, cost, turned } = this
    const { from, to } = right.inner
    for (let u = left.outer.from; u < left.outer.to; u++) {
      const through = this.shortestThrough(u, left.inner, right.inner)
      for (let w = right.outer.from; w < right.outer.to; w++) {
        const rowW = w * n
        let shortest = Infinity
        for (let k = from; k < to; k++) shortest = Math.min(shortest, through[k]! + cost[rowW + k]!)
        const within = shortest * (1 + FOUR_ULPS)
        let least = Infinity
        for (let k = from; k < to; k++) {
          if (through[k]! + cost[rowW + k]! <= within) {
            least = Math.min(least, this.leastSingle(u, cost[rowW + k]!, k, left.inner))
          }
        }
        cost[u * n + w] = least
        cost[rowW + u] = least
        turned[u * n + w] = code
        turned[rowW + u] = code
      }
    }
  }

  /** By k: min over m of cost(u, m) + d(m, k). */
  private shortestThrough(u: number, left: Range, right: Range): Float64Array {
    const { n, cost, near, through } = this
    through.fill(Infinity, right.from, right.to)
    for (let m = left.from; m < left.to; m++) {
      const before = cost[u * n + m]!
      const row = m * n
      for (let k = right.from; k < right.to; k++) {
        const whole = before + near[row + k]!
        if (whole < through[k]!) through[k] = whole
      }
    }
    return through
  }

  private leastSingle(u: number, after: number, k: number, left: Range): number {
    const { n, cost, near } = this
    let least = Infinity
    for (let m = left.from; m < left.to; m++) {
      const both = Math.fround(cost[u * n + m]! + after)
      least = Math.min(least, Math.fround(both + near[k * n + m]!))
    }
    return least
  }
}

function byPosition(sides: readonly Orientation[]): Range[] {
  return sides.map((side) => side.outer).sort((a, b) => a.from - b.from)
}

/** Mirroring a node mirrors all below it. */
function exchange(merges: readonly Merge[], mirrored: Uint8Array, n: number): Merge[] {
  const turned = Uint8Array.from(mirrored)
  for (let k = merges.length - 1; k >= 0; k--) {
    const { left, right } = merges[k]!
    if (left >= n) turned[left - n] = turned[left - n]! ^ turned[k]!
    if (right >= n) turned[right - n] = turned[right - n]! ^ turned[k]!
  }
  return merges.map((merge, k) =>
    turned[k] === 1 ? { ...merge, left: merge.right, right: merge.left } : merge,
  )
}
