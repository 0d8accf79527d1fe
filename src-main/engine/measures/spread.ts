/** Share of the largest magnitude below which a range is rounding. */
const ROUNDING = 1e-12

/**
 * Whether values differ by more than rounding: their range is above 1e-12 of `scale`, by default their
 * largest magnitude. Independent of the unit; a constant series has no spread although its computed
 * standard deviation may not be exactly zero.
 */
export function hasSpread(values: Float64Array, scale?: number): boolean {
  let least = Infinity
  let most = -Infinity
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
  }
  return most - least > ROUNDING * (scale ?? Math.max(Math.abs(least), Math.abs(most)))
}

/** Largest magnitude of values; 0 for none. */
export function magnitude(values: Float64Array): number {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  return most
}
