import { z } from "zod"

/** A member of a meta profile: an atomic profile (perhaps with a pinned run) or another meta profile. */
export const sleeveSchema = z
  .looseObject({
    id: z.string().min(1),
    profile: z.string().min(1).optional(),
    meta_profile: z.string().min(1).optional(),
    run_id: z.string().optional(),
  })
  .refine((sleeve) => (sleeve.profile === undefined) !== (sleeve.meta_profile === undefined), {
    message: "needs exactly one of `profile` and `meta_profile`",
  })

export type Sleeve = z.output<typeof sleeveSchema>

const sectionSchema = z.looseObject({})

/** A profile of the manifest in the platform's shape (reference 1.1.2); unknown keys are kept. */
export const profileSchema = z.looseObject({
  description: z.string().optional(),
  data: sectionSchema.optional(),
  selection: sectionSchema.optional(),
  risk: sectionSchema.optional(),
  backtest: sectionSchema.optional(),
  tournament: sectionSchema.optional(),
  discovery: sectionSchema.optional(),
  features: sectionSchema.optional(),
  sleeves: z.array(sleeveSchema).min(1).optional(),
  meta_allocation: sectionSchema.optional(),
})

export type Profile = z.output<typeof profileSchema>

/** `configs/manifest.json`: defaults, and profiles by name, where a string is an alias of another. */
export const manifestSchema = z.looseObject({
  default_profile: z.string().optional(),
  defaults: profileSchema,
  profiles: z.record(z.string(), z.union([z.string(), profileSchema])),
})

export type Manifest = z.output<typeof manifestSchema>

/** A meta profile is a profile with sleeves; its name means nothing. */
export function isMeta(profile: Profile): boolean {
  return profile.sleeves !== undefined
}
