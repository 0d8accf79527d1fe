/**
 * Empirical quantile at level in [0, 1] of at least one value in ascending order, linear between order
 * statistics (Hyndman and Fan 1996, type 7).
 */
export function quantileOfSorted(sorted: Float64Array, level: number): number {
  const position = level * (sorted.length - 1)
  const below = Math.floor(position)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return low + (position - below) * (high - low)
}
