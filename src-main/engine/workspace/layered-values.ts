import type { SettingLayer } from "#shared/model/settings"

/** One value that one layer sets. */
export interface LayeredValue {
  readonly path: readonly string[]
  readonly value: unknown
  readonly layer: SettingLayer
  /** Where it was set, for a problem about it; asked for only then. */
  readonly where: () => string
}

/** The merged tree of all layers, and by dotted path the value that won. */
export interface LayeredTree {
  readonly values: Readonly<Record<string, unknown>>
  readonly winners: ReadonlyMap<string, LayeredValue>
}

/** The leaves of a tree: what is not an object with entries. Arrays are leaves, replaced as a whole. */
export function leavesOf(
  tree: unknown,
  path: readonly string[] = [],
): { readonly path: readonly string[]; readonly value: unknown }[] {
  if (!isBranch(tree)) return tree === undefined ? [] : [{ path, value: tree }]
  return Object.entries(tree).flatMap(([key, value]) => leavesOf(value, [...path, key]))
}

/**
 * Merges values in the order given, lowest layer first: objects key by key, everything else by replacement.
 * A leaf takes the place of a whole branch and the other way round.
 */
export function mergeLayers(values: readonly LayeredValue[]): LayeredTree {
  const root = emptyBranch()
  const winners = new Map<string, LayeredValue>()
  for (const value of values) {
    let branch = root
    value.path.slice(0, -1).forEach((step, depth) => {
      const below = branch[step]
      if (isBranch(below)) branch = below as Record<string, unknown>
      else {
        winners.delete(dotted(value.path.slice(0, depth + 1)))
        const made = emptyBranch()
        branch[step] = made
        branch = made
      }
    })
    forget(winners, dotted(value.path))
    branch[value.path.at(-1)!] = value.value
    winners.set(dotted(value.path), value)
  }
  return { values: root, winners }
}

/** Without a prototype, so that a key named `__proto__` is a key like others. */
function emptyBranch(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>
}

/** The key of a path in `origins`: meta_allocation.bounds.crypto.max */
export function dotted(path: readonly string[]): string {
  return path.join(".")
}

function forget(winners: Map<string, LayeredValue>, key: string): void {
  for (const known of winners.keys()) if (known.startsWith(`${key}.`)) winners.delete(known)
}

function isBranch(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
}
