/** A linear constraint on the weights: lower <= coefficients'w <= upper. */
export interface LinearConstraint {
  /** What a reader calls it, for example "sleeve group equities". */
  readonly name: string
  /** Length N. */
  readonly coefficients: Float64Array
  /** -Infinity when there is none. */
  readonly lower: number
  /** Infinity when there is none. */
  readonly upper: number
}

/** Limit on the turnover: sum |w_i - previous_i| <= limit. */
export interface TurnoverConstraint {
  readonly previous: Float64Array
  readonly limit: number
}

/** What a portfolio must keep to besides its bounds and its sum of 1. */
export interface PortfolioConstraints {
  readonly rows?: readonly LinearConstraint[]
  readonly turnover?: TurnoverConstraint
}
