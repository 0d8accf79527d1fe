import {
  solveCustomMaxSharpe,
  solveCustomMinVariance,
  solveCustomRiskParity,
} from "#engine/portfolio/convex/custom"
import { isUnconstrained } from "#engine/portfolio/convex/constraints"
import { fromConvex } from "#engine/portfolio/profiles/convex"
import { zeroVariance } from "#engine/portfolio/profiles/zero-variance"
import { closedForm, type PortfolioTask, type ProfileSolution } from "#engine/portfolio/task"
import { CUSTOM_PERIODS_PER_YEAR, scaled } from "./covariance"

/** The platform's min_variance, also the core of its barbell. */
export async function customMinVariance(task: PortfolioTask): Promise<ProfileSolution> {
  return alone(task) ?? fromConvex(await solveCustomMinVariance(argumentsOf(task)))
}

/** The platform's max_sharpe: a mean-variance utility. */
export async function customMaxSharpe(task: PortfolioTask): Promise<ProfileSolution> {
  const whole = alone(task)
  if (whole !== undefined) return whole
  const means = task.moments.mean.map((mean) => mean * CUSTOM_PERIODS_PER_YEAR)
  return fromConvex(await solveCustomMaxSharpe({ ...argumentsOf(task), means }))
}

/** The platform's risk_parity: a logarithmic barrier with a ridge. */
export async function customRiskParity(task: PortfolioTask): Promise<ProfileSolution> {
  const whole = alone(task)
  if (whole !== undefined) return whole
  const infeasibility = zeroVariance(task)
  if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  return fromConvex(await solveCustomRiskParity(argumentsOf(task)))
}

/** What every convex objective of the platform takes: covariance and means annualised with 252. */
export function argumentsOf({ names, moments, bounds, constraints, settings }: PortfolioTask) {
  return {
    names,
    bounds,
    constraints,
    covariance: scaled(moments.covariance, CUSTOM_PERIODS_PER_YEAR),
    marketEnvironment: settings.market_environment,
  }
}

/** One item is held whole, whatever the objective (reference 1.6.2), unless a limit has a say. */
function alone({ names, constraints }: PortfolioTask): ProfileSolution | undefined {
  return names.length === 1 && isUnconstrained(constraints)
    ? closedForm(Float64Array.of(1), "in_set")
    : undefined
}
