import type { OptimizeSettings } from "#shared/model/optimize"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import { ok, type Result } from "#shared/problem/result"
import type { RunDirectory } from "#engine/artifacts/run-directory"
import { columnOf, frameOf, type ReturnFrame } from "#engine/numerics/frame"
import { optimizeSettingsOf } from "../optimize/node-settings"
import { type JoinPolicy, joinOn } from "../returns/join"
import { readNodeReturns } from "../returns/node-returns"

/** A meta profile with what solving it again on other rows takes, and the same of its nested ones. */
export interface BacktestNode {
  readonly profile: string
  /** Ids of the sleeves that lead to it from the root, joined by slashes. */
  readonly path: string
  /** Joined returns as the run joined them; a nested column holds the stream of the run's own weights. */
  readonly frame: ReturnFrame
  readonly vetoed: readonly string[]
  readonly settings: OptimizeSettings
  readonly join: JoinPolicy
  /** Nested meta profiles by column of the frame. */
  readonly children: ReadonlyMap<number, BacktestNode>
}

/** Reads the tree of a meta profile from what meta.returns wrote for a risk profile. */
export async function readBacktestTree(
  directory: RunDirectory,
  node: ResolvedMeta,
  risk: RiskProfile,
  path = node.profile,
): Promise<Result<BacktestNode>> {
  const returns = await readNodeReturns(directory, node, risk)
  if (!returns.ok) return returns
  const { frame, vetoed } = returns.value
  const children = new Map<number, BacktestNode>()
  for (const sleeve of node.sleeves) {
    const column = frame.names.indexOf(sleeve.id)
    if (sleeve.kind === "atomic" || column < 0) continue
    const child = await readBacktestTree(directory, sleeve.node, risk, `${path}/${sleeve.id}`)
    if (!child.ok) return child
    children.set(column, child.value)
  }
  return ok({
    profile: node.profile,
    path,
    frame,
    vetoed,
    settings: optimizeSettingsOf(node, risk, frame.names),
    join: node.settings.allocation.join,
    children,
  })
}

/**
 * Returns of the atomic sleeves below a node on the node's own days, depth first in column order and named
 * by their paths: what is really held, whatever the nesting.
 */
export function leafFrame({ frame, path, join, children }: BacktestNode): ReturnFrame {
  if (children.size === 0) return { ...frame, names: frame.names.map((name) => `${path}/${name}`) }
  const columns = frame.names.flatMap((name, i) => {
    const child = children.get(i)
    if (child === undefined) return [{ name: `${path}/${name}`, values: columnOf(frame, i) }]
    const { days, names, values } = leafFrame(child)
    const rows = days.length
    const streams = names.map((id, k) => ({ id, days, values: values.subarray(k * rows, (k + 1) * rows) }))
    return joinOn(frame.days, streams, join).columns
  })
  return frameOf(frame.days, columns)
}

/** How many atomic sleeves lie below each column of a node, in the order of `leafFrame`. */
export function leafCounts({ frame, children }: BacktestNode): readonly number[] {
  return frame.names.map((_, i) => {
    const child = children.get(i)
    return child === undefined ? 1 : leafCounts(child).reduce((total, count) => total + count, 0)
  })
}
