import { type SymmetricMatrix, trace } from "#engine/numerics/matrix"
import { symmetricEigenvalues } from "#engine/numerics/eigenvalues"
import type { LadderStep } from "#engine/portfolio/covariance/moments"
import { ledoitWolf } from "#engine/portfolio/covariance/ledoit-wolf"
import { type CentredReturns, sampleCovariance } from "#engine/portfolio/covariance/sample"

/** The custom engine always annualises with 252 (reference 1.6.2). */
export const CUSTOM_PERIODS_PER_YEAR = 252

export interface CustomCovariance {
  /** Annualised. */
  readonly covariance: SymmetricMatrix
  /** Ledoit-Wolf intensity. */
  readonly shrinkage: number
  /** Steps of the ladder, the last being the one taken. */
  readonly steps: readonly LadderStep[]
}

const LADDER_STEP = 0.01
const LADDER_END = 0.1

/**
 * Covariance of the custom engine (reference 1.6.3): Ledoit-Wolf, annualised, its correlations mixed
 * with the identity by a rising intensity until their condition number is at most `threshold`;
 * when the ladder ends, a ridge of a tenth of the mean variance. One column: its sample variance.
 */
export function customCovariance(
  centred: CentredReturns,
  firstIntensity: number,
  threshold: number,
): CustomCovariance {
  const { n } = centred
  if (n < 2) {
    return {
      covariance: scaled(sampleCovariance(centred, 1), CUSTOM_PERIODS_PER_YEAR),
      shrinkage: 0,
      steps: [],
    }
  }
  const { covariance: daily, shrinkage } = ledoitWolf(centred)
  const annual = scaled(daily, CUSTOM_PERIODS_PER_YEAR)
  const deviation = Float64Array.from({ length: n }, (_, i) => Math.sqrt(annual.values[i * n + i]! + 1e-15))
  const steps: LadderStep[] = []
  for (let intensity = firstIntensity; intensity <= LADDER_END; intensity += LADDER_STEP) {
    const mixed = mixedCorrelation(annual, deviation, intensity)
    const conditionNumber = platformConditionNumber(mixed)
    steps.push({ intensity, conditionNumber })
    if (conditionNumber <= threshold) {
      return { covariance: covarianceFrom(mixed, deviation), shrinkage, steps }
    }
  }
  steps.push({ intensity: null, conditionNumber: null })
  return { covariance: ridged(annual, (0.1 * trace(annual)) / n), shrinkage, steps }
}

/** A matrix times a number. */
export function scaled({ n, values }: SymmetricMatrix, factor: number): SymmetricMatrix {
  return { n, values: values.map((value) => value * factor) }
}

/** A matrix with `amount` added to its diagonal. */
export function ridged({ n, values }: SymmetricMatrix, amount: number): SymmetricMatrix {
  const result = Float64Array.from(values)
  for (let i = 0; i < n; i++) result[i * n + i] = result[i * n + i]! + amount
  return { n, values: result }
}

function mixedCorrelation(
  { n, values }: SymmetricMatrix,
  deviation: Float64Array,
  intensity: number,
): SymmetricMatrix {
  const mixed = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const correlation = values[i * n + j]! / (deviation[i]! * deviation[j]!)
      mixed[i * n + j] = (1 - intensity) * correlation + (i === j ? intensity : 0)
    }
  }
  return { n, values: mixed }
}

function covarianceFrom({ n, values }: SymmetricMatrix, deviation: Float64Array): SymmetricMatrix {
  return { n, values: values.map((value, at) => deviation[Math.floor(at / n)]! * deviation[at % n]! * value) }
}

/** The platform's: largest eigenvalue over the smallest in magnitude plus 1e-15. */
function platformConditionNumber(matrix: SymmetricMatrix): number {
  const eigenvalues = symmetricEigenvalues(matrix)
  const smallest = eigenvalues.reduce((least, value) => Math.min(least, Math.abs(value)), Infinity)
  return eigenvalues[matrix.n - 1]! / (smallest + 1e-15)
}
