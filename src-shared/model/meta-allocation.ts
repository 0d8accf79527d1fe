import { z } from "zod"
import { backtestSettingsSchema } from "./backtest-settings"
import { optimizeSettingsShape } from "./optimize"
import { riskProfileSchema } from "./risk-profile"

/**
 * Settings of one meta profile (design 5.1): the manifest's `meta_allocation` with every default.
 * A superset of the parameters of `meta.optimize`; the risk profile itself is `profile | profiles`.
 */
export const metaAllocationSchema = z.strictObject({
  ...optimizeSettingsShape,
  profile: riskProfileSchema.optional(),
  profiles: z.array(riskProfileSchema).min(1).optional(),
  health_threshold: z.number().min(0).max(1).default(0.75),
  health_policy: z.enum(["exclude", "abort"]).default("exclude"),
  /** Sleeves that stay in whatever their health says, each with the reason that is written to the ledger. */
  health_overrides: z.record(z.string(), z.string().trim().min(1, "an override needs a reason")).default({}),
  strict: z.boolean().default(false),
  join: z.enum(["drop", "compound"]).default("drop"),
  min_common_rows: z.number().int().min(2).default(60),
  max_depth: z.number().int().min(1).default(3),
  max_physical_weight: z.number().gt(0).max(1).default(0.25),
  allow_single_sleeve: z.boolean().default(false),
  allow_stream_substitution: z.boolean().default(false),
  stream: z.strictObject({ engine: z.string().optional(), simulator: z.string().optional() }).default({}),
  stream_profiles: z.record(z.string(), z.string()).default({}),
  benchmark: z.string().optional(),
  backtest: backtestSettingsSchema,
  toxic_return_policy: z.enum(["refuse", "drop"]).default("refuse"),
  /** Largest |daily return| that is believed: of streams that trade on weekends, and of the others. */
  toxic_return_limits: z
    .strictObject({ weekend: z.number().positive().default(5), weekday: z.number().positive().default(1) })
    .default({ weekend: 5, weekday: 1 }),
  /** Whether joined returns and weights of unchanged inputs are taken from the cache. */
  cache: z.boolean().default(true),
  /** Relative to the workspace. */
  cache_dir: z.string().min(1).default("data/cache"),
  /** Settings in which sleeves may differ without a word (reference 1.1.7). */
  parity_exceptions: z
    .array(z.string())
    .default([
      "backtest_slippage",
      "backtest_commission",
      "benchmark_symbols",
      "entropy_max_threshold",
      "feat_dynamic_selection",
    ]),
})

export type MetaAllocation = z.output<typeof metaAllocationSchema>

/** The risk profiles of a meta profile when a run names none: `profiles`, else `[profile]`, else hrp. */
export function configuredRiskProfiles(allocation: MetaAllocation) {
  return allocation.profiles ?? [allocation.profile ?? "hrp"]
}
