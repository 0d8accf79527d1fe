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

/** Limit on the turnover, bought plus sold: sum |w_i - previous_i| <= limit. */
export interface TurnoverConstraint {
  readonly previous: Float64Array
  readonly limit: number
}

/** What a portfolio must keep to besides its bounds and its sum of 1. */
export interface PortfolioConstraints {
  readonly rows?: readonly LinearConstraint[]
  readonly turnover?: TurnoverConstraint
}

/** Whether there is nothing to keep to besides bounds and sum. */
export function isUnconstrained({ rows, turnover }: PortfolioConstraints): boolean {
  return (rows === undefined || rows.length === 0) && turnover === undefined
}

/** What a reader calls each of them. */
export function constraintNames({ rows = [], turnover }: PortfolioConstraints): readonly string[] {
  return [
    ...rows.map(({ name }) => name),
    ...(turnover === undefined ? [] : [`turnover <= ${turnover.limit}`]),
  ]
}
