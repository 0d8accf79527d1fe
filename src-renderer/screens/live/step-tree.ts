import type { RunState } from "#shared/model/run"
import type { TreeRow } from "../../parts/tree-rows"
import { stageTitle } from "./stage-titles"
import { isOpen, type WorkItem } from "./work-items"

/** A line of the table of steps: a piece of work, or a group of them with what they are together. */
export interface StepLine {
  /** Of its row. */
  readonly key: string
  readonly title: string
  readonly kind: "risk" | "node" | "stage"
  /** null for a group. */
  readonly item: WorkItem | null
  readonly state: RunState
  readonly done: number
  readonly started: number | null
  readonly ended: number | null
  /** Pieces of work in it. */
  readonly count: number
}

export type StepRow = TreeRow<StepLine>

/**
 * The steps of a run as a tree: what concerns the whole run, then one group per risk profile with the stages of the
 * run's profile and, where they were built, the meta profiles nested in it. Which profile is nested in which is read
 * from the order of work: a nested one begins while its parent's returns are being joined.
 */
export function stepTree(items: readonly WorkItem[], rootProfile: string): StepRow[] {
  const risks = new Map<string, WorkItem[]>()
  const rows: StepRow[] = []
  for (const item of items) {
    if (item.risk === null) {
      rows.push(leaf(item, 0, rootProfile))
      continue
    }
    const group = risks.get(item.risk)
    if (group === undefined) risks.set(item.risk, [item])
    else group.push(item)
  }
  for (const [risk, own] of risks) {
    const children = nodeRows(rootOf(own, rootProfile), own, parentsOf(own, rootProfile), 1, rootProfile)
    rows.push(group({ key: `risk ${risk}`, title: risk, kind: "risk", level: 0, children, items: own }))
  }
  return inOrder(rows)
}

/** Work that names no node belongs to the run's own profile. */
const nodeOf = (item: WorkItem, root: string): string => item.node ?? root

function rootOf(items: readonly WorkItem[], rootProfile: string): string {
  return items.some((item) => nodeOf(item, rootProfile) === rootProfile)
    ? rootProfile
    : nodeOf(items[0]!, rootProfile)
}

/** For each node the one whose returns were being joined when it began; the root for all others. */
function parentsOf(items: readonly WorkItem[], root: string): ReadonlyMap<string, string> {
  const parents = new Map<string, string>()
  const joining = items.filter(({ stage }) => stage === "meta.returns")
  for (const item of items) {
    const node = nodeOf(item, root)
    if (node === root || parents.has(node)) continue
    const own = joining.indexOf(item)
    const around = joining.findLast(
      (other, index) =>
        nodeOf(other, root) !== node &&
        (own === -1 ? true : index < own) &&
        (other.started ?? 0) <= (item.started ?? 0) &&
        (other.ended === null || other.ended > (item.started ?? 0)),
    )
    parents.set(node, around === undefined ? root : nodeOf(around, root))
  }
  return parents
}

function nodeRows(
  node: string,
  items: readonly WorkItem[],
  parents: ReadonlyMap<string, string>,
  level: number,
  root: string,
): StepRow[] {
  const own = items.filter((item) => nodeOf(item, root) === node)
  const nested = [...new Set(items.map((item) => nodeOf(item, root)))].filter(
    (other) => other !== node && (parents.get(other) ?? root) === node,
  )
  const groups = nested.map((child) => {
    const children = nodeRows(child, items, parents, level + 1, root)
    const all = itemsBelow(children)
    const risk = all[0]?.risk ?? ""
    return group({ key: `node ${risk} ${child}`, title: child, kind: "node", level, children, items: all })
  })
  return inOrder([...stageRows(own, level, root), ...groups])
}

/** A step that was repeated (window by window) stands as one group of its repetitions. */
function stageRows(items: readonly WorkItem[], level: number, root: string): StepRow[] {
  const byStage = new Map<string, WorkItem[]>()
  for (const item of items) byStage.set(item.stage, [...(byStage.get(item.stage) ?? []), item])
  return [...byStage].map(([stage, own]) => {
    if (own.length === 1) return leaf(own[0]!, level, root)
    const children = own.map((item, index) => leaf(item, level + 1, root, `${index + 1}`))
    const title = stageTitle(stage)
    return group({ key: `all ${own[0]!.key}`, title, kind: "stage", level, children, items: own })
  })
}

function leaf(item: WorkItem, level: number, root: string, title?: string): StepRow {
  const { state, done, started, ended } = item
  const isElsewhere = level === 0 && item.node !== null && item.node !== root
  const named = title ?? stageTitle(item.stage)
  return {
    key: item.key,
    level,
    children: [],
    item: {
      key: item.key,
      title: isElsewhere ? `${named} of ${item.node}` : named,
      kind: "stage",
      item,
      state,
      done,
      started,
      ended,
      count: 1,
    },
  }
}

function group(told: {
  readonly key: string
  readonly title: string
  readonly kind: StepLine["kind"]
  readonly level: number
  readonly children: readonly StepRow[]
  readonly items: readonly WorkItem[]
}): StepRow {
  const { key, title, kind, level, children, items } = told
  const starts = items.flatMap(({ started }) => started ?? [])
  const ends = items.flatMap(({ ended }) => ended ?? [])
  const isRunning = items.some(({ state }) => isOpen(state))
  return {
    key,
    level,
    children,
    item: {
      key,
      title,
      kind,
      item: null,
      state: stateOfGroup(items),
      done: items.reduce((sum, { done }) => sum + done, 0) / Math.max(items.length, 1),
      started: least(starts),
      ended: isRunning ? null : greatest(ends),
      count: items.length,
    },
  }
}

const worstFirst: readonly RunState[] = [
  "failed",
  "crashed",
  "aborted_by_guardrail",
  "cancelling",
  "cancelled",
  "running",
  "queued",
  "vetoed",
  "succeeded_with_warnings",
  "succeeded",
]

/** What went wrong stands first, then what goes on; a group is cached when all of it is. */
function stateOfGroup(items: readonly WorkItem[]): RunState {
  const states = new Set(items.map(({ state }) => state))
  return worstFirst.find((state) => states.has(state)) ?? "cached"
}

function itemsBelow(rows: readonly StepRow[]): WorkItem[] {
  return rows.flatMap(({ item, children }) => (item.item === null ? itemsBelow(children) : [item.item]))
}

function inOrder(rows: readonly StepRow[]): StepRow[] {
  return rows.toSorted((a, b) => (a.item.started ?? Infinity) - (b.item.started ?? Infinity) || 0)
}

function least(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => Math.min(a, b))
}

function greatest(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => Math.max(a, b))
}
