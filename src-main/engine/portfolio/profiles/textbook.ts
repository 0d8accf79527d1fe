import { solveMaxDiversification } from "#engine/portfolio/convex/max-diversification"
import { solveMaxSharpe } from "#engine/portfolio/convex/max-sharpe"
import { solveMinVariance } from "#engine/portfolio/convex/min-variance"
import { solveRiskParity } from "#engine/portfolio/convex/risk-parity"
import { bindingItems, riskContributions } from "#engine/portfolio/outcome/figures"
import type { PortfolioTask, ProfileSolution } from "#engine/portfolio/task"
import { fromConvex } from "./convex"
import { zeroVariance } from "./zero-variance"

/** Least variance over the bounds. */
export async function minVariance({ names, moments, bounds }: PortfolioTask): Promise<ProfileSolution> {
  return fromConvex(await solveMinVariance({ names, covariance: moments.covariance, bounds }))
}

/** The tangency portfolio over the bounds, on daily figures: annualising both sides changes nothing. */
export async function maxSharpe(task: PortfolioTask): Promise<ProfileSolution> {
  const { names, moments, bounds, settings, periodsPerYear } = task
  const { mean: means, covariance } = moments
  const riskFreeRate = settings.risk_free_rate / periodsPerYear
  return fromConvex(await solveMaxSharpe({ names, means, covariance, riskFreeRate, bounds }))
}

/** The largest diversification ratio over the bounds. */
export async function maxDiversification(task: PortfolioTask): Promise<ProfileSolution> {
  const { names, moments, bounds } = task
  return fromConvex(await solveMaxDiversification({ names, covariance: moments.covariance, bounds }))
}

/**
 * Equal risk contributions over the bounds. Where no bound binds, the objective `riskShareDeviation`
 * is max |risk share - 1/N|.
 */
export async function riskParity(task: PortfolioTask): Promise<ProfileSolution> {
  const infeasibility = zeroVariance(task)
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  const { names, moments, bounds } = task
  const solution = await solveRiskParity({ names, covariance: moments.covariance, bounds })
  if (solution.kind !== "solved" || bindingItems(names, solution.weights, bounds).length > 0) {
    return fromConvex(solution)
  }
  const shares = Object.values(riskContributions(solution.weights, moments))
  const riskShareDeviation = Math.max(...shares.map((share) => Math.abs(share - 1 / names.length)))
  return fromConvex(solution, { riskShareDeviation })
}
