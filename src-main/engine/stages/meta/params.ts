import { z } from "zod"
import { backtestSettingsShape } from "#shared/model/backtest-settings"
import { optimizeSettingsShape } from "#shared/model/optimize"
import { riskProfileSchema, riskProfiles } from "#shared/model/risk-profile"

const metaProfileParam = z
  .string()
  .optional()
  .describe("meta profile of the run's tree; the run's own when left out")

const riskProfileParam = riskProfileSchema.describe(`risk profile: ${riskProfiles.join(", ")}`)

/** Parameters of meta.returns and meta.flatten. */
export const nodeParamsSchema = z.strictObject({
  risk_profile: riskProfileParam,
  meta_profile: metaProfileParam,
})

export type NodeParams = z.output<typeof nodeParamsSchema>

/** Parameters of meta.optimize: where it works, and every setting of the optimiser to override. */
export const optimizeParamsSchema = z.strictObject({
  risk_profile: riskProfileParam,
  meta_profile: metaProfileParam,
  ...withoutDefaults(optimizeSettingsShape),
})

export type OptimizeParams = z.output<typeof optimizeParamsSchema>

/** Parameters of meta.report. */
export const reportParamsSchema = z.strictObject({
  risk_profiles: z
    .array(riskProfileSchema)
    .min(1)
    .optional()
    .describe("risk profiles to report, in this order; those the run was started for when left out"),
})

export type ReportParams = z.output<typeof reportParamsSchema>

/** Parameters of meta.backtest: what it tests, and the windows and costs to override. */
export const backtestParamsSchema = z.strictObject({
  risk_profiles: z
    .array(riskProfileSchema)
    .min(1)
    .optional()
    .describe("risk profiles to test, in this order; those that the run has returns of when left out"),
  meta_profile: metaProfileParam,
  ...withoutDefaults(backtestSettingsShape),
})

export type BacktestParams = z.output<typeof backtestParamsSchema>

type WithoutDefaults<Shape> = {
  [Key in keyof Shape]: Shape[Key] extends z.ZodDefault<infer Inner extends z.ZodType>
    ? z.ZodOptional<Inner>
    : Shape[Key]
}

/** The same fields, each optional: what is left out comes from the profile's settings, not from a default. */
function withoutDefaults<Shape extends z.ZodRawShape>(shape: Shape): WithoutDefaults<Shape> {
  return Object.fromEntries(
    Object.entries(shape).map(([key, field]) => [
      key,
      field instanceof z.ZodDefault ? z.optional(field.unwrap() as z.ZodType) : field,
    ]),
  ) as WithoutDefaults<Shape>
}
