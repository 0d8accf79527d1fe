import { optimizeSettingsSchema, optimizeSettingsShape } from "#shared/model/optimize"
import type { Profile } from "#shared/model/manifest"
import type { EffectiveSettings } from "#shared/model/settings"
import { type Problem, problem } from "#shared/problem/problem"
import { boundsConflict } from "#engine/portfolio/bounds/feasibility"
import { boundsFromSettings } from "#engine/portfolio/bounds/from-settings"
import type { LoadedManifest } from "./manifest"

/** Bounds of a meta profile that can't hold even with all of its sleeves: n x min <= 1 <= n x max. */
export function boundsProblems(
  loaded: LoadedManifest,
  name: string,
  profile: Profile,
  { allocation }: EffectiveSettings,
): readonly Problem[] {
  const ids = (profile.sleeves ?? []).map(({ id }) => id)
  const own = Object.fromEntries(
    Object.keys(optimizeSettingsShape).map((key) => [key, (allocation as Record<string, unknown>)[key]]),
  )
  const bounds = boundsFromSettings(ids, optimizeSettingsSchema.parse({ ...own, risk_profile: "hrp" }))
  if (!bounds.ok) return bounds.problems
  const conflict = boundsConflict(ids, bounds.value)
  if (conflict === undefined) return []
  return [
    problem("bounds.infeasible", {
      what: `The bounds of ${name} can't hold for its ${ids.length} sleeves.`,
      where: loaded.placeOf(["profiles", name, "meta_allocation"]),
      seen: conflict.conflict.join("; "),
      remedy: conflict.relaxation,
    }),
  ]
}
