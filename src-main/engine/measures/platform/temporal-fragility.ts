import { mean, standardDeviation } from "#engine/numerics/statistics"

/**
 * The platform's temporal fragility: standard deviation (ddof 0) of the Sharpe ratios of windows over the
 * magnitude of their mean (reference 1.9). Null without windows or with a mean of zero.
 */
export function temporalFragility(sharpes: Float64Array): number | null {
  if (sharpes.length === 0) return null
  const centre = Math.abs(mean(sharpes))
  return centre === 0 ? null : standardDeviation(sharpes, 0) / centre
}
