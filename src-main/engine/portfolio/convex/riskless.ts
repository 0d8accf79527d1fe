import { quadraticForm, type SymmetricMatrix, trace } from "#engine/numerics/matrix"
import { STILL_SHARE } from "#engine/portfolio/covariance/sample"
import type { Infeasibility } from "#shared/model/optimize"
import type { FeasibleSet } from "./feasible-set"
import { highestValue } from "./linear"
import { varianceFloor } from "./min-variance"
import { minimise } from "./minimise"

/** Share of the mean variance at or below which a portfolio counts as riskless (design 5.5). */
const RISKLESS = 1e-12

/** Share of the best gain that a riskless portfolio must have to make a ratio unbounded. */
const WORTHWHILE = 1e-3

/**
 * Whether w'Sw <= 1e-12 trace(S)/N; with the items' mean returns, also whether the deviation is what rounding
 * leaves of constant returns.
 */
export function isRiskless(
  covariance: SymmetricMatrix,
  weights: Float64Array,
  means?: Float64Array,
): boolean {
  const variance = quadraticForm(covariance, weights)
  if (variance <= (RISKLESS * trace(covariance)) / covariance.n) return true
  if (means === undefined) return false
  let size = 0
  for (let i = 0; i < weights.length; i++) size += Math.abs(weights[i]! * means[i]!)
  return Math.sqrt(variance) <= STILL_SHARE * size
}

/**
 * Conflict {singularCovariance} when weights of the set, with some of the gains if they are given,
 * have no variance: then ratios to the volatility and logarithms of it have no optimum.
 */
export async function risklessPortfolio(
  set: FeasibleSet,
  covariance: SymmetricMatrix,
  gains?: { readonly name: string; readonly values: Float64Array },
): Promise<Infeasibility | undefined> {
  const worthwhile = gains && (await withSomeGain(set, gains))
  const calmest = await minimise({
    objective: { hessian: covariance.values, linear: new Float64Array(covariance.n) },
    set: worthwhile ?? set,
    objectiveFloor: varianceFloor(covariance),
  })
  if (calmest.kind !== "solved" || !isRiskless(covariance, calmest.weights)) return undefined
  const items = set.names.filter((_, i) => calmest.weights[i]! > 1e-6)
  return {
    reason: "singularCovariance",
    conflict: [
      `weights of ${items.join(", ")} have a variance of at most ${RISKLESS} of the mean variance ${trace(covariance) / covariance.n}`,
    ],
    relaxation:
      "use a shrunk covariance (ledoit_wolf or oas), or leave out one of the items that cancel each other",
    items,
  }
}

async function withSomeGain(
  set: FeasibleSet,
  { name, values }: { readonly name: string; readonly values: Float64Array },
): Promise<FeasibleSet> {
  const best = (await highestValue(set, values)) ?? 0
  const row = { name, coefficients: values.map((value) => -value), limit: -WORTHWHILE * best }
  return { ...set, rows: [...set.rows, row] }
}
