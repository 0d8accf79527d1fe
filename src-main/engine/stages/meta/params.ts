import { z } from "zod"
import { backtestSettingsShape } from "#shared/model/backtest-settings"
import { optimizeSettingsShape } from "#shared/model/optimize"
import { engines, riskProfileSchema, riskProfiles } from "#shared/model/risk-profile"
import { convexProfiles, dialectOf, supportedProfiles } from "#engine/portfolio/dialects/engines"

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

/** Listed for a reader of the schema; whoever weighs a table has taken it out before a run's stage is asked. */
const returnsParam = z
  .string()
  .refine(() => false, "stands for a file weighed without a workspace: it can't be given to a stage of a run")
  .optional()
  .describe(
    "a file of daily returns (csv, parquet, arrow; one column per item) to be weighed instead of a run's: needs no workspace, goes without meta_profile and run id, and settings left out have their defaults",
  )

/**
 * Parameters of meta.optimize: where it works, and every setting of the optimiser to override. Its JSON
 * schema tells under `x-engines` which engine has which risk profile, and under `x-offers` to which values an
 * engine holds a setting.
 */
export const optimizeParamsSchema = z
  .strictObject({
    risk_profile: riskProfileParam,
    meta_profile: metaProfileParam,
    returns: returnsParam,
    ...withoutDefaults(optimizeSettingsShape),
  })
  .meta({
    "x-engines": Object.fromEntries(engines.map((engine) => [engine, supportedProfiles(engine)])),
    "x-offers": Object.fromEntries(engines.map((engine) => [engine, dialectOf(engine).offers])),
    "x-groups-and-turnover": convexProfiles,
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
