import { solveMinVariance } from "#engine/portfolio/convex/min-variance"
import type { PortfolioTask, ProfileSolution } from "#engine/portfolio/task"
import { fromConvex } from "./convex"

/** Least variance over the bounds. */
export async function minVariance({ names, moments, bounds }: PortfolioTask): Promise<ProfileSolution> {
  return fromConvex(await solveMinVariance({ names, covariance: moments.covariance, bounds }))
}
