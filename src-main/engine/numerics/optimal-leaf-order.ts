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
 * (Bar-Joseph, Gifford and Jaakkola 2001). Takes N - 1 merges and the N x N distances; gives the merges
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

/** Costs of the cheapest path through a subtree for every pair of its end leaves, built bottom-up. */
class Search {
  private readonly cost: Float32Array
  /** Bit 0: the left side was mirrored, bit 1: the right one. */
  private readonly turned: Uint8Array

  constructor(
    private readonly near: Float64Array,
    private readonly n: number,
  ) {
    this.cost = new Float32Array(n * n)
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

  /** min over m, k of cost(u, m) + d(m, k) + cost(k, w), for all outer leaves u and w. */
  private joinOriented(left: Orientation, right: Orientation, code: number): void {
    const { n, cost, near } = this
    let shortest = Infinity
    for (let m = left.inner.from; m < left.inner.to; m++) {
      for (let k = right.inner.from; k < right.inner.to; k++) {
        shortest = Math.min(shortest, near[m * n + k]!)
      }
    }
    const floor = Math.fround(shortest)
    const innersOfRight: Int32Array[] = []
    for (let w = right.outer.from; w < right.outer.to; w++) innersOfRight.push(this.byCost(w, right.inner))
    for (let u = left.outer.from; u < left.outer.to; u++) {
      const inners = this.byCost(u, left.inner)
      for (let w = right.outer.from; w < right.outer.to; w++) {
        const ends = innersOfRight[w - right.outer.from]!
        let least = Infinity
        for (const m of inners) {
          const before = cost[u * n + m]!
          if (Math.fround(Math.fround(before + cost[w * n + ends[0]!]!) + floor) >= least) break
          for (const k of ends) {
            const both = Math.fround(before + cost[w * n + k]!)
            if (Math.fround(both + floor) >= least) break
            least = Math.min(least, Math.fround(both + near[m * n + k]!))
          }
        }
        cost[u * n + w] = least
        cost[w * n + u] = least
        this.turned[u * n + w] = code
        this.turned[w * n + u] = code
      }
    }
  }

  /** Positions of a range by rising cost of the path from `end`. */
  private byCost(end: number, { from, to }: Range): Int32Array {
    const row = end * this.n
    const positions = Int32Array.from({ length: to - from }, (_, i) => from + i)
    return positions.sort((a, b) => this.cost[row + a]! - this.cost[row + b]! || a - b)
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
