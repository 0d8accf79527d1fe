import type { Described } from "./measure"

export const effectiveNumber: Described = {
  key: "effective_n",
  title: "Effective N",
  unit: "ratio",
  definition: "(sum |w|)^2 / sum w^2",
  undefinedWhen: "every weight is zero",
  annualised: "no",
}

/**
 * Effective number of positions: (sum |w|)^2 / sum w^2, the inverse Herfindahl index of absolute
 * weights. Takes weights of any sign; gives 1..n, or 0 when every weight is zero.
 */
export function effectiveN(weights: ArrayLike<number>): number {
  let gross = 0
  let squares = 0
  for (let i = 0; i < weights.length; i++) {
    gross += Math.abs(weights[i]!)
    squares += weights[i]! * weights[i]!
  }
  return squares > 0 ? (gross * gross) / squares : 0
}
