/** Share of the largest magnitude below which a range is rounding. */
const ROUNDING = 1e-12

/**
 * Whether the least and the most of some values differ by more than rounding: by more than 1e-12 of `scale`,
 * by default their larger magnitude. Independent of the unit; a constant series has no spread although its
 * computed standard deviation may not be exactly zero.
 */
export function isSpread(
  least: number,
  most: number,
  scale = Math.max(Math.abs(least), Math.abs(most)),
): boolean {
  return most - least > ROUNDING * scale
}

/** `isSpread` of at least one value. */
export function hasSpread(values: Float64Array, scale?: number): boolean {
  let least = Infinity
  let most = -Infinity
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
  }
  return isSpread(least, most, scale)
}

/** Largest magnitude of values; 0 for none. */
export function magnitude(values: Float64Array): number {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  return most
}
