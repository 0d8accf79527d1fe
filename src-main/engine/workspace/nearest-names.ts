/**
 * Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours
 * cost 1 each (Damerau 1964, restricted form).
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1]
      let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1))
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, beforeLast[column - 2]! + 1)
      }
      current.push(cost)
    }
    beforeLast = last
    last = current
  }
  return last[b.length]!
}

/** Up to three known names that a mistyped one may have meant, nearest first, ties by name. */
export function nearestNames(name: string, known: readonly string[]): readonly string[] {
  const asked = name.toLowerCase()
  const tolerance = Math.max(2, Math.floor(asked.length / 3))
  return known
    .map((candidate) => ({ candidate, distance: distanceOf(asked, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= tolerance)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}

/** A remedy for an unknown name: the nearest ones, else the first few that exist. */
export function didYouMean(name: string, known: readonly string[]): string {
  const nearest = nearestNames(name, known)
  if (nearest.length > 0) return `Did you mean ${nearest.join(", ")}?`
  if (known.length === 0) return "There is none yet."
  const shown = known.slice(0, 8).join(", ")
  return `Known: ${shown}${known.length > 8 ? ` and ${known.length - 8} more` : ""}.`
}

/** Names that contain one another are near whatever their length: `crypto` and `meta_crypto`. */
function distanceOf(asked: string, candidate: string): number {
  const distance = editDistance(asked, candidate)
  const contained = asked.length >= 3 && (candidate.includes(asked) || asked.includes(candidate))
  return contained ? Math.min(distance, 2) : distance
}
