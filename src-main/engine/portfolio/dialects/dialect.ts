import type { OptimizeSettings } from "#shared/model/optimize"
import type { Engine, RiskProfile } from "#shared/model/risk-profile"
import type { BoundsRule } from "#engine/portfolio/bounds/apply"
import type { GapRule } from "#engine/portfolio/hierarchical/gap-statistic"
import type { RiskMeasure } from "#engine/portfolio/hierarchical/cluster-risk"
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

type Listed<Key extends keyof OptimizeSettings> = readonly NonNullable<OptimizeSettings[Key]>[]

/** What can be asked of an engine in the place of its defaults; a field left out: whatever the parameter knows. */
export interface Offers {
  readonly covariance?: Listed<"covariance">
  readonly ddof?: Listed<"ddof">
  readonly distance_input?: Listed<"distance_input">
  readonly leaf_order?: Listed<"leaf_order">
  readonly risk_measure?: Listed<"risk_measure">
  /** Pairs of `herc_within` and `herc_between`. */
  readonly herc?: readonly (readonly [Dialect["hercWithin"], Dialect["hercBetween"]])[]
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
  /** Of the items and clusters of hrp and herc. */
  readonly riskMeasure: RiskMeasure
  readonly hercWithin: "inverse_variance" | "equal"
  readonly hercBetween: "variance" | "equal"
  readonly boundsRule: BoundsRule
  /** What may be asked for instead; nothing else is in the library. */
  readonly offers: Offers
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
    riskMeasure: settings.risk_measure ?? dialect.riskMeasure,
    hercWithin: settings.herc_within ?? dialect.hercWithin,
    hercBetween: settings.herc_between ?? dialect.hercBetween,
    boundsRule: settings.bounds_rule ?? dialect.boundsRule,
  }
}
