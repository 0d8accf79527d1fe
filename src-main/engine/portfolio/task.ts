import type { Certificate, Infeasibility, OptimizeSettings, OutcomeBounds } from "#shared/model/optimize"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { Problem } from "#shared/problem/problem"
import type { ReturnFrame } from "#engine/numerics/frame"
import type { WeightBounds } from "./bounds/bounds"
import type { PortfolioConstraints } from "./convex/constraints"
import type { SolverAttempt } from "./convex/solution"
import type { Moments } from "./covariance/moments"
import type { Dialect } from "./dialects/dialect"
import type { Hierarchy } from "./hierarchical/cluster-tree"

/** One optimisation with everything resolved: what the function of a risk profile takes. */
export interface PortfolioTask {
  readonly riskProfile: RiskProfile
  readonly settings: OptimizeSettings
  readonly dialect: Dialect
  readonly names: readonly string[]
  readonly bounds: WeightBounds
  /** Groups and turnover; only convex risk profiles keep them. */
  readonly constraints: PortfolioConstraints
  readonly moments: Moments
  /** The returns themselves; null where only their moments are known. */
  readonly series: ReturnFrame | null
  readonly periodsPerYear: number
}

/** What the function of a risk profile gives. */
export type ProfileSolution = ProfileSolved | ProfileInfeasible | ProfileGaveUp | ProfileRefused

export interface ProfileSolved {
  readonly kind: "solved"
  readonly weights: Float64Array
  readonly solver: string
  readonly iterations: number | null
  readonly certificate: Certificate | null
  readonly boundsRule: OutcomeBounds["rule"]
  readonly attempts: readonly SolverAttempt[]
  readonly hierarchy: Hierarchy | null
  /** Items that a barbell holds for their upside. */
  readonly aggressors?: readonly string[]
  /** Named values that only this risk profile has. */
  readonly objective: Readonly<Record<string, number>>
  /** What the weights were found with, where that is not the task's moments. */
  readonly moments?: Moments
}

export interface ProfileInfeasible {
  readonly kind: "infeasible"
  readonly infeasibility: Infeasibility
  /** As of a solution. */
  readonly moments?: Moments
}

export interface ProfileGaveUp {
  readonly kind: "gaveUp"
  readonly attempts: readonly SolverAttempt[]
}

/** The settings ask for what does not exist. */
export interface ProfileRefused {
  readonly kind: "refused"
  readonly problem: Problem
}

/** A solution by a formula, without iterations or a certificate. */
export function closedForm(
  weights: Float64Array,
  boundsRule: OutcomeBounds["rule"],
  more: Partial<Pick<ProfileSolved, "solver" | "hierarchy" | "objective">> = {},
): ProfileSolved {
  return {
    kind: "solved",
    weights,
    solver: "closed form",
    iterations: null,
    certificate: null,
    boundsRule,
    attempts: [],
    hierarchy: null,
    objective: {},
    ...more,
  }
}
