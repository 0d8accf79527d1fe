import type { NestedWindow } from "#shared/model/backtest"
import type { OptimizeResult } from "#shared/model/optimize"
import { columnOf, frameOf, type ReturnFrame } from "#engine/numerics/frame"
import { optimize } from "#engine/portfolio/optimize"
import { portfolioReturns } from "../portfolio-series"
import { joinOn } from "../returns/join"
import type { BacktestNode } from "./node-tree"

/** The days whose rows a window is solved on, both included. */
export interface TrainDays {
  readonly first: number
  readonly last: number
}

/** A meta profile solved on the rows of one window, nested ones first. */
export interface SolvedWindow {
  readonly result: OptimizeResult
  readonly nested: readonly NestedWindow[]
  /** Weights of the atomic sleeves, in the order of `leafFrame`, that weights by column come to. */
  readonly toLeaves: (weights: Float64Array) => Float64Array
}

/**
 * Solves a meta profile as a run on these days alone would: every nested profile on its own rows of them under
 * its own settings (equal weights where it has no solution, as in a run), its optimised stream in the place of
 * its column, then the profile itself. No weight depends on a row outside the days.
 */
export async function solveWindow(
  node: BacktestNode,
  days: TrainDays,
  signal: AbortSignal,
): Promise<SolvedWindow> {
  const { result, nested, toLeaves } = await solve(node, days, signal)
  return { result, nested, toLeaves }
}

interface Solved extends SolvedWindow {
  /** All rows of the node, the columns of nested profiles replaced by their streams under these weights. */
  readonly frame: ReturnFrame
  readonly trainRows: number
}

async function solve(node: BacktestNode, days: TrainDays, signal: AbortSignal): Promise<Solved> {
  const nested: NestedWindow[] = []
  const leavesOf = new Map<number, Float64Array>()
  const streams = new Map<number, Float64Array>()
  for (const [column, child] of node.children) {
    const solved = await solve(child, days, signal)
    const weights = solved.result.weights ?? equalWeights(child.frame.names.length)
    nested.push(...solved.nested, nestedWindow(child, solved, weights))
    leavesOf.set(column, solved.toLeaves(weights))
    const stream = { id: child.path, days: child.frame.days, values: portfolioReturns(solved.frame, weights) }
    streams.set(column, joinOn(node.frame.days, [stream], node.join).columns[0]!.values)
  }
  const frame = withColumns(node.frame, streams)
  const rows = rowsWithin(frame, days)
  return {
    frame,
    trainRows: rows.days.length,
    result: await optimize(rows, node.settings, signal),
    nested,
    toLeaves: (weights) => spread(weights, leavesOf),
  }
}

/** Weights of 1/n. */
export function equalWeights(n: number): Float64Array {
  return new Float64Array(n).fill(1 / n)
}

function nestedWindow(
  { path, frame, settings }: BacktestNode,
  { result, trainRows }: Solved,
  weights: Float64Array,
): NestedWindow {
  const isOwn = result.outcome.riskProfile === settings.risk_profile
  return {
    path,
    rows: trainRows,
    source: result.weights === null ? "proxyEqualWeight" : isOwn ? "solved" : "fallback",
    problem: result.weights === null ? (result.problems[0] ?? null) : null,
    weights: Object.fromEntries(frame.names.map((name, i) => [name, weights[i]!])),
  }
}

function withColumns(frame: ReturnFrame, columns: ReadonlyMap<number, Float64Array>): ReturnFrame {
  if (columns.size === 0) return frame
  return frameOf(
    frame.days,
    frame.names.map((name, i) => ({ name, values: columns.get(i) ?? columnOf(frame, i) })),
  )
}

/** The rows of a frame between two days, both included. */
function rowsWithin(frame: ReturnFrame, { first, last }: TrainDays): ReturnFrame {
  const from = rowsBefore(frame.days, first)
  const to = rowsBefore(frame.days, last + 1)
  return frameOf(
    frame.days.subarray(from, to),
    frame.names.map((name, i) => ({ name, values: columnOf(frame, i).subarray(from, to) })),
  )
}

/** How many of the days, which increase, lie before one. */
function rowsBefore(days: Int32Array, day: number): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (days[middle]! < day) low = middle + 1
    else high = middle
  }
  return low
}

/** Column weights multiplied down to the atomic sleeves of nested columns, depth first in column order. */
function spread(weights: Float64Array, leavesOf: ReadonlyMap<number, Float64Array>): Float64Array {
  const leaves: number[] = []
  weights.forEach((weight, i) => {
    const below = leavesOf.get(i)
    if (below === undefined) leaves.push(weight)
    else for (const share of below) leaves.push(weight * share)
  })
  return Float64Array.from(leaves)
}
