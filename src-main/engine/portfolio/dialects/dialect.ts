import type { OptimizeSettings } from "#shared/model/optimize"
import type { Engine, RiskProfile } from "#shared/model/risk-profile"
import type { BoundsRule } from "#engine/portfolio/bounds/apply"
import type { GapRule } from "#engine/portfolio/hierarchical/gap-statistic"
import type { LinkageMethod } from "#engine/numerics/linkage"

export type CovarianceEstimator = NonNullable<OptimizeSettings["covariance"]>

/** How a library builds and cuts its tree. */
export interface TreeDialect {
  readonly linkage: LinkageMethod
  /** What linkage is fed: the distances, or the Euclidean distance between their columns. */
  readonly distanceInput: "condensed" | "columns"
  /** Order of the tree as linked, or the ordering that minimises neighbouring distances. */
  readonly leafOrder: "tree" | "optimal"
}

/** What an engine's name stands for: the one table that tells the engines apart. */
export interface Dialect {
  readonly engine: Engine
  readonly riskProfiles: readonly RiskProfile[]
  readonly covariance: CovarianceEstimator
  readonly ddof: 0 | 1
  /** What the sample covariance takes deviations from: the means, or zero (second moments). */
  readonly momentsAbout: "mean" | "zero"
  /** Of the covariance that is shrunk to constant correlation. */
  readonly constantCorrelationDdof: 0 | 1
  /** Days after which an observation counts half, for the exponential estimator. */
  readonly halfLife: number
  readonly hrp: TreeDialect
  readonly herc: TreeDialect
  readonly clusters: number | "auto"
  readonly gap: GapRule
  readonly hercWithin: "inverse_variance" | "equal"
  readonly hercBetween: "variance" | "equal"
  readonly boundsRule: BoundsRule
}

/** The engine's table with what the settings say in its place. */
export function settled(dialect: Dialect, settings: OptimizeSettings): Dialect {
  const tree = (own: TreeDialect): TreeDialect => ({
    linkage: settings.linkage ?? own.linkage,
    distanceInput: settings.distance_input ?? own.distanceInput,
    leafOrder: settings.leaf_order ?? own.leafOrder,
  })
  return {
    ...dialect,
    covariance: settings.covariance ?? dialect.covariance,
    ddof: settings.ddof ?? dialect.ddof,
    halfLife: settings.half_life ?? dialect.halfLife,
    hrp: tree(dialect.hrp),
    herc: tree(dialect.herc),
    clusters: settings.clusters ?? dialect.clusters,
    hercWithin: settings.herc_within ?? dialect.hercWithin,
    hercBetween: settings.herc_between ?? dialect.hercBetween,
    boundsRule: settings.bounds_rule ?? dialect.boundsRule,
  }
}
