import { isMeta, type Sleeve } from "#shared/model/manifest"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, type Result } from "#shared/problem/result"
import { findMetaProfile, findProfile, type NamedProfile } from "./find-profile"
import type { LoadedManifest } from "./manifest"

/** Where a sleeve stands in the manifest. */
export function sleevePlace(meta: string, index: number): readonly (string | number)[] {
  return ["profiles", meta, "sleeves", index]
}

/** The profile a sleeve names: a meta profile for `meta_profile`, an atomic one for `profile`. */
export function profileOfSleeve(
  loaded: LoadedManifest,
  meta: string,
  index: number,
  sleeve: Sleeve,
): Result<NamedProfile> {
  const where = () => loaded.placeOf(sleevePlace(meta, index))
  const { meta_profile: nested } = sleeve
  const found = nested === undefined ? findProfile(loaded, sleeve.profile!) : findMetaProfile(loaded, nested)
  if (!found.ok) {
    const [first, ...rest] = found.problems.map((one) => ({
      ...one,
      where: `${where()} (sleeve ${sleeve.id})`,
    }))
    return failed(first!, ...rest)
  }
  if (nested !== undefined || !isMeta(found.value.profile)) return found
  return failed(
    problem("manifest.shape", {
      what: "A sleeve names a meta profile as if it were an atomic one.",
      where: `${where()} (sleeve ${sleeve.id})`,
      seen: `"profile": "${sleeve.profile}"`,
      remedy: `Write "meta_profile": "${sleeve.profile}" instead.`,
    }),
  )
}

/**
 * Everything that is statically wrong below a meta profile: sleeve ids used twice, sleeves that name no
 * profile, cycles (`profile.cycle`, with the path) and, unless a cycle makes it meaningless, a depth above
 * `maxDepth` (`profile.tooDeep`, with the longest path). Each profile is looked at once.
 */
export function checkMetaProfile(loaded: LoadedManifest, name: string, maxDepth: number): Problem[] {
  const problems: Problem[] = []
  const longest = new Map<string, readonly string[]>()
  const visit = ({ name: meta, profile }: NamedProfile, above: readonly string[]): readonly string[] => {
    const path = [...above, meta]
    const known = longest.get(meta)
    if (known !== undefined) return known
    problems.push(...duplicateIds(loaded, meta, profile.sleeves ?? []))
    let deepest: readonly string[] = []
    profile.sleeves?.forEach((sleeve, index) => {
      const found = profileOfSleeve(loaded, meta, index, sleeve)
      if (!found.ok) problems.push(...found.problems)
      else if (path.includes(found.value.name)) {
        problems.push(
          cycle(loaded, meta, index, [...path.slice(path.indexOf(found.value.name)), found.value.name]),
        )
      } else {
        const below = isMeta(found.value.profile) ? visit(found.value, path) : [found.value.name]
        if (below.length > deepest.length) deepest = below
      }
    })
    const chain = [meta, ...deepest]
    longest.set(meta, chain)
    return chain
  }
  const root = findMetaProfile(loaded, name)
  if (!root.ok) return [...root.problems]
  const chain = visit(root.value, [])
  const depth = chain.length - 1
  if (depth > maxDepth && !problems.some(({ code }) => code === "profile.cycle")) {
    problems.push(tooDeep(loaded, chain, maxDepth))
  }
  return problems
}

/** Atomic 0, meta 1 + the deepest sleeve; null below a cycle or a sleeve that names no profile. */
export function depthOfProfile(loaded: LoadedManifest, name: string): number | null {
  const depths = new Map<string, number | null>()
  const visit = (current: string): number | null => {
    const known = depths.get(current)
    if (known !== undefined) return known
    depths.set(current, null)
    const found = findProfile(loaded, current)
    if (!found.ok) return null
    let depth: number | null = 0
    for (const [index, sleeve] of (found.value.profile.sleeves ?? []).entries()) {
      const child = profileOfSleeve(loaded, found.value.name, index, sleeve)
      const below = child.ok ? visit(child.value.name) : null
      depth = depth === null || below === null ? null : Math.max(depth, below + 1)
    }
    depths.set(current, depth)
    return depth
  }
  return visit(name)
}

function duplicateIds(loaded: LoadedManifest, meta: string, sleeves: readonly Sleeve[]): Problem[] {
  return sleeves.flatMap((sleeve, index) => {
    const first = sleeves.findIndex(({ id }) => id === sleeve.id)
    if (first === index) return []
    return [
      problem("manifest.duplicateSleeve", {
        what: "Two sleeves of a meta profile have the same id.",
        where: loaded.placeOf([...sleevePlace(meta, index), "id"]),
        seen: `"${sleeve.id}", as sleeve ${first} of ${meta} too`,
        remedy:
          "Give every sleeve an id of its own: it is a column of the returns and a name in the weights.",
      }),
    ]
  })
}

function cycle(loaded: LoadedManifest, meta: string, index: number, path: readonly string[]): Problem {
  return problem("profile.cycle", {
    what: "A meta profile contains itself.",
    where: loaded.placeOf(sleevePlace(meta, index)),
    seen: path.join(" -> "),
    remedy: "Remove one of these sleeves: nesting has to end at atomic profiles.",
  })
}

function tooDeep(loaded: LoadedManifest, chain: readonly string[], maxDepth: number): Problem {
  return problem("profile.tooDeep", {
    what: `Meta profiles are nested deeper than max_depth ${maxDepth} allows.`,
    where: loaded.placeOf(["profiles", chain[0]!]),
    seen: `depth ${chain.length - 1}: ${chain.join(" -> ")}`,
    remedy: "Flatten the nesting, or raise meta_allocation.max_depth of the outermost profile.",
  })
}
