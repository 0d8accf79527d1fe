/** A symmetric N x N matrix, row-major; both triangles are filled. */
export interface SymmetricMatrix {
  readonly n: number
  readonly values: Float64Array
}

/** Diagonal of a symmetric matrix, length n. */
export function diagonal({ n, values }: SymmetricMatrix): Float64Array {
  const result = new Float64Array(n)
  for (let i = 0; i < n; i++) result[i] = values[i * n + i]!
  return result
}

/** Sum of the diagonal, left to right. */
export function trace(matrix: SymmetricMatrix): number {
  let total = 0
  for (const value of diagonal(matrix)) total += value
  return total
}

/** Matrix times vector (length n), each row summed left to right; four rows at once need not wait for each other. */
export function times({ n, values }: SymmetricMatrix, vector: Float64Array): Float64Array {
  const result = new Float64Array(n)
  let i = 0
  for (; i + 4 <= n; i += 4) {
    let first = 0
    let second = 0
    let third = 0
    let fourth = 0
    for (let j = 0, at = i * n; j < n; j++, at++) {
      const factor = vector[j]!
      first += values[at]! * factor
      second += values[at + n]! * factor
      third += values[at + 2 * n]! * factor
      fourth += values[at + 3 * n]! * factor
    }
    result[i] = first
    result[i + 1] = second
    result[i + 2] = third
    result[i + 3] = fourth
  }
  for (; i < n; i++) {
    let total = 0
    for (let j = 0, at = i * n; j < n; j++, at++) total += values[at]! * vector[j]!
    result[i] = total
  }
  return result
}

/** Inner product of two vectors of one length, summed left to right. */
export function dot(left: Float64Array, right: Float64Array): number {
  let total = 0
  for (let i = 0; i < left.length; i++) total += left[i]! * right[i]!
  return total
}

/** w'Mw: of weights and a covariance, the variance of the portfolio. */
export function quadraticForm(matrix: SymmetricMatrix, vector: Float64Array): number {
  return dot(vector, times(matrix, vector))
}
