import { columnOf, frameOf, type ReturnFrame } from "#engine/numerics/frame"
import { applyBounds } from "#engine/portfolio/bounds/apply"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { estimateMoments } from "#engine/portfolio/covariance/estimate"
import { hierarchicalRiskParity } from "#engine/portfolio/profiles/hierarchical"
import { needsReturns } from "#engine/portfolio/profiles/tail-risk"
import type { PortfolioTask, ProfileSolution } from "#engine/portfolio/task"
import { antifragility } from "./antifragility"
import { customMinVariance } from "./convex"

/** Total weight of the aggressors by regime; another regime takes `aggressor_weight`. */
const aggressorTotals: Readonly<Record<string, number>> = {
  QUIET: 0.15,
  NORMAL: 0.1,
  TURBULENT: 0.05,
  CRISIS: 0.03,
}

const MOST_AGGRESSORS = 5
const HRP_CORE = 10

/**
 * The platform's barbell (reference 1.6.6): the most antifragile items share a small total equally, the
 * others form a core of least risk (hrp from ten on). The bounds act on the whole.
 */
export async function barbell(task: PortfolioTask): Promise<ProfileSolution> {
  const { names, series, settings } = task
  if (series === null) return { kind: "refused", problem: needsReturns(task) }
  const n = names.length
  const count = Math.min(MOST_AGGRESSORS, Math.max(1, Math.floor(n / 2)), n - 1)
  if (count <= 0) return hierarchicalRiskParity(task)
  const aggressors = mostAntifragile(series, count)
  const core = names.map((_, i) => i).filter((i) => !aggressors.includes(i))
  const total = aggressorTotals[settings.regime] ?? settings.aggressor_weight

  const coreTask = unboundedPart(task, series, core)
  const solution = await (core.length >= HRP_CORE
    ? hierarchicalRiskParity(coreTask)
    : customMinVariance(coreTask))
  if (solution.kind !== "solved") return solution
  const weights = new Float64Array(n)
  for (const i of aggressors) weights[i] = total / count
  core.forEach((i, at) => {
    weights[i] = solution.weights[at]! * (1 - total)
  })
  const bounded = applyBounds(weights, task.bounds, task.dialect.boundsRule)
  const isMoved = bounded.weights.some((weight, i) => weight !== weights[i])
  return {
    ...solution,
    weights: bounded.weights,
    // The core's certificate is of the core as it was solved: bounds that move the whole leave none.
    certificate: isMoved ? null : solution.certificate,
    boundsRule: bounded.rule,
    solver: `barbell, core by ${solution.solver}`,
    hierarchy: null,
    aggressors: aggressors.map((i) => names[i]!),
    objective: { aggressors: count, aggressorWeight: isMoved ? sumAt(bounded.weights, aggressors) : total },
  }
}

function sumAt(weights: Float64Array, items: readonly number[]): number {
  let sum = 0
  for (const i of items) sum += weights[i]!
  return sum
}

/** Indices of the `count` highest scores, equal ones by name. */
function mostAntifragile(series: ReturnFrame, count: number): number[] {
  const scores = antifragility(series)
  const byName = (a: number, b: number): number => (series.names[a]! < series.names[b]! ? -1 : 1)
  return series.names
    .map((_, i) => i)
    .sort((a, b) => scores[b]! - scores[a]! || byName(a, b))
    .slice(0, count)
}

/** The same task for some of the items alone, without bounds. */
function unboundedPart(task: PortfolioTask, series: ReturnFrame, items: readonly number[]): PortfolioTask {
  const part = frameOf(
    series.days,
    items.map((i) => ({ name: series.names[i]!, values: columnOf(series, i) })),
  )
  return {
    ...task,
    names: part.names,
    series: part,
    bounds: uniformBounds(items.length, 0, 1),
    moments: estimateMoments(part, task.dialect, task.settings),
  }
}
