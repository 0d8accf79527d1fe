import { formatPercent } from "#shared/quantity/format"
import type { WeightBounds } from "./bounds"

/** The arithmetic of bounds for N items: "4 sleeves: 4 x 5 % = 20 % <= 100 % <= 4 x 50 % = 200 %". */
export function describeBounds({ lower, upper }: WeightBounds): string {
  const n = lower.length
  const side = (bounds: Float64Array): string => {
    let sum = 0
    for (const bound of bounds) sum += bound
    const uniform = bounds.every((bound) => bound === bounds[0])
    return uniform && n > 0
      ? `${n} x ${formatPercent(bounds[0]!)} = ${formatPercent(sum)}`
      : formatPercent(sum)
  }
  return `${n} ${n === 1 ? "sleeve" : "sleeves"}: ${side(lower)} <= 100 % <= ${side(upper)}`
}
