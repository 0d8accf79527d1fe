import { isMeta, type Profile } from "#shared/model/manifest"
import { configuredRiskProfiles } from "#shared/model/meta-allocation"
import { canonicalRiskProfile, type RiskProfile } from "#shared/model/risk-profile"
import { findProfile, type NamedProfile } from "./find-profile"
import type { LoadedManifest } from "./manifest"
import { depthOfProfile } from "./profile-graph"
import { effectiveSettings, noLayers } from "./settings"

export { findMetaProfile, findProfile, type NamedProfile, namesOfProfile } from "./find-profile"
export { checkMetaProfile } from "./profile-graph"

/** A line of `nestfolio profiles`. */
export interface ProfileSummary {
  readonly name: string
  readonly kind: "meta" | "atomic"
  /** Atomic 0, meta 1 + the deepest sleeve; null when a cycle or an unknown sleeve leaves it without one. */
  readonly depth: number | null
  readonly sleeves: readonly string[]
  readonly risk_profiles: readonly RiskProfile[]
  /** The profile that this name stands for; absent when it is a profile itself. */
  readonly alias_of?: string
  readonly description?: string
}

/** Every profile and alias in manifest order. A name that leads nowhere is left to `findProfile` to explain. */
export function listProfiles(loaded: LoadedManifest): ProfileSummary[] {
  return Object.keys(loaded.manifest.profiles).flatMap((name) => {
    const found = findProfile(loaded, name)
    return found.ok ? [summaryOf(loaded, name, found.value)] : []
  })
}

function summaryOf(
  loaded: LoadedManifest,
  name: string,
  { name: target, profile }: NamedProfile,
): ProfileSummary {
  return {
    name,
    kind: isMeta(profile) ? "meta" : "atomic",
    depth: depthOfProfile(loaded, target),
    sleeves: profile.sleeves?.map((sleeve) => sleeve.id) ?? [],
    risk_profiles: isMeta(profile) ? metaRiskProfiles(loaded, target) : atomicRiskProfiles(loaded, profile),
    ...(name === target ? {} : { alias_of: target }),
    ...(profile.description === undefined ? {} : { description: profile.description }),
  }
}

function metaRiskProfiles(loaded: LoadedManifest, name: string): readonly RiskProfile[] {
  const settings = effectiveSettings(loaded, name, noLayers)
  return settings.ok ? configuredRiskProfiles(settings.value.allocation) : []
}

/** The `profiles` list of the backtest section, a comma-separated text in the platform's shape. */
function atomicRiskProfiles(loaded: LoadedManifest, profile: Profile): readonly RiskProfile[] {
  const listed = profile.backtest?.["profiles"] ?? loaded.manifest.defaults.backtest?.["profiles"]
  const names = typeof listed === "string" ? listed.split(",") : Array.isArray(listed) ? listed : []
  return names.flatMap((name) => canonicalRiskProfile(String(name).trim()) ?? [])
}
