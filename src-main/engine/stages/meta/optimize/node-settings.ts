import { type OptimizeSettings, optimizeSettingsSchema, optimizeSettingsShape } from "#shared/model/optimize"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"

/** Settings given beside the profile's own, for example by `stage run --param`. */
export type SettingOverrides = { readonly [K in keyof OptimizeSettings]?: OptimizeSettings[K] | undefined }

/**
 * The optimiser's settings of a meta profile for one risk profile, over the sleeves that are left.
 * Bounds, benchmark and group members and previous weights of vetoed sleeves fall away with them; names
 * that are no sleeves at all stay, for the optimiser to refuse.
 */
export function optimizeSettingsOf(
  node: ResolvedMeta,
  risk: RiskProfile,
  included: readonly string[],
  overrides: SettingOverrides = {},
): OptimizeSettings {
  const allocation: Readonly<Record<string, unknown>> = node.settings.allocation
  const own = Object.fromEntries(
    [
      ...Object.keys(optimizeSettingsShape).map((key) => [key, allocation[key]]),
      ...Object.entries(overrides),
    ].filter(([, value]) => value !== undefined),
  ) as Record<string, unknown>
  const settings = optimizeSettingsSchema.parse({ ...own, risk_profile: risk })

  const left = new Set(included)
  const gone = new Set(node.sleeves.map(({ id }) => id).filter((id) => !left.has(id)))
  const { turnover, ...rest } = settings
  const kept = {
    ...rest,
    bounds: Object.fromEntries(Object.entries(settings.bounds).filter(([id]) => !gone.has(id))),
    benchmark_sleeves: settings.benchmark_sleeves.filter((id) => !gone.has(id)),
    groups: settings.groups.flatMap((group) => {
      const items = group.items.filter((id) => !gone.has(id))
      return items.length === 0 ? [] : [{ ...group, items }]
    }),
    ...(turnover === undefined
      ? {}
      : {
          turnover: {
            ...turnover,
            previous: Object.fromEntries(Object.entries(turnover.previous).filter(([id]) => !gone.has(id))),
          },
        }),
  }
  // A single sleeve that is allowed has weight 1; its bounds and limits are waived (design 5.4).
  return included.length === 1 ? withoutLimits(kept) : kept
}

/** The same settings with any weights of the simplex allowed. */
export function withoutLimits(settings: OptimizeSettings): OptimizeSettings {
  const { turnover: _, ...rest } = settings
  return { ...rest, min_weight: 0, max_weight: 1, bounds: {}, groups: [] }
}
