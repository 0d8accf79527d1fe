import type { OptimizeSettings } from "#shared/model/optimize"
import { assertNever } from "#shared/problem/ensure"
import type { ReturnFrame } from "#engine/numerics/frame"
import { diagonal, type SymmetricMatrix } from "#engine/numerics/matrix"
import { CUSTOM_PERIODS_PER_YEAR, customCovariance, scaled } from "#engine/portfolio/custom/covariance"
import type { Dialect } from "#engine/portfolio/dialects/dialect"
import { constantCorrelation } from "./constant-correlation"
import { exponentialCovariance } from "./exponential"
import { ledoitWolf, type Shrunk } from "./ledoit-wolf"
import type { Moments } from "./moments"
import { oas } from "./oas"
import { type CentredReturns, centre, correlationOf, sampleCovariance } from "./sample"

/** Moments of a frame (T >= 1) by the estimator of a dialect. */
export function estimateMoments(frame: ReturnFrame, dialect: Dialect, settings: OptimizeSettings): Moments {
  const centred = centre(frame)
  const estimate = covarianceBy(centred, dialect, settings)
  const moments = {
    names: frame.names,
    rows: centred.rows,
    mean: centred.mean,
    deviation: diagonal(centred.population).map(Math.sqrt),
    covariance: estimate.covariance,
    correlation: correlationOf(centred.population),
  }
  return estimate.shrinkage === undefined ? moments : { ...moments, shrinkage: estimate.shrinkage }
}

function covarianceBy(
  centred: CentredReturns,
  dialect: Dialect,
  settings: OptimizeSettings,
): Shrunk | { readonly covariance: SymmetricMatrix; readonly shrinkage?: never } {
  switch (dialect.covariance) {
    case "sample":
      return { covariance: sampleCovariance(centred, dialect.ddof) }
    case "ledoit_wolf":
      return ledoitWolf(centred)
    case "ledoit_wolf_constant_correlation":
      return constantCorrelation(centred)
    case "oas":
      return oas(centred)
    case "exponential":
      return { covariance: exponentialCovariance(centred, dialect.halfLife) }
    case "custom": {
      const { default_shrinkage_intensity: first, kappa_shrinkage_threshold: threshold } = settings
      const { covariance, shrinkage } = customCovariance(centred, first, threshold)
      return { covariance: scaled(covariance, 1 / CUSTOM_PERIODS_PER_YEAR), shrinkage }
    }
    default:
      return assertNever(dialect.covariance)
  }
}
