import { findProfile } from "#engine/workspace/find-profile"
import type { LoadedManifest } from "#engine/workspace/manifest"

/**
 * Ways around in the graph of meta profiles. Takes the names of a profile and of one of its sleeves' profiles, both
 * after aliases; gives the cycle that the sleeve closes as the names along it, from the profile back to itself,
 * undefined where it closes none. The shortest one, the first in manifest order among equals.
 */
export function cycleFinder(
  loaded: LoadedManifest,
): (from: string, to: string) => readonly string[] | undefined {
  const targetsOf = rememberedTargets(loaded)
  const reachable = new Map<string, ReadonlySet<string>>()
  const below = (name: string): ReadonlySet<string> => {
    const known = reachable.get(name)
    if (known !== undefined) return known
    const found = new Set<string>()
    const waiting = [...targetsOf(name)]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (found.has(next)) continue
      found.add(next)
      waiting.push(...targetsOf(next))
    }
    reachable.set(name, found)
    return found
  }
  return (from, to) => {
    if (from === to) return [from, from]
    if (!below(to).has(from)) return undefined
    return [from, ...shortestWay(to, from, targetsOf)]
  }
}

function shortestWay(
  from: string,
  to: string,
  targetsOf: (name: string) => readonly string[],
): readonly string[] {
  const cameFrom = new Map<string, string | null>([[from, null]])
  const queue = [from]
  for (const name of queue) {
    if (name === to) break
    for (const next of targetsOf(name)) {
      if (cameFrom.has(next)) continue
      cameFrom.set(next, name)
      queue.push(next)
    }
  }
  const way: string[] = []
  for (let at: string | null | undefined = to; typeof at === "string"; at = cameFrom.get(at)) way.unshift(at)
  return way
}

/** Profiles that a profile's sleeves lead to, after aliases; what leads nowhere is left out. */
function rememberedTargets(loaded: LoadedManifest): (name: string) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return (name) => {
    const before = known.get(name)
    if (before !== undefined) return before
    const found = findProfile(loaded, name)
    const sleeves = found.ok ? (found.value.profile.sleeves ?? []) : []
    const targets = sleeves.flatMap((sleeve) => {
      const target = findProfile(loaded, sleeve.meta_profile ?? sleeve.profile!)
      return target.ok ? [target.value.name] : []
    })
    known.set(name, targets)
    return targets
  }
}
