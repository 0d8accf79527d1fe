import type { OptimizeSettings } from "#shared/model/optimize"
import { assertNever } from "#shared/problem/ensure"
import { crossProduct } from "#engine/numerics/cross-product"
import type { ReturnFrame } from "#engine/numerics/frame"
import { diagonal, type SymmetricMatrix } from "#engine/numerics/matrix"
import { CUSTOM_PERIODS_PER_YEAR, customCovariance, scaled } from "#engine/portfolio/custom/covariance"
import type { Dialect } from "#engine/portfolio/dialects/dialect"
import { constantCorrelation } from "./constant-correlation"
import { exponentialCovariance } from "./exponential"
import { ledoitWolf, type Shrunk } from "./ledoit-wolf"
import type { LadderStep, Moments } from "./moments"
import { oas } from "./oas"
import { type CentredReturns, centre, correlationOf, sampleCovariance, stillDeviations } from "./sample"

/** What an estimator gives; `unshrunk` is in proportion to the sample covariance, `unit` times it. */
interface Estimate {
  readonly covariance: SymmetricMatrix
  readonly shrinkage?: number
  readonly ladder?: readonly LadderStep[]
  readonly unshrunk: SymmetricMatrix
  /** Of `unshrunk` in population variances: T / (T - ddof) for a sample covariance. */
  readonly unit: number
}

/** Moments of a frame (T >= 2) by the estimator of a dialect. */
export function estimateMoments(frame: ReturnFrame, dialect: Dialect, settings: OptimizeSettings): Moments {
  const centred = centre(frame)
  const { covariance, unshrunk, unit, shrinkage, ladder } = covarianceBy(frame, centred, dialect, settings)
  let correlation: SymmetricMatrix | undefined
  return {
    names: frame.names,
    rows: centred.rows,
    mean: centred.mean,
    deviation: diagonal(unshrunk).map((variance) => Math.sqrt(variance / unit)),
    covariance,
    // Only hierarchies ask for it.
    get correlation() {
      correlation ??= correlationOf(unshrunk, stillDeviations(dialect.engine, centred.mean))
      return correlation
    },
    ...(shrinkage === undefined ? {} : { shrinkage }),
    ...(ladder === undefined ? {} : { ladder }),
  }
}

function covarianceBy(
  frame: ReturnFrame,
  centred: CentredReturns,
  dialect: Dialect,
  settings: OptimizeSettings,
): Estimate {
  const ofPopulation = (shrunk: Shrunk): Estimate => ({ ...shrunk, unshrunk: centred.population, unit: 1 })
  switch (dialect.covariance) {
    case "sample": {
      if (dialect.momentsAbout === "zero") {
        const covariance = crossProduct(frame.values, centred.rows, centred.n, centred.rows - dialect.ddof)
        return { covariance, unshrunk: centred.population, unit: 1 }
      }
      const covariance = sampleCovariance(centred, dialect.ddof)
      const unit = centred.rows / (centred.rows - dialect.ddof)
      return { covariance, unshrunk: covariance, unit }
    }
    case "ledoit_wolf":
      return ofPopulation(ledoitWolf(centred))
    case "ledoit_wolf_constant_correlation":
      return ofPopulation(constantCorrelation(centred, dialect.constantCorrelationDdof))
    case "oas":
      return ofPopulation(oas(centred))
    case "exponential": {
      const covariance = exponentialCovariance(centred, dialect.halfLife)
      return { covariance, unshrunk: centred.population, unit: 1 }
    }
    case "custom": {
      const { default_shrinkage_intensity: first, kappa_shrinkage_threshold: threshold } = settings
      const { covariance, shrinkage, steps } = customCovariance(centred, first, threshold)
      const daily = scaled(covariance, 1 / CUSTOM_PERIODS_PER_YEAR)
      return { ...ofPopulation({ covariance: daily, shrinkage }), ladder: steps }
    }
    default:
      return assertNever(dialect.covariance)
  }
}
