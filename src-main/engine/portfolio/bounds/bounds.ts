/** Bounds of N weights, as fractions of the portfolio; lower[i] <= upper[i] is checked by `feasibility`. */
export interface WeightBounds {
  readonly lower: Float64Array
  readonly upper: Float64Array
}

/** The same bounds for every item. */
export function uniformBounds(n: number, min: number, max: number): WeightBounds {
  return { lower: new Float64Array(n).fill(min), upper: new Float64Array(n).fill(max) }
}

/** Whether these bounds say no more than long only: every weight in [0, 1]. */
export function isLongOnly({ lower, upper }: WeightBounds): boolean {
  return lower.every((value) => value === 0) && upper.every((value) => value >= 1)
}
