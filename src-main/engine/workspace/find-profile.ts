import { isMeta, type Profile } from "#shared/model/manifest"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { LoadedManifest } from "./manifest"
import { didYouMean } from "./did-you-mean"

/** A profile under the name it has after aliases were followed. */
export interface NamedProfile {
  readonly name: string
  readonly profile: Profile
}

/**
 * The profile of a name, aliases followed. Fails with `profile.unknown` (the nearest names in the remedy) or
 * `manifest.aliasCycle` (the path in `seen`).
 */
export function findProfile(loaded: LoadedManifest, name: string): Result<NamedProfile> {
  const { profiles } = loaded.manifest
  const path = [name]
  for (let current = name; ; ) {
    const entry = Object.hasOwn(profiles, current) ? profiles[current] : undefined
    if (entry === undefined) return failed(unknownProfile(loaded, path))
    if (typeof entry !== "string") return ok({ name: current, profile: entry })
    if (path.includes(entry)) return failed(aliasCycle(loaded, [...path, entry]))
    path.push(entry)
    current = entry
  }
}

/** A meta profile by name: `findProfile`, and `profile.notMeta` when it has no sleeves. */
export function findMetaProfile(loaded: LoadedManifest, name: string): Result<NamedProfile> {
  const found = findProfile(loaded, name)
  if (!found.ok || isMeta(found.value.profile)) return found
  const metas = Object.entries(loaded.manifest.profiles).flatMap(([other, profile]) =>
    typeof profile !== "string" && isMeta(profile) ? [other] : [],
  )
  return failed(
    problem("profile.notMeta", {
      what: "The profile is not a meta profile: it has no sleeves.",
      where: loaded.placeOf(["profiles", found.value.name]),
      seen: name,
      remedy:
        metas.length === 0 ? "The manifest has no meta profile yet." : `Meta profiles: ${metas.join(", ")}.`,
    }),
  )
}

/** Every name of a profile: its own and the aliases that lead to it. */
export function namesOfProfile(loaded: LoadedManifest, name: string): readonly string[] {
  return Object.keys(loaded.manifest.profiles).filter((other) => {
    const found = findProfile(loaded, other)
    return found.ok && found.value.name === name
  })
}

function unknownProfile(loaded: LoadedManifest, path: readonly string[]): Problem {
  const missing = path.at(-1)!
  return problem("profile.unknown", {
    what: "The manifest has no profile of that name.",
    where: path.length === 1 ? `${loaded.path} profiles` : loaded.placeOf(["profiles", path.at(-2)!]),
    seen: path.length === 1 ? missing : path.join(" -> "),
    remedy: didYouMean(missing, Object.keys(loaded.manifest.profiles)),
  })
}

function aliasCycle(loaded: LoadedManifest, path: readonly string[]): Problem {
  return problem("manifest.aliasCycle", {
    what: "Aliases lead back to themselves.",
    where: loaded.placeOf(["profiles", path.at(-2)!]),
    seen: path.join(" -> "),
    remedy: "Let one of these names be a profile instead of an alias.",
  })
}
