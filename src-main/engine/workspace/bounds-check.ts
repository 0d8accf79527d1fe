import type { ResolvedMeta } from "#shared/model/resolved"
import { optimizeSettingsSchema, optimizeSettingsShape } from "#shared/model/optimize"
import type { EffectiveSettings } from "#shared/model/settings"
import { type Problem, problem } from "#shared/problem/problem"
import { boundsConflict } from "#engine/portfolio/bounds/feasibility"
import { boundsFromSettings } from "#engine/portfolio/bounds/from-settings"
import type { LoadedManifest } from "./manifest"

/** A meta profile as its bounds need it: a resolved one, or one of the manifest. */
export interface BoundedProfile extends Pick<ResolvedMeta, "profile" | "settings"> {
  readonly sleeves: readonly { readonly id: string }[]
}

/**
 * Bounds of a meta profile that can't hold even with all of its sleeves: n x min <= 1 <= n x max. A single
 * sleeve has weight 1 or is refused for another reason, so its bounds are not asked.
 */
export function boundsProblems(
  loaded: LoadedManifest,
  { profile, settings, sleeves }: BoundedProfile,
): readonly Problem[] {
  const ids = sleeves.map(({ id }) => id)
  if (ids.length < 2) return []
  const allocation: Readonly<Record<string, unknown>> = settings.allocation
  const own = Object.fromEntries(Object.keys(optimizeSettingsShape).map((key) => [key, allocation[key]]))
  const bounds = boundsFromSettings(ids, optimizeSettingsSchema.parse({ ...own, risk_profile: "hrp" }))
  if (!bounds.ok) return bounds.problems
  const conflict = boundsConflict(ids, bounds.value)
  if (conflict === undefined) return []
  return [
    problem("bounds.infeasible", {
      what: `The bounds of ${profile} can't hold for its ${ids.length} sleeves.`,
      where: whereSet(loaded, profile, settings),
      seen: conflict.conflict.join("; "),
      remedy: conflict.relaxation,
    }),
  ]
}

/** The manifest's place of the settings, and the layers above it that had a say. */
function whereSet(loaded: LoadedManifest, profile: string, { origins }: EffectiveSettings): string {
  const isBound = (path: string) => /^meta_allocation\.(min_weight|max_weight|bounds)/.test(path)
  const above = Object.entries(origins)
    .filter(
      ([path, origin]) =>
        isBound(path) && (origin === "command" || origin === "environment" || origin === ".env"),
    )
    .map(([path, origin]) => `${path} (${origin})`)
  return [loaded.placeOf(["profiles", profile, "meta_allocation"]), ...above].join(", ")
}
