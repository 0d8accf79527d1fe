import type {
  ProfileMember,
  ProfileNode,
  ProfileTree,
  WeightBounds,
} from "#shared/contract/engine/profile-rows"
import type { Problem } from "#shared/problem/problem"
import type { TreeRow } from "../../parts/tree-rows"

/** A line of the tree: a profile of the manifest, or a sleeve inside one. */
export interface ProfileLine {
  /** What the row is called: the profile's name, or the sleeve's id. */
  readonly name: string
  /** The profile behind it; null where a sleeve leads nowhere. */
  readonly profile: ProfileNode | null
  readonly member: ProfileMember | null
  readonly bounds: WeightBounds | null
  readonly problem: Problem | null
}

/** Meta profiles, each unfolded through its sleeves. A sleeve in a cycle is shown with its problem, not unfolded. */
export function profileRows(tree: ProfileTree): TreeRow<ProfileLine>[] {
  const byName = new Map(tree.profiles.map((profile) => [profile.name, profile]))
  return tree.profiles
    .filter((profile) => profile.aliasOf === null && (profile.kind === "meta" || profile.problems.length > 0))
    .map((profile) => ({
      key: profile.name,
      level: 0,
      item: {
        name: profile.name,
        profile,
        member: null,
        bounds: profile.bounds,
        problem: profile.problems[0] ?? null,
      },
      children: memberRows(profile, profile.name, 1, byName),
    }))
}

function memberRows(
  profile: ProfileNode,
  path: string,
  level: number,
  byName: ReadonlyMap<string, ProfileNode>,
): TreeRow<ProfileLine>[] {
  return profile.members.map((member) => {
    const key = `${path}/${member.id}`
    const target = member.target === null ? undefined : byName.get(member.target)
    const unfolds = member.problem === null && target !== undefined && target.kind === "meta"
    return {
      key,
      level,
      item: {
        name: member.id,
        profile: target ?? null,
        member,
        bounds: member.bounds,
        problem: member.problem,
      },
      children: unfolds ? memberRows(target, key, level + 1, byName) : [],
    }
  })
}

/** Whether a line has the text in its name, its profile or its description. */
export function lineMatches({ name, profile, member }: ProfileLine, search: string): boolean {
  return [name, profile?.name, profile?.description, member?.profile].some(
    (text) => text?.toLowerCase().includes(search) === true,
  )
}
