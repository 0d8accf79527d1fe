import type { ProfileMember, WeightBounds } from "#shared/contract/engine/profile-rows"
import type { MetaAllocation } from "#shared/model/meta-allocation"
import { type Problem, problem } from "#shared/problem/problem"
import type { NamedProfile } from "#engine/workspace/find-profile"
import type { LoadedManifest } from "#engine/workspace/manifest"
import { profileOfSleeve, sleevePlace } from "#engine/workspace/profile-graph"
import type { ProfileLines } from "./manifest-lines"

/** What the rows of a profile's sleeves are made with. */
export interface MemberContext {
  readonly loaded: LoadedManifest
  readonly lines: ProfileLines | undefined
  /** undefined where the profile's settings can't be read. */
  readonly allocation: MetaAllocation | undefined
  readonly cycleOf: (from: string, to: string) => readonly string[] | undefined
}

/** The sleeves of a meta profile in manifest order; one that can't be followed says why. */
export function memberRows(
  { name, profile }: NamedProfile,
  { loaded, lines, allocation, cycleOf }: MemberContext,
): readonly ProfileMember[] {
  return (profile.sleeves ?? []).map((sleeve, index) => {
    const found = profileOfSleeve(loaded, name, index, sleeve)
    const target = found.ok ? found.value.name : null
    const cycle = target === null ? undefined : cycleOf(name, target)
    return {
      id: sleeve.id,
      kind: sleeve.meta_profile === undefined ? "atomic" : "meta",
      profile: sleeve.meta_profile ?? sleeve.profile!,
      target,
      pinnedRun: sleeve.run_id ?? null,
      bounds: allocation === undefined ? null : boundsOf(allocation, sleeve.id),
      line: lines?.sleeves[index] ?? lines?.line ?? 1,
      problem: found.ok
        ? cycle === undefined
          ? null
          : cycleProblem(loaded, name, index, cycle)
        : found.problems[0],
    }
  })
}

function boundsOf({ bounds, min_weight, max_weight }: MetaAllocation, id: string): WeightBounds {
  const own = Object.hasOwn(bounds, id) ? bounds[id] : undefined
  return { min: own?.min ?? min_weight, max: own?.max ?? max_weight }
}

function cycleProblem(loaded: LoadedManifest, meta: string, index: number, path: readonly string[]): Problem {
  return problem("profile.cycle", {
    what: "A meta profile contains itself.",
    where: loaded.placeOf(sleevePlace(meta, index)),
    seen: path.join(" -> "),
    remedy: "Remove one of these sleeves: nesting has to end at atomic profiles.",
  })
}
