import { z } from "zod"
import type { Problem } from "#shared/problem/problem"
import { type Engine, engines, type RiskProfile, riskProfileSchema } from "./risk-profile"

/** Bounds of one item, as fractions of the portfolio. */
export const itemBoundsSchema = z.strictObject({
  min: z.number().optional(),
  max: z.number().optional(),
})

/** A cap or floor on the sum of some weights; an item may be in several groups. */
export const itemGroupSchema = z
  .strictObject({
    name: z.string().trim().min(1),
    items: z.array(z.string()).min(1),
    min: z.number().optional(),
    max: z.number().optional(),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, "a group needs a min or a max")

export type ItemGroup = z.output<typeof itemGroupSchema>

/** How far weights may move from those held before; an item that is not named was not held. */
export const turnoverSettingsSchema = z.strictObject({
  previous: z.record(z.string(), z.number()),
  limit: z.number().nonnegative(),
})

/**
 * Parameters of `meta.optimize`, the same in the manifest's `meta_allocation`, the run form and
 * `stage run --param`. What is optional has a default that depends on the engine.
 */
export const optimizeSettingsShape = {
  engine: z.enum(engines).default("custom"),
  min_weight: z.number().default(0),
  max_weight: z.number().default(1),
  bounds: z.record(z.string(), itemBoundsSchema).default({}),
  bounds_rule: z.enum(["project", "platform", "clip_redistribute", "split_factor"]).optional(),
  covariance: z
    .enum(["sample", "ledoit_wolf", "ledoit_wolf_constant_correlation", "oas", "exponential", "custom"])
    .optional(),
  ddof: z.union([z.literal(0), z.literal(1)]).optional(),
  half_life: z.number().positive().optional(),
  linkage: z.enum(["single", "complete", "average", "ward"]).optional(),
  distance_input: z.enum(["condensed", "columns"]).optional(),
  leaf_order: z.enum(["tree", "optimal"]).optional(),
  clusters: z.union([z.number().int().positive(), z.literal("auto")]).optional(),
  risk_measure: z
    .enum(["variance", "standard_deviation"])
    .optional()
    .describe(
      "of the items and clusters of hrp and herc, which are held by its inverse; variance when left out; standard_deviation can be chosen with textbook, skfolio and riskfolio",
    ),
  herc_within: z
    .enum(["inverse_variance", "equal"])
    .optional()
    .describe("weights inside a cluster; when left out, by the inverse of the engine's risk_measure"),
  herc_between: z
    .enum(["variance", "equal"])
    .optional()
    .describe("weights between clusters; when left out, by the engine's risk_measure"),
  confidence: z.number().gt(0.5).lt(1).default(0.95),
  risk_free_rate: z.number().default(0),
  periods_per_year: z.number().positive().optional(),
  fallback_profile: riskProfileSchema.optional(),
  market_environment: z
    .enum(["NORMAL", "EXPANSION", "INFLATIONARY_TREND", "STAGNATION", "CRISIS"])
    .default("NORMAL"),
  regime: z.string().default("NORMAL"),
  aggressor_weight: z.number().min(0).max(1).default(0.1),
  kappa_shrinkage_threshold: z.number().positive().default(15_000),
  default_shrinkage_intensity: z.number().min(0).max(1).default(0.01),
  benchmark_sleeves: z.array(z.string()).default([]),
  groups: z
    .array(itemGroupSchema)
    .default([])
    .describe("caps and floors on sums of weights, kept by the convex risk profiles; the others refuse them"),
  turnover: turnoverSettingsSchema
    .optional()
    .describe(
      "limit on sum |w - previous|, bought plus sold: a whole portfolio exchanged is 2; for convex risk profiles",
    ),
} as const

export const optimizeSettingsSchema = z.strictObject({
  risk_profile: riskProfileSchema,
  ...optimizeSettingsShape,
})

export type OptimizeSettings = z.output<typeof optimizeSettingsSchema>

/** One try of the fallback chain. */
export interface Attempt {
  readonly riskProfile: RiskProfile
  readonly solver: string
  /** What made it end: "solved", or why it was not. */
  readonly reason: string
  readonly iterations?: number
  readonly certificate?: number
  readonly shrinkage?: number
}

/** How far from optimal a result can be at most; see design 5.5 for each form. */
export interface Certificate {
  readonly kind: "frankWolfe" | "tangency" | "riskParity" | "dualityGap"
  readonly value: number
  readonly limit: number
}

/** Why no weights exist, with the arithmetic and the smallest change that would help. */
export interface Infeasibility {
  readonly reason:
    | "bounds"
    | "zeroVariance"
    | "noPositiveExcess"
    | "singularCovariance"
    | "noNeutralPortfolio"
    | "constraints"
  /** The constraints in conflict, in words with their figures. */
  readonly conflict: readonly string[]
  readonly relaxation: string
  readonly items?: readonly string[]
}

/** What became of one optimisation; `weights` travel beside it. */
export interface OptimizeOutcome {
  readonly kind: "solved" | "infeasible" | "gaveUp" | "proxyEqualWeight"
  /** The risk profile whose weights these are: another than asked for only through a recorded fallback. */
  readonly riskProfile: RiskProfile
  readonly engine: Engine
  readonly solver: string | null
  readonly iterations: number | null
  /**
   * Named values at the weights, for example dailyVariance, annualisedVolatility, dailyCVaR95; of returns
   * under 90 calendar days none that is annualised.
   */
  readonly objective: Readonly<Record<string, number>>
  readonly certificate: Certificate | null
  readonly attempts: readonly Attempt[]
  readonly conditionNumber: number | null
  /** Why there is no condition number of the covariance that was estimated; absent where there is one. */
  readonly noConditionNumber?: string
  readonly effectiveN: number | null
  /** Share of the portfolio's variance that each item carries; sums to 1. */
  readonly riskContributions: Readonly<Record<string, number>>
  readonly bounds: OutcomeBounds
  readonly periodsPerYear: number
  /** Items that a barbell holds for their upside, the strongest first; absent for the other profiles. */
  readonly aggressors?: readonly string[]
  readonly infeasibility?: Infeasibility
}

export interface OutcomeBounds {
  /** How they were kept: inside the solver's feasible set, by a projection rule, or not needed. */
  readonly rule: "in_set" | "project" | "platform" | "clip_redistribute" | "split_factor" | "none"
  /** Items whose weight lies on one of its bounds. */
  readonly binding: readonly string[]
  /** Limits of groups and turnover that the weights reach; absent where there are none. */
  readonly bindingLimits?: readonly string[]
}

/** Agglomerative tree over N items: merge k joins two nodes into node N + k (scipy's convention). */
export interface ClusterTree {
  readonly items: readonly string[]
  readonly linkage: string
  readonly merges: readonly ClusterMerge[]
  /** Item indices from left to right. */
  readonly leafOrder: readonly number[]
}

export interface ClusterMerge {
  readonly left: number
  readonly right: number
  readonly height: number
  readonly size: number
  /** Weight of the items under this node. */
  readonly weight: number
}

/** Weights by frame column, or none; `problems` say why there are none. */
export interface OptimizeResult {
  readonly weights: Float64Array | null
  readonly outcome: OptimizeOutcome
  readonly clusterTree: ClusterTree | null
  readonly problems: readonly Problem[]
}
