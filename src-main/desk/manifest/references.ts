import type { Manifest } from "#shared/model/manifest"

/** Where a manifest names a profile: aliases, sleeves, the default. JSON paths, in the manifest's order. */
export function referencesTo(manifest: Manifest, name: string): readonly (readonly (string | number)[])[] {
  const found: (readonly (string | number)[])[] = []
  if (manifest.default_profile === name) found.push(["default_profile"])
  for (const [owner, entry] of Object.entries(manifest.profiles)) {
    if (entry === name) found.push(["profiles", owner])
    if (typeof entry === "string") continue
    entry.sleeves?.forEach((sleeve, index) => {
      for (const key of ["profile", "meta_profile"] as const)
        if (sleeve[key] === name) found.push(["profiles", owner, "sleeves", index, key])
    })
  }
  return found
}
