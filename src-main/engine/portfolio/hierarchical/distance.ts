import type { SymmetricMatrix } from "#engine/numerics/matrix"

/** d_ij = sqrt((1 - rho_ij) / 2), N x N row-major (Lopez de Prado 2016). */
export function correlationDistance({ values }: SymmetricMatrix): Float64Array {
  const distances = new Float64Array(values.length)
  for (let at = 0; at < values.length; at++) distances[at] = Math.sqrt((1 - values[at]!) / 2)
  return distances
}

/** Euclidean distance between the columns of a distance matrix, as in the code of the 2016 paper. */
export function distanceOfColumns(distances: Float64Array, n: number): Float64Array {
  const result = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      let squares = 0
      for (let k = 0, a = i * n, b = j * n; k < n; k++, a++, b++) {
        const difference = distances[a]! - distances[b]!
        squares += difference * difference
      }
      const distance = Math.sqrt(squares)
      result[i * n + j] = distance
      result[j * n + i] = distance
    }
  }
  return result
}
