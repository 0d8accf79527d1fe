import { isMeta, type Profile } from "#shared/model/manifest"
import { type Problem, problem } from "#shared/problem/problem"
import type { LoadedManifest } from "./manifest"
import { parityBreaks, type ToldSettings } from "./parity"
import { profileOfSleeve } from "./profile-graph"
import { effectiveSettings, noLayers } from "./settings"

/** Sections that the platform flattens into one, where of the same key the later section wins (reference 1.2.2). */
const flattened = ["data", "selection", "risk", "backtest", "tournament", "features"] as const

/**
 * Settings that the sleeves of a meta profile should share and that their profiles in the manifest, over its
 * `defaults`, ask for differently (reference 1.1.7), but for the meta profile's `parity_exceptions`. Nested
 * sleeves are compared among their own.
 */
export function parityWarnings(loaded: LoadedManifest): Problem[] {
  return Object.entries(loaded.manifest.profiles).flatMap(([name, profile]) => {
    if (typeof profile === "string" || !isMeta(profile)) return []
    const settings = effectiveSettings(loaded, name, noLayers)
    // What is wrong with the settings is told by the check of them.
    if (!settings.ok) return []
    const breaks = parityBreaks(sleevesOf(loaded, name, profile), settings.value.allocation.parity_exceptions)
    if (breaks.length === 0) return []
    return [
      problem("settings.parity", {
        what: `The sleeves of ${name} are made with different settings.`,
        where: loaded.placeOf(["profiles", name, "sleeves"]),
        seen: breaks
          .map(({ setting, values }) => {
            const told = Object.entries(values).map(([id, value]) => `${id} ${value}`)
            return `${setting}: ${told.join(", ")}`
          })
          .join("; "),
        remedy: "Give their profiles the same settings, or name the setting in parity_exceptions.",
      }),
    ]
  })
}

function sleevesOf(loaded: LoadedManifest, meta: string, profile: Profile): ToldSettings[] {
  return (profile.sleeves ?? []).flatMap((sleeve, index) => {
    const found = profileOfSleeve(loaded, meta, index, sleeve)
    if (!found.ok || sleeve.meta_profile !== undefined) return []
    return [{ id: sleeve.id, settings: flatten(loaded.manifest.defaults, found.value.profile) }]
  })
}

/** Sections of a profile over those of `defaults`; `selection_mode` is a feature wherever it stands. */
function flatten(defaults: Profile, profile: Profile): Record<string, unknown> {
  const merged: Record<string, unknown> = {}
  for (const section of flattened) Object.assign(merged, defaults[section], profile[section])
  const modes = [profile, defaults].flatMap((one) =>
    flattened.toReversed().flatMap((section) => one[section]?.["selection_mode"] ?? []),
  )
  return modes.length === 0 ? merged : { ...merged, selection_mode: modes[0] }
}
