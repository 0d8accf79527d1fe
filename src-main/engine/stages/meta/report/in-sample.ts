import type { PortfolioFigureSet } from "#shared/model/figure-set"
import type { MetaAllocation } from "#shared/model/meta-allocation"
import type { Benchmark } from "#engine/measures/benchmark"
import type { Undefined } from "#engine/measures/measure"
import { portfolioFigures } from "#engine/measures/portfolio-figures"
import { PreparedSeries } from "#engine/measures/prepared-series"
import { constantMixTurnover } from "#engine/measures/turnover"
import type { ReturnFrame } from "#engine/numerics/frame"
import { figureSet, pathTables } from "../figure-set"
import { portfolioReturns } from "../portfolio-series"

/**
 * The figures of fixed weights over the joined rows of a meta profile, held by daily rebalancing, against
 * 1/n over its benchmark sleeves.
 */
export function inSampleFigures(
  title: string,
  frame: ReturnFrame,
  weights: readonly number[],
  settings: Pick<MetaAllocation, "risk_free_rate" | "periods_per_year" | "benchmark_sleeves">,
): PortfolioFigureSet {
  const { days } = frame
  const riskFreeRate = settings.risk_free_rate
  const returns = portfolioReturns(frame, weights)
  const set = figureSet(title, days, returns, riskFreeRate, settings.periods_per_year)
  const series = new PreparedSeries({ days, returns, periodsPerYear: set.periods_per_year, riskFreeRate })
  const more = portfolioFigures(series, {
    weights,
    benchmark: benchmarkOf(frame, settings.benchmark_sleeves),
    traded: constantMixTurnover(frame, weights) ?? { why: "total loss" },
  })
  return {
    ...set,
    figures: [...set.figures, ...more],
    ...pathTables(series),
  }
}

/** The mean of the benchmark sleeves that the joined rows hold. */
function benchmarkOf(frame: ReturnFrame, sleeves: readonly string[]): Benchmark | Undefined {
  if (sleeves.length === 0) return { why: "no benchmark: benchmark_sleeves is empty" }
  const members = frame.names.filter((name) => sleeves.includes(name))
  if (members.length === 0) return { why: "no benchmark: none of the benchmark_sleeves is included" }
  const weights = frame.names.map((name) => (members.includes(name) ? 1 / members.length : 0))
  return { name: `1/n of ${members.join(", ")}`, days: frame.days, returns: portfolioReturns(frame, weights) }
}
