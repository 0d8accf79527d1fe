/**
 * The platform's stability of a selection: symbols chosen in both windows over symbols chosen in either
 * (Jaccard index, reference 1.9). Null when neither window chose any.
 */
export function selectionJaccard(before: ReadonlySet<string>, after: ReadonlySet<string>): number | null {
  const either = new Set([...before, ...after])
  if (either.size === 0) return null
  const both = [...before].filter((symbol) => after.has(symbol))
  return both.length / either.size
}
