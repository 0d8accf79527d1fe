import { problem } from "#shared/problem/problem"
import { solveMinCdar } from "#engine/portfolio/convex/min-cdar"
import { solveMinCvar } from "#engine/portfolio/convex/min-cvar"
import { conditionalValueAtRisk, drawdowns, portfolioLosses } from "#engine/portfolio/convex/tail"
import type { PortfolioTask, ProfileSolution } from "#engine/portfolio/task"
import { fromConvex } from "./convex"

/**
 * Least conditional value at risk of daily losses (Rockafellar and Uryasev 2000) over the bounds and
 * constraints; its value is the objective `dailyCVaR95` for confidence 0.95. Refused without returns.
 */
export async function minCvar(task: PortfolioTask): Promise<ProfileSolution> {
  const { series: frame, bounds, constraints, settings } = task
  if (frame === null) return { kind: "refused", problem: needsReturns(task) }
  const { confidence } = settings
  const solution = await solveMinCvar({ frame, confidence, bounds, constraints })
  if (solution.kind !== "solved") return solution
  const value = conditionalValueAtRisk(portfolioLosses(frame, solution.weights), confidence)
  return fromConvex(solution, { [`dailyCVaR${percent(confidence)}`]: value })
}

/**
 * Least conditional drawdown at risk (Chekhlov, Uryasev and Zabarankin 2005) over the bounds and
 * constraints, of the drawdowns of summed daily returns; its value is the objective `dailyCDaR95` for
 * confidence 0.95. Refused without returns.
 */
export async function minCdar(task: PortfolioTask): Promise<ProfileSolution> {
  const { series: frame, bounds, constraints, settings } = task
  if (frame === null) return { kind: "refused", problem: needsReturns(task) }
  const { confidence } = settings
  const solution = await solveMinCdar({ frame, confidence, bounds, constraints })
  if (solution.kind !== "solved") return solution
  const { depth } = drawdowns(portfolioLosses(frame, solution.weights))
  return fromConvex(solution, {
    [`dailyCDaR${percent(confidence)}`]: conditionalValueAtRisk(depth, confidence),
  })
}

/** 0.95 -> "95", 0.975 -> "97.5". */
function percent(confidence: number): string {
  return String(Number((100 * confidence).toPrecision(12)))
}

/** Losses day by day don't follow from moments. */
export function needsReturns({ riskProfile }: PortfolioTask) {
  return problem("optimize.data", {
    what: `The risk profile ${riskProfile} looks at returns day by day, and only their moments are known.`,
    where: "meta.optimize",
    seen: "moments without returns",
    remedy: "Give the returns themselves.",
  })
}
