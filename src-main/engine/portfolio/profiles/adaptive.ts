import { customRiskParity } from "#engine/portfolio/custom/convex"
import { settled } from "#engine/portfolio/dialects/dialect"
import { dialectOf } from "#engine/portfolio/dialects/engines"
import type { PortfolioTask, ProfileSolution } from "#engine/portfolio/task"
import { estimateMoments } from "#engine/portfolio/covariance/estimate"
import { hierarchicalRiskParity } from "./hierarchical"

const LARGE = 30

/** The platform's adaptive engine: its own risk parity below 30 items, from 30 on skfolio's hrp (design 5.5). */
export async function adaptive(task: PortfolioTask): Promise<ProfileSolution> {
  if (task.names.length < LARGE) return await labelled("custom risk_parity", customRiskParity(task))
  const dialect = settled(dialectOf("skfolio"), task.settings)
  const { series } = task
  const moments = series === null ? task.moments : estimateMoments(series, dialect, task.settings)
  const solution = await labelled("skfolio hrp", hierarchicalRiskParity({ ...task, dialect, moments }))
  return solution.kind === "solved" || solution.kind === "infeasible" ? { ...solution, moments } : solution
}

async function labelled(
  name: string,
  solving: ProfileSolution | Promise<ProfileSolution>,
): Promise<ProfileSolution> {
  const solution = await solving
  return solution.kind === "solved" ? { ...solution, solver: `${name}: ${solution.solver}` } : solution
}
