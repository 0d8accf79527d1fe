/** Largest absolute difference; Infinity where a list is missing or of another length. */
export function deviation(actual: ArrayLike<number> | null, expected: readonly number[]): number {
  if (actual?.length !== expected.length) return Infinity
  return Math.max(...expected.map((figure, i) => Math.abs(actual[i]! - figure)))
}

/** Relative difference of one figure; Infinity where it is missing. */
export function relativeDeviation(actual: number | undefined, expected: number): number {
  return actual === undefined ? Infinity : Math.abs(actual / expected - 1)
}

/** Objectives farther off than their tolerance, named `<objective>_relative`, allows. */
export function objectivesOff(
  reached: Readonly<Record<string, number>>,
  expected: Readonly<Record<string, number>>,
  tolerance: Readonly<Record<string, number | string>>,
): string[] {
  return Object.entries(tolerance)
    .filter(([key]) => key.endsWith("_relative"))
    .filter(([key, limit]) => {
      const name = key.replace("_relative", "")
      const own = name === "annualisedSharpe_rf0" ? "annualisedSharpe" : name
      return !(relativeDeviation(reached[own], expected[name]!) <= Number(limit))
    })
    .map(([key]) => key)
}
