import type { OptimizeResult } from "#shared/model/optimize"
import { quadraticForm, type SymmetricMatrix } from "#engine/numerics/matrix"
import { sum } from "#engine/numerics/statistics"
import type { Expected } from "./cases"
import { type Deviations, deviation, relativeDeviation } from "./compare"

/** How far a result is from what is expected of it, by every kind of tolerance in the figures. */
export function deviationsFrom(
  { method, weights, objective }: Expected,
  { weights: reached, outcome }: OptimizeResult,
  covariance: SymmetricMatrix,
): Deviations {
  const share = 1 / weights.length
  return {
    weights: () => deviation(reached, weights),
    dailyVariance_relative: () =>
      relativeDeviation(outcome.objective.dailyVariance, objective.dailyVariance!),
    annualisedSharpe_rf0_relative: () =>
      relativeDeviation(outcome.objective.annualisedSharpe, objective.annualisedSharpe_rf0!),
    riskContribution: () =>
      deviation(
        Object.values(outcome.riskContributions),
        weights.map(() => share),
      ),
    ...(method === "risk_parity_erc_bounded"
      ? { objective: () => Math.abs(logBarrier(covariance, reached!) - objective.value!) }
      : {}),
  }
}

/** 1/2 ln w'Sw - mean ln w, which bounded risk parity minimises. */
function logBarrier(covariance: SymmetricMatrix, weights: Float64Array): number {
  return Math.log(quadraticForm(covariance, weights)) / 2 - sum(weights.map(Math.log)) / weights.length
}
