/** Largest absolute difference; Infinity where a list is missing or of another length. */
export function deviation(actual: ArrayLike<number> | null, expected: readonly number[]): number {
  if (actual?.length !== expected.length) return Infinity
  return Math.max(...expected.map((figure, i) => Math.abs(actual[i]! - figure)))
}

/** Relative difference of one figure; Infinity where it is missing. */
export function relativeDeviation(actual: number | undefined, expected: number): number {
  return actual === undefined ? Infinity : Math.abs(actual / expected - 1)
}

/** Deviations by the key of the tolerance that they must keep to. */
export type Deviations = Readonly<Record<string, () => number>>

/** Keys of the tolerances that are not kept to, and of those that no deviation is known for. */
export function beyondTolerance(
  tolerance: Readonly<Record<string, number | string>>,
  deviations: Deviations,
): string[] {
  return Object.entries(tolerance)
    .filter(([key, limit]) => !((deviations[key]?.() ?? Infinity) <= Number(limit)))
    .map(([key]) => key)
}
