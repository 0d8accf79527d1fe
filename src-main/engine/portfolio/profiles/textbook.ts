import { solveMaxDiversification } from "#engine/portfolio/convex/max-diversification"
import { solveMaxSharpe } from "#engine/portfolio/convex/max-sharpe"
import { solveMinVariance } from "#engine/portfolio/convex/min-variance"
import { solveRiskParity } from "#engine/portfolio/convex/risk-parity"
import { bindingItems, bindingLimits, riskContributions } from "#engine/portfolio/outcome/figures"
import type { PortfolioTask, ProfileSolution } from "#engine/portfolio/task"
import { fromConvex } from "./convex"
import { nothingVaries, zeroVariance } from "./zero-variance"

/** Least variance over the bounds and constraints (Markowitz 1952), on daily moments. */
export async function minVariance(task: PortfolioTask): Promise<ProfileSolution> {
  const { names, moments, bounds, constraints } = task
  return fromConvex(await solveMinVariance({ names, covariance: moments.covariance, bounds, constraints }))
}

/**
 * The tangency portfolio (Sharpe 1966) over the bounds and constraints, on daily figures: annualising both
 * sides changes nothing. Infeasible {noPositiveExcess} or {singularCovariance}.
 */
export async function maxSharpe(task: PortfolioTask): Promise<ProfileSolution> {
  const { names, moments, bounds, constraints, settings, periodsPerYear } = task
  const { mean: means, covariance } = moments
  const riskFreeRate = settings.risk_free_rate / periodsPerYear
  const solution = await solveMaxSharpe({ names, means, covariance, riskFreeRate, bounds, constraints })
  const still = solution.kind === "solved" ? nothingVaries(task) : undefined
  if (still !== undefined)
    return { kind: "infeasible", infeasibility: { ...still, reason: "singularCovariance" } }
  return fromConvex(solution)
}

/**
 * The largest diversification ratio (Choueifaty and Coignard 2008) over the bounds and constraints.
 * Infeasible {zeroVariance} or {singularCovariance}.
 */
export async function maxDiversification(task: PortfolioTask): Promise<ProfileSolution> {
  const { names, moments, bounds, constraints } = task
  const { covariance } = moments
  const infeasibility = nothingVaries(task)
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  return fromConvex(await solveMaxDiversification({ names, covariance, bounds, constraints }))
}

/**
 * Equal risk contributions (Maillard, Roncalli and Teiletche 2010; with bounds, Spinu's 2013 logarithmic
 * form) over the bounds and constraints. Where no bound or limit binds, the objective `riskShareDeviation`
 * is max |risk share - 1/N|. Infeasible {zeroVariance}, {singularCovariance} or {bounds}.
 */
export async function riskParity(task: PortfolioTask): Promise<ProfileSolution> {
  const infeasibility = zeroVariance(task)
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  const { names, moments, bounds, constraints } = task
  const solution = await solveRiskParity({ names, covariance: moments.covariance, bounds, constraints })
  if (solution.kind !== "solved") return solution
  const { weights } = solution
  const limits = bindingLimits(names, weights, bounds, constraints)
  if (limits.length > 0 || bindingItems(names, weights, bounds).length > 0) return fromConvex(solution)
  const shares = Object.values(riskContributions(weights, moments))
  const riskShareDeviation = Math.max(...shares.map((share) => Math.abs(share - 1 / names.length)))
  return fromConvex(solution, { riskShareDeviation })
}
