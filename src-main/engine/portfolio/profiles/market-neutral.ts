import { columnOf, type ReturnFrame, rowCount } from "#engine/numerics/frame"
import { mean } from "#engine/numerics/statistics"
import { solveMarketNeutral } from "#engine/portfolio/convex/market-neutral"
import { solveCustomMarketNeutral } from "#engine/portfolio/convex/custom"
import { argumentsOf } from "#engine/portfolio/custom/convex"
import type { PortfolioTask, ProfileSolution } from "#engine/portfolio/task"
import { fromConvex } from "./convex"
import { noBenchmark } from "./market"
import { needsReturns } from "./tail-risk"

/** From this many items on, |w'beta| may be .05, below it .15 (reference 1.6.3). */
const MANY = 15

/**
 * Least risk with a beta (Sharpe 1964) near zero to the benchmark, the equally weighted returns of the
 * items in `benchmark_sleeves` (reference 1.6.3). Refused without returns or benchmark sleeves, infeasible
 * {noNeutralPortfolio} where the bounds allow no such beta.
 */
export async function marketNeutral(task: PortfolioTask): Promise<ProfileSolution> {
  const betas = betasOf(task)
  if (!(betas instanceof Float64Array)) return betas
  const { names, bounds, constraints, moments } = task
  const tolerance = names.length >= MANY ? 0.05 : 0.15
  const solution =
    task.dialect.engine === "custom"
      ? await solveCustomMarketNeutral({ ...argumentsOf(task), betas, tolerance })
      : await solveMarketNeutral({
          names,
          covariance: moments.covariance,
          betas,
          tolerance,
          bounds,
          constraints,
        })
  if (solution.kind !== "solved") return solution
  const beta = solution.weights.reduce((total, weight, i) => total + weight * betas[i]!, 0)
  return fromConvex(solution, { beta, betaTolerance: tolerance })
}

function betasOf(task: PortfolioTask): Float64Array | ProfileSolution {
  const { series, settings, names } = task
  if (series === null) return { kind: "refused", problem: needsReturns(task) }
  const members = names.flatMap((name, i) => (settings.benchmark_sleeves.includes(name) ? [i] : []))
  if (members.length === 0) return { kind: "refused", problem: noBenchmark(task) }
  const benchmark = equallyWeighted(series, members)
  return Float64Array.from(names, (_, i) => beta(columnOf(series, i), benchmark))
}

function equallyWeighted(series: ReturnFrame, members: readonly number[]): Float64Array {
  const total = new Float64Array(rowCount(series))
  for (const i of members) columnOf(series, i).forEach((value, t) => (total[t]! += value))
  return total.map((value) => value / members.length)
}

const FEWEST_DAYS = 10

/** cov / var against the benchmark; 1 for fewer than ten days or a still benchmark (reference 1.6.3). */
function beta(values: Float64Array, benchmark: Float64Array): number {
  if (values.length < FEWEST_DAYS) return 1
  const centre = mean(values)
  const benchmarkCentre = mean(benchmark)
  let together = 0
  let alone = 0
  for (let t = 0; t < values.length; t++) {
    const away = benchmark[t]! - benchmarkCentre
    together += (values[t]! - centre) * away
    alone += away * away
  }
  return alone === 0 ? 1 : together / alone
}
