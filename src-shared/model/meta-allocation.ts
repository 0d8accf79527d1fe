import { z } from "zod"
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
})

export type MetaAllocation = z.output<typeof metaAllocationSchema>

/** The risk profiles of a meta profile when a run names none: `profiles`, else `[profile]`, else hrp. */
export function configuredRiskProfiles(allocation: MetaAllocation) {
  return allocation.profiles ?? [allocation.profile ?? "hrp"]
}
