import type { ChartLine } from "#shared/contract/engine/series-rows"
import type { MetaAllocation } from "#shared/model/meta-allocation"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { MetaOptimized } from "#shared/model/weights"
import { ok, type Result } from "#shared/problem/result"
import { readSeries } from "#engine/artifacts/formats/series"
import { artifactPath } from "#engine/artifacts/names"
import { columnOf, frameOf, type ReturnFrame } from "#engine/numerics/frame"
import { portfolioReturns } from "#engine/stages/meta/portfolio-series"
import type { KeptRun } from "../runs/kept-run"

/** Daily returns behind a line of a chart, on its own days. */
export interface LineReturns extends ChartLine {
  readonly days: Int32Array
  readonly returns: Float64Array
  /** The portfolio and what it is held against: their extremes are kept and their rolling measures shown. */
  readonly isMain: boolean
}

/**
 * The returns of a node of a run under one risk profile: its portfolio at the solved weights, the walk-forward of the
 * run's root, the benchmark where one is set, and every sleeve. Fails with `artifact.missing` or `artifact.changed`.
 */
export async function lineReturns(
  run: KeptRun,
  node: ResolvedMeta,
  risk: string,
): Promise<Result<readonly LineReturns[]>> {
  const bytes = run.read("meta_returns", node.profile, risk)
  if (!bytes.ok) return bytes
  const table = await readSeries(bytes.value, artifactPath("meta_returns", node.profile, risk))
  if (!table.ok) return table
  const optimized = run.json<MetaOptimized>("meta_optimized", node.profile, risk)
  if (!optimized.ok) return optimized
  const tested = await walkForward(run, node, risk)
  if (!tested.ok) return tested
  const frame = frameOf(table.value.days, table.value.columns)
  const { days, names } = frame
  const weightOf = new Map(optimized.value.weights.map((row) => [row.Symbol, row.Weight]))
  const portfolio = portfolioReturns(
    frame,
    names.map((name) => weightOf.get(name) ?? 0),
  )
  return ok([
    {
      key: "portfolio",
      title: "Portfolio, in sample",
      inSample: true,
      isMain: true,
      days,
      returns: portfolio,
    },
    ...tested.value,
    ...benchmark(frame, node.settings.allocation),
    ...names.map((name, i) => ({
      key: `sleeve:${name}`,
      title: name,
      inSample: false,
      isMain: false,
      days,
      returns: columnOf(frame, i),
    })),
  ])
}

/** Empty for a node that was not tested. */
async function walkForward(
  run: KeptRun,
  node: ResolvedMeta,
  risk: string,
): Promise<Result<readonly LineReturns[]>> {
  if (run.find("meta_backtest_returns", node.profile, risk) === undefined) return ok([])
  const bytes = run.read("meta_backtest_returns", node.profile, risk)
  if (!bytes.ok) return bytes
  const table = await readSeries(bytes.value, artifactPath("meta_backtest_returns", node.profile, risk))
  if (!table.ok) return table
  const column = table.value.columns.find(({ name }) => name === "walk_forward")
  if (column === undefined) return ok([])
  return ok([
    {
      key: "walk_forward",
      title: "Walk-forward, out of sample",
      inSample: false,
      isMain: true,
      days: table.value.days,
      returns: column.values,
    },
  ])
}

/** The mean of the benchmark sleeves, as the report's figures have it. */
function benchmark(
  frame: ReturnFrame,
  { benchmark_sleeves: sleeves }: MetaAllocation,
): readonly LineReturns[] {
  const members = frame.names.filter((name) => sleeves.includes(name))
  if (members.length === 0) return []
  const weights = frame.names.map((name) => (members.includes(name) ? 1 / members.length : 0))
  return [
    {
      key: "benchmark",
      title: `Benchmark: 1/n of ${members.join(", ")}`,
      inSample: false,
      isMain: true,
      days: frame.days,
      returns: portfolioReturns(frame, weights),
    },
  ]
}
