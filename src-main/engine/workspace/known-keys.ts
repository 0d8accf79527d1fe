import type { Manifest } from "#shared/model/manifest"
import { metaAllocationSchema } from "#shared/model/meta-allocation"
import { featureNames } from "./features"

const topLevelKeys = [
  "default_profile",
  "defaults",
  "profiles",
  "pipelines",
  "integrations",
  "execution_env",
  "$schema",
]

const profileKeys = [
  "description",
  "data",
  "selection",
  "risk",
  "backtest",
  "tournament",
  "discovery",
  "features",
  "sleeves",
  "meta_allocation",
]

const sleeveKeys = ["id", "profile", "meta_profile", "run_id", "description"]

/** Keys of `meta_allocation` that the product reads. */
export const allocationKeys: readonly string[] = Object.keys(metaAllocationSchema.shape)

/** A key that nothing reads, with those that its object may have. */
export interface UnknownKey {
  readonly path: readonly (string | number)[]
  readonly known: readonly string[]
}

/**
 * Keys of a manifest that are in nobody's vocabulary: at the top, in profiles, sleeves, `meta_allocation`
 * and `features`. The platform's other sections are its own and are not judged.
 */
export function unknownKeys(manifest: Manifest): UnknownKey[] {
  const found = unknownIn(manifest, [], topLevelKeys)
  const sections: [path: string[], profile: Manifest["defaults"]][] = [[["defaults"], manifest.defaults]]
  for (const [name, profile] of Object.entries(manifest.profiles)) {
    if (typeof profile !== "string") sections.push([["profiles", name], profile])
  }
  for (const [path, profile] of sections) {
    found.push(...unknownIn(profile, path, profileKeys))
    found.push(...unknownIn(profile.meta_allocation ?? {}, [...path, "meta_allocation"], allocationKeys))
    found.push(...unknownIn(profile.features ?? {}, [...path, "features"], featureNames))
    profile.sleeves?.forEach((sleeve, index) => {
      found.push(...unknownIn(sleeve, [...path, "sleeves", index], sleeveKeys))
    })
  }
  return found
}

function unknownIn(
  object: object,
  path: readonly (string | number)[],
  known: readonly string[],
): UnknownKey[] {
  return Object.keys(object)
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: [...path, key], known }))
}
