import type { DiffLine } from "#shared/contract/engine/manifest-edits"

const AROUND = 3

/**
 * The lines that differ between two texts, each with the three lines around it: a shortest list of them (Myers, "An
 * O(ND) difference algorithm", 1986), found between what both begin and end with.
 */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const [a, b] = [before.split(/\r?\n/), after.split(/\r?\n/)]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1
  const middle = shortestScript(a.slice(head, a.length - tail), b.slice(head, b.length - tail))
  const kinds: DiffLine["kind"][] = [
    ...Array.from({ length: head }, () => "same" as const),
    ...middle,
    ...Array.from({ length: tail }, () => "same" as const),
  ]
  return nearChanges(numbered(kinds, a, b))
}

function numbered(
  kinds: readonly DiffLine["kind"][],
  a: readonly string[],
  b: readonly string[],
): DiffLine[] {
  let [x, y] = [0, 0]
  return kinds.map((kind) => {
    if (kind !== "new") x += 1
    if (kind !== "gone") y += 1
    const text = kind === "gone" ? a[x - 1]! : b[y - 1]!
    return { kind, before: kind === "new" ? null : x, after: kind === "gone" ? null : y, text }
  })
}

function nearChanges(lines: readonly DiffLine[]): readonly DiffLine[] {
  const isNear = new Uint8Array(lines.length)
  lines.forEach(({ kind }, at) => {
    if (kind !== "same") isNear.fill(1, Math.max(0, at - AROUND), at + AROUND + 1)
  })
  return lines.filter((_, at) => isNear[at] === 1)
}

function shortestScript(a: readonly string[], b: readonly string[]): DiffLine["kind"][] {
  const most = a.length + b.length
  const reach = new Map<number, number>([[1, 0]])
  const trace: ReadonlyMap<number, number>[] = []
  for (let steps = 0; steps <= most; steps += 1) {
    trace.push(new Map(reach))
    for (let k = -steps; k <= steps; k += 2) {
      let x = goesDown(reach, k, steps) ? reach.get(k + 1)! : reach.get(k - 1)! + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1
      reach.set(k, x)
      if (x >= a.length && x - k >= b.length) return walkedBack(trace, a.length, b.length)
    }
  }
  return []
}

function goesDown(reach: ReadonlyMap<number, number>, k: number, steps: number): boolean {
  return k === -steps || (k !== steps && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1))
}

function walkedBack(trace: readonly ReadonlyMap<number, number>[], endX: number, endY: number) {
  const kinds: DiffLine["kind"][] = []
  let [x, y] = [endX, endY]
  for (let steps = trace.length - 1; steps >= 0; steps -= 1) {
    const k = x - y
    const isDown = goesDown(trace[steps]!, k, steps)
    const fromK = isDown ? k + 1 : k - 1
    const fromX = steps === 0 ? 0 : trace[steps]!.get(fromK)!
    const fromY = steps === 0 ? 0 : fromX - fromK
    while (x > fromX && y > fromY) {
      kinds.push("same")
      x -= 1
      y -= 1
    }
    if (steps > 0) kinds.push(isDown ? "new" : "gone")
    ;[x, y] = [fromX, fromY]
  }
  return kinds.toReversed()
}
