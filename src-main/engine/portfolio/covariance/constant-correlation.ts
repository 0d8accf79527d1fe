import { crossProduct } from "#engine/numerics/cross-product"
import type { SymmetricMatrix } from "#engine/numerics/matrix"
import type { Shrunk } from "./ledoit-wolf"
import type { CentredReturns } from "./sample"

/**
 * Ledoit-Wolf shrinkage of the population covariance towards its variances with one common correlation
 * (Ledoit and Wolf 2004, "Honey, I shrunk the sample covariance matrix", appendix B).
 * Takes columns with variance; where one has none, it correlates with nothing.
 */
export function constantCorrelation(centred: CentredReturns): Shrunk {
  const { rows, n, population } = centred
  const { values } = population
  const deviation = Float64Array.from({ length: n }, (_, i) => Math.sqrt(values[i * n + i]!))
  const common = meanCorrelation(population, deviation)
  const target = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      target[i * n + j] = i === j ? values[i * n + i]! : common * deviation[i]! * deviation[j]!
    }
  }
  const misfit = squaredDistance(values, target)
  const { pi, rho } = asymptotics(centred, deviation, common)
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
  { rows, n, values: x, population: { values } }: CentredReturns,
  deviation: Float64Array,
  common: number,
): { pi: number; rho: number } {
  const squares = x.map((value) => value * value)
  const cubes = x.map((value) => value * value * value)
  const fourth = crossProduct(squares, rows, n, rows).values
  let pi = 0
  let diagonal = 0
  let offDiagonal = 0
  for (let i = 0; i < n; i++) {
    const cube = cubes.subarray(i * rows, (i + 1) * rows)
    for (let j = 0; j < n; j++) {
      const variance = fourth[i * n + j]! - values[i * n + j]! ** 2
      pi += variance
      if (i === j) diagonal += variance
      else if (deviation[i]! > 0) {
        const third = meanProduct(cube, x.subarray(j * rows, (j + 1) * rows))
        const theta = third - values[i * n + i]! * values[i * n + j]!
        offDiagonal += (deviation[j]! / deviation[i]!) * theta
      }
    }
  }
  return { pi, rho: diagonal + common * offDiagonal }
}

function meanProduct(left: Float64Array, right: Float64Array): number {
  let total = 0
  for (let t = 0; t < left.length; t++) total += left[t]! * right[t]!
  return total / left.length
}

function squaredDistance(left: Float64Array, right: Float64Array): number {
  let total = 0
  for (let at = 0; at < left.length; at++) total += (left[at]! - right[at]!) ** 2
  return total
}
