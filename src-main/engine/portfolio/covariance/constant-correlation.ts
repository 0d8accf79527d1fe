import { crossProduct } from "#engine/numerics/cross-product"
import { diagonal, type SymmetricMatrix } from "#engine/numerics/matrix"
import { square } from "#engine/numerics/statistics"
import type { Shrunk } from "./ledoit-wolf"
import type { CentredReturns } from "./sample"

/**
 * Ledoit-Wolf shrinkage of the population covariance towards its variances with one common correlation
 * (Ledoit and Wolf 2004, "Honey, I shrunk the sample covariance matrix", appendix B). With `ddof` 1 what is
 * shrunk is divided by T - 1 and the moments around it by T, as in PyPortfolioOpt.
 * Takes columns with variance; where one has none, it correlates with nothing.
 */
export function constantCorrelation(centred: CentredReturns, ddof: 0 | 1 = 0): Shrunk {
  const { rows, n } = centred
  const sample = ddof === 0 ? centred.population : centred.product(rows - ddof)
  const { values } = sample
  const deviation = diagonal(sample).map(Math.sqrt)
  const common = meanCorrelation(sample, deviation)
  const target = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      target[i * n + j] = i === j ? values[i * n + i]! : common * deviation[i]! * deviation[j]!
    }
  }
  const misfit = squaredDistance(values, target)
  const { pi, rho } = asymptotics(centred, sample, deviation, common)
  const shrinkage = misfit === 0 ? 0 : Math.min(1, Math.max(0, (pi - rho) / misfit / rows))
  const covariance = values.map((value, at) => shrinkage * target[at]! + (1 - shrinkage) * value)
  return { covariance: { n, values: covariance }, shrinkage }
}

function meanCorrelation({ n, values }: SymmetricMatrix, deviation: Float64Array): number {
  if (n < 2) return 0
  let total = 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const scale = deviation[i]! * deviation[j]!
      if (i !== j && scale > 0) total += values[i * n + j]! / scale
    }
  }
  return total / (n * (n - 1))
}

/** Sum of asymptotic variances of the entries (pi), and of their covariances with the target (rho). */
function asymptotics(
  centred: CentredReturns,
  { n, values: sample }: SymmetricMatrix,
  deviation: Float64Array,
  common: number,
): { pi: number; rho: number } {
  const { rows, values: x } = centred
  const { values: plain } = centred.population
  const squares = x.map((value) => value * value)
  const cubes = x.map((value) => value * value * value)
  const fourth = crossProduct(squares, rows, n, rows).values
  let pi = 0
  let diagonalSum = 0
  let offDiagonal = 0
  for (let i = 0; i < n; i++) {
    const cube = cubes.subarray(i * rows, (i + 1) * rows)
    const ownPlain = plain[i * n + i]!
    const own = sample[i * n + i]!
    for (let j = 0; j < n; j++) {
      const at = i * n + j
      const variance = fourth[at]! - 2 * plain[at]! * sample[at]! + square(sample[at]!)
      pi += variance
      if (i === j) diagonalSum += variance
      else if (deviation[i]! > 0) {
        const third = meanProduct(cube, x.subarray(j * rows, (j + 1) * rows))
        const theta = third - ownPlain * sample[at]! - plain[at]! * own + own * sample[at]!
        offDiagonal += (deviation[j]! / deviation[i]!) * theta
      }
    }
  }
  return { pi, rho: diagonalSum + common * offDiagonal }
}

function meanProduct(left: Float64Array, right: Float64Array): number {
  let total = 0
  for (let t = 0; t < left.length; t++) total += left[t]! * right[t]!
  return total / left.length
}

function squaredDistance(left: Float64Array, right: Float64Array): number {
  let total = 0
  for (let at = 0; at < left.length; at++) total += square(left[at]! - right[at]!)
  return total
}
