import { assertNever, ensure } from "#shared/problem/ensure"

export type LinkageMethod = "single" | "complete" | "average" | "ward"

/** One merge: nodes below N are items, node N + k is what merge k made; left < right. */
export interface Merge {
  readonly left: number
  readonly right: number
  readonly height: number
  readonly size: number
}

/** A joining of the representatives x and y, before nodes are numbered by height. */
interface Joining {
  readonly x: number
  readonly y: number
  readonly height: number
}

/**
 * Agglomerative clustering of N items from their N x N distances (row-major, symmetric).
 * Gives N - 1 merges by rising height.
 *
 * Single linkage by Prim's minimum spanning tree, the others by the nearest-neighbour chain with
 * Lance-Williams updates, both O(N^2) (Muellner 2011, arXiv:1109.2378). Ties are broken as in scipy's
 * `linkage`: the lower index is the nearer neighbour, the element before it in the chain first of all;
 * equal heights stay in the order found.
 */
export function linkage(distances: Float64Array, n: number, method: LinkageMethod): Merge[] {
  const joinings = method === "single" ? spanningTree(distances, n) : neighbourChain(distances, n, method)
  return numbered(joinings, n)
}

function spanningTree(distances: Float64Array, n: number): Joining[] {
  const nearest = new Float64Array(n).fill(Infinity)
  const joined = new Uint8Array(n)
  const joinings: Joining[] = []
  let x = 0
  for (let k = 0; k < n - 1; k++) {
    joined[x] = 1
    let height = Infinity
    let y = -1
    for (let j = 0, at = x * n; j < n; j++, at++) {
      if (joined[j] === 1) continue
      const distance = distances[at]!
      if (nearest[j]! > distance) nearest[j] = distance
      if (nearest[j]! < height) {
        height = nearest[j]!
        y = j
      }
    }
    ensure(y >= 0, "distances are finite")
    joinings.push({ x, y, height })
    x = y
  }
  return joinings
}

function neighbourChain(distances: Float64Array, n: number, method: LinkageMethod): Joining[] {
  const d = Float64Array.from(distances)
  const size = new Float64Array(n).fill(1)
  const chain = new Int32Array(n)
  const joinings: Joining[] = []
  let length = 0
  let firstAlive = 0
  for (let k = 0; k < n - 1; k++) {
    if (length === 0) {
      while (size[firstAlive] === 0) firstAlive++
      chain[0] = firstAlive
      length = 1
    }
    let x = 0
    let y = 0
    let height = 0
    for (;;) {
      x = chain[length - 1]!
      const before = length > 1 ? chain[length - 2]! : -1
      y = before
      height = before >= 0 ? d[x * n + before]! : Infinity
      for (let i = 0, at = x * n; i < n; i++, at++) {
        if (d[at]! < height && size[i] !== 0 && i !== x) {
          height = d[at]!
          y = i
        }
      }
      ensure(y >= 0, "distances are finite")
      if (y === before) break
      chain[length++] = y
    }
    length -= 2
    const gone = Math.min(x, y)
    const kept = Math.max(x, y)
    joinings.push({ x: gone, y: kept, height })
    update(d, n, size, gone, kept, height, method)
  }
  return joinings
}

/** Lance-Williams: the distances of the united cluster, kept in the place of `kept`. */
function update(
  d: Float64Array,
  n: number,
  size: Float64Array,
  gone: number,
  kept: number,
  height: number,
  method: LinkageMethod,
): void {
  const a = size[gone]!
  const b = size[kept]!
  size[gone] = 0
  size[kept] = a + b
  for (let i = 0; i < n; i++) {
    const c = size[i]!
    if (c === 0 || i === kept) continue
    const toGone = d[gone * n + i]!
    const toKept = d[kept * n + i]!
    const united = unitedDistance(method, toGone, toKept, height, a, b, c)
    d[kept * n + i] = united
    d[i * n + kept] = united
  }
}

function unitedDistance(
  method: LinkageMethod,
  toGone: number,
  toKept: number,
  height: number,
  a: number,
  b: number,
  c: number,
): number {
  switch (method) {
    case "single":
      return Math.min(toGone, toKept)
    case "complete":
      return Math.max(toGone, toKept)
    case "average":
      return (a * toGone + b * toKept) / (a + b)
    case "ward": {
      const share = 1 / (a + b + c)
      const squared =
        (c + a) * share * toGone * toGone + (c + b) * share * toKept * toKept - c * share * height * height
      return Math.sqrt(squared)
    }
    default:
      return assertNever(method)
  }
}

/** Numbers the nodes by rising height; the sort is stable, as scipy's. */
function numbered(joinings: readonly Joining[], n: number): Merge[] {
  const sorted = [...joinings].sort((first, second) => first.height - second.height)
  const parent = new Int32Array(2 * n - 1).fill(-1)
  const sizes = new Int32Array(2 * n - 1).fill(1)
  const rootOf = (node: number): number => {
    let root = node
    while (parent[root] !== -1) root = parent[root]!
    for (let at = node; parent[at] !== -1; ) {
      const next = parent[at]!
      parent[at] = root
      at = next
    }
    return root
  }
  return sorted.map(({ x, y, height }, k) => {
    const one = rootOf(x)
    const other = rootOf(y)
    const node = n + k
    const size = sizes[one]! + sizes[other]!
    parent[one] = node
    parent[other] = node
    sizes[node] = size
    return { left: Math.min(one, other), right: Math.max(one, other), height, size }
  })
}

/** Items of a tree from left to right, left children first. */
export function leavesOf(merges: readonly Merge[], n: number, root = n + merges.length - 1): number[] {
  const leaves: number[] = []
  const open = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const merge = node < n ? undefined : merges[node - n]!
    if (merge === undefined) leaves.push(node)
    else open.push(merge.right, merge.left)
  }
  return leaves
}
