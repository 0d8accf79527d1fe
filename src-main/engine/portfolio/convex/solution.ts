import type { Certificate, Infeasibility } from "#shared/model/optimize"

/** One solver's try at a convex program, kept whether or not it was good enough. */
export interface SolverAttempt {
  readonly solver: string
  /** Absent where no point was reached. */
  readonly iterations?: number
  /** Certificate of the point it reached; NaN when it reached none. */
  readonly certificate: number
  /** "solved", or why this point was not taken or none was reached. */
  readonly reason: string
}

/** What became of a convex program over N weights. */
export type ConvexSolution = ConvexSolved | ConvexInfeasible | ConvexGaveUp

export interface ConvexSolved {
  readonly kind: "solved"
  /** Fractions of the portfolio in the order of the columns; they sum to 1. */
  readonly weights: Float64Array
  readonly solver: string
  readonly iterations: number
  /** How far from optimal the weights can be at most; its value is within its limit. */
  readonly certificate: Certificate
  readonly attempts: readonly SolverAttempt[]
}

export interface ConvexInfeasible {
  readonly kind: "infeasible"
  readonly infeasibility: Infeasibility
}

export interface ConvexGaveUp {
  readonly kind: "gaveUp"
  readonly attempts: readonly SolverAttempt[]
}

/** A result further from optimal than this, relative to its objective, is not one (design 5.5). */
export const CERTIFICATE_LIMIT = 1e-8
