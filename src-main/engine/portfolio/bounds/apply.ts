import type { OutcomeBounds } from "#shared/model/optimize"
import { assertNever } from "#shared/problem/ensure"
import type { WeightBounds } from "./bounds"
import { clipAndRedistribute } from "./clip-redistribute"
import { platformProjection } from "./platform"
import { projectOnBounds } from "./project"

/** How weights that were found without bounds are brought inside them (design 5.5). */
export type BoundsRule = Exclude<OutcomeBounds["rule"], "in_set" | "none">

export interface Bounded {
  readonly weights: Float64Array
  readonly rule: OutcomeBounds["rule"]
}

/** Weights summing to 1 brought inside feasible bounds; untouched where they are inside already. */
export function applyBounds(weights: Float64Array, bounds: WeightBounds, rule: BoundsRule): Bounded {
  if (isWithin(weights, bounds)) return { weights, rule: "none" }
  switch (rule) {
    case "project":
    case "split_factor":
      // The split factor acts while bisecting; whatever it is not made for is projected.
      return { weights: projectOnBounds(weights, bounds), rule: "project" }
    case "platform":
      return { weights: platformProjection(weights, bounds), rule }
    case "clip_redistribute":
      // The rule can end with a sum other than 1, which no portfolio may have.
      return { weights: projectOnBounds(clipAndRedistribute(weights, bounds), bounds), rule }
    default:
      return assertNever(rule)
  }
}

/** Whether every weight lies within its bounds. */
export function isWithin(weights: Float64Array, { lower, upper }: WeightBounds): boolean {
  return weights.every((weight, i) => weight >= lower[i]! && weight <= upper[i]!)
}
