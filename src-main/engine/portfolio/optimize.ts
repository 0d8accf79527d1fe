import type { Attempt, OptimizeResult, OptimizeSettings } from "#shared/model/optimize"
import { ensure } from "#shared/problem/ensure"
import type { ReturnFrame } from "#engine/numerics/frame"
import { boundsConflict } from "./bounds/feasibility"
import { boundsFromSettings } from "./bounds/from-settings"
import { constraintsFromSettings } from "./convex/constraints-from-settings"
import { estimateMoments } from "./covariance/estimate"
import type { Moments } from "./covariance/moments"
import { type Dialect, settled } from "./dialects/dialect"
import { dialectOf } from "./dialects/engines"
import { attemptsOf, ladderAttempts, momentsUsed, riskProfileChain } from "./outcome/attempts"
import { cancelled, infeasibleBounds, unfitFrame } from "./outcome/problems"
import { failedResult, solvedResult, unsolvedResult } from "./outcome/result"
import { periodsPerYearOf } from "./periods-per-year"
import { solveProfile } from "./profiles/solve"
import type { PortfolioTask } from "./task"

/**
 * Portfolio weights of a frame of returns (N columns, T days) under a risk profile and an engine.
 * Gives weights by column, or none with the problems that say why. `signal` ends it between tries.
 */
export async function optimize(
  frame: ReturnFrame,
  settings: OptimizeSettings,
  signal?: AbortSignal,
): Promise<OptimizeResult> {
  const periodsPerYear = periodsPerYearOf(frame.days, settings)
  const dialect = settled(dialectOf(settings.engine), settings)
  const unfit = unfitFrame(frame, settings)
  if (unfit !== undefined) return failedResult(settings, settings.risk_profile, periodsPerYear, [unfit])
  const moments = estimateMoments(frame, dialect, settings)
  return await optimizeMoments(moments, settings, { series: frame, periodsPerYear, dialect, signal })
}

/** What `optimizeMoments` can be told beside the moments. */
export interface MomentsContext {
  /** The returns themselves; null where only their moments are known. */
  readonly series: ReturnFrame | null
  readonly periodsPerYear: number
  readonly dialect?: Dialect
  readonly signal?: AbortSignal | undefined
}

/** The same from moments that are known already. */
export async function optimizeMoments(
  moments: Moments,
  settings: OptimizeSettings,
  context: MomentsContext,
): Promise<OptimizeResult> {
  const { series, periodsPerYear, signal } = context
  const { names } = moments
  const asked = settings.risk_profile
  const read = boundsFromSettings(names, settings)
  if (!read.ok) return failedResult(settings, asked, periodsPerYear, read.problems)
  const bounds = read.value
  const constrained = constraintsFromSettings(names, settings)
  if (!constrained.ok) return failedResult(settings, asked, periodsPerYear, constrained.problems)
  const infeasibility = boundsConflict(names, bounds)
  if (infeasibility !== undefined) {
    const more = { kind: "infeasible", infeasibility } as const
    return failedResult(settings, asked, periodsPerYear, [infeasibleBounds(bounds, infeasibility)], more)
  }
  const dialect = context.dialect ?? settled(dialectOf(settings.engine), settings)
  const attempts: Attempt[] = []
  let first: OptimizeResult | undefined
  for (const riskProfile of riskProfileChain(settings)) {
    if (signal?.aborted === true) return failedResult(settings, riskProfile, periodsPerYear, [cancelled()])
    const task: PortfolioTask = {
      riskProfile,
      settings,
      dialect,
      names,
      bounds,
      constraints: constrained.value,
      moments,
      series,
      periodsPerYear,
    }
    const solution = await solveProfile(task)
    const used = momentsUsed(solution, moments)
    if (riskProfile === asked && solution.kind !== "refused")
      attempts.push(...ladderAttempts(asked, used, settings.kappa_shrinkage_threshold))
    // Settings that ask for what does not exist were tried by no one; of a fallback it is told all the same.
    if (solution.kind !== "refused" || first !== undefined)
      attempts.push(...attemptsOf(riskProfile, solution, used))
    if (solution.kind === "solved") return solvedResult(task, solution, attempts)
    first ??= unsolvedResult(task, solution)
    // A fallback answers the data, not settings that ask for what does not exist.
    if (solution.kind === "refused") break
  }
  ensure(first !== undefined, "the chain holds at least the risk profile asked for")
  return { ...first, outcome: { ...first.outcome, attempts } }
}
