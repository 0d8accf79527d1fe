import type { ReturnFrame } from "#engine/numerics/frame"
import type { WeightBounds } from "#engine/portfolio/bounds/bounds"
import type { PortfolioConstraints } from "./constraints"
import { type FeasibleSet, feasibleSet } from "./feasible-set"
import { meanAbsoluteReturn } from "./tail"

export interface TailArguments {
  /** Returns per day of N columns on T days. */
  readonly frame: ReturnFrame
  /** Level of the tail, between 0 and 1, for example 0.95. */
  readonly confidence: number
  readonly bounds: WeightBounds
  readonly constraints?: PortfolioConstraints
}

/** The arguments with what the solvers derive from them. */
export interface TailTask extends TailArguments {
  readonly set: FeasibleSet
  /** Returns are divided by this, so that solver tolerances are relative to them. */
  readonly unit: number
}

/** Derives the feasible set and the unit; a flat frame has unit 1. */
export function tailTask(given: TailArguments): TailTask {
  const { frame, bounds, constraints } = given
  return {
    ...given,
    set: feasibleSet(frame.names, bounds, constraints),
    unit: meanAbsoluteReturn(frame) || 1,
  }
}
