import type { ProfileNode } from "#shared/contract/engine/profile-rows"
import type { RunState } from "#shared/model/run"
import { isOpen, type WorkItem } from "./work-items"

/**
 * How many pieces of work a run of a meta profile has: for each risk profile returns and weights of every meta
 * profile in it, and the flattening; once the sleeves' resolution, the test of signs and the report.
 */
export function expectedWork(
  profiles: readonly ProfileNode[],
  profile: string,
  riskProfiles: readonly string[] | null,
): number | null {
  const byName = new Map(profiles.map((one) => [one.name, one]))
  const root = byName.get(profile)
  if (root === undefined || root.kind !== "meta") return null
  const seen = new Set<string>()
  const visit = (node: ProfileNode) => {
    if (seen.has(node.name)) return
    seen.add(node.name)
    for (const { kind, target, profile: named } of node.members) {
      const next = kind === "meta" ? byName.get(target ?? named) : undefined
      if (next !== undefined) visit(next)
    }
  }
  visit(root)
  const risks = (riskProfiles ?? root.riskProfiles).length
  return 3 + risks * (2 * seen.size + 1)
}

/**
 * The share of a run's work that is done, 0 to 1; null while nothing is known. Below 1 until the run has ended well:
 * work that nobody expected may still come.
 */
export function shareDone(
  items: readonly WorkItem[],
  expected: number | null,
  runState: RunState,
): number | null {
  if (runState === "succeeded" || runState === "succeeded_with_warnings" || runState === "cached") return 1
  if (runState === "queued") return 0
  if (items.length === 0) return expected === null ? null : 0
  const done = items.reduce(
    (sum, { state, done: part }) => sum + (isDone(state) ? 1 : isOpen(state) ? part : 0),
    0,
  )
  return Math.min(done / Math.max(expected ?? 0, items.length), 0.99)
}

function isDone(state: RunState): boolean {
  return state === "succeeded" || state === "succeeded_with_warnings" || state === "cached"
}
