import type { ReturnFrame } from "#engine/numerics/frame"
import type { WeightBounds } from "#engine/portfolio/bounds/bounds"
import type { Proposal } from "./certified"
import type { PortfolioConstraints } from "./constraints"
import type { FeasibleSet } from "./feasible-set"

export interface MinCdarArguments {
  /** Returns per day of N columns on T days. */
  readonly frame: ReturnFrame
  /** Level of the tail, between 0 and 1, for example 0.95. */
  readonly confidence: number
  readonly bounds: WeightBounds
  readonly constraints?: PortfolioConstraints
}

/** The arguments with what the solvers derive from them. */
export interface CdarTask extends MinCdarArguments {
  readonly set: FeasibleSet
  /** Returns are divided by this, so that solver tolerances are relative to them. */
  readonly unit: number
}

/** A point with the dual solution that proves it. */
export interface CdarProposal extends Proposal {
  /** Probability of each day's drawdown. */
  readonly probabilities: Float64Array
  /** Price of each day's loss: the probability of the drawdowns that it is part of. */
  readonly lossPrices: Float64Array
}
