import type { ResolvedAtomic, ResolvedMeta, ResolvedSleeve } from "#shared/model/resolved"
import { problem } from "#shared/problem/problem"
import { nearestNames } from "#shared/problem/nearest-names"
import { failed, ok, type Result } from "#shared/problem/result"

/** The name of a sleeve as problems and decisions give it. */
export function sleevePath(node: ResolvedMeta, sleeve: ResolvedSleeve): string {
  return `${node.profile}/${sleeve.id}`
}

/** The profile behind a sleeve. */
export function profileOfSleeve(sleeve: ResolvedSleeve): string {
  return sleeve.kind === "atomic" ? sleeve.profile : sleeve.node.profile
}

/** A meta profile and every meta profile below it, each once, parents first. */
export function everyMeta(root: ResolvedMeta): readonly ResolvedMeta[] {
  const found = new Map<string, ResolvedMeta>()
  const visit = (node: ResolvedMeta): void => {
    if (found.has(node.profile)) return
    found.set(node.profile, node)
    for (const sleeve of node.sleeves) if (sleeve.kind === "meta") visit(sleeve.node)
  }
  visit(root)
  return [...found.values()]
}

/** Every atomic sleeve below a meta profile with its path, depth first in manifest order. */
export function everyAtomic(
  root: ResolvedMeta,
): readonly { readonly path: string; readonly sleeve: ResolvedAtomic }[] {
  return root.sleeves.flatMap((sleeve) =>
    sleeve.kind === "atomic" ? [{ path: sleevePath(root, sleeve), sleeve }] : everyAtomic(sleeve.node),
  )
}

/** The meta profile of that name in the tree: what the parameter `meta_profile` of a stage means. */
export function findNode(root: ResolvedMeta, name: string | undefined): Result<ResolvedMeta> {
  const nodes = everyMeta(root)
  const node = name === undefined ? root : nodes.find((candidate) => candidate.profile === name)
  if (node !== undefined) return ok(node)
  const names = nodes.map((candidate) => candidate.profile)
  const near = nearestNames(name ?? "", names)
  return failed(
    problem("profile.unknown", {
      what: `The run has no meta profile ${name}.`,
      where: "parameter meta_profile",
      seen: `the meta profiles ${names.join(", ")}`,
      remedy: near.length > 0 ? `did you mean ${near.join(" or ")}?` : `leave it out for ${root.profile}`,
    }),
  )
}
