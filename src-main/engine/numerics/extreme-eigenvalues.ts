import { powerOfTwoNear, tridiagonalEigenvalues } from "./eigenvalues"
import { diagonal, dot, type SymmetricMatrix, times } from "./matrix"
import { factoriseInPanels, solveInPanels } from "./panel-cholesky"

/** A symmetric positive semidefinite operator, applied to a vector of length n; gives a new one. */
type Operator = (vector: Float64Array) => Float64Array

/** Steps at most; the Ritz value is then below the eigenvalue by less than a part in a thousand. */
const MOST_STEPS = 200

/** Two steps in a row that gain no more than this share end the iteration. */
const SETTLED = 1e-8

/**
 * Largest eigenvalue of a positive semidefinite operator on vectors of length n >= 1, from below, by the
 * Lanczos iteration with full reorthogonalisation (Golub and Van Loan, Matrix Computations, 4th ed., 10.1).
 * The first vector is the same for every n, so that the result depends on the operator alone.
 */
export function largestEigenvalue(n: number, apply: Operator): number {
  const basis = [firstVector(n)]
  const main: number[] = []
  const off: number[] = []
  let largest = 0
  let settled = 0
  for (let k = 0; k < Math.min(n, MOST_STEPS) && settled < 2; k++) {
    const vector = basis[k]!
    const image = apply(vector)
    main.push(dot(vector, image))
    const before = largest
    largest = tridiagonalEigenvalues(Float64Array.from(main), Float64Array.of(...off, 0)).at(-1)!
    settled = largest - before <= SETTLED * largest ? settled + 1 : 0
    // Twice, since once leaves as much of the basis as rounding does.
    orthogonalise(image, basis)
    orthogonalise(image, basis)
    const length = Math.sqrt(dot(image, image))
    // The basis spans all that the operator makes of the first vector.
    if (length <= Number.EPSILON * largest) break
    off.push(length)
    basis.push(image.map((value) => value / length))
  }
  return largest
}

/** Takes out of a vector what lies along each of an orthonormal basis, one after the other. */
function orthogonalise(vector: Float64Array, basis: readonly Float64Array[]): void {
  for (const direction of basis) {
    const along = dot(vector, direction)
    for (let i = 0; i < vector.length; i++) vector[i]! -= along * direction[i]!
  }
}

/** Of unit length and near no eigenvector: components of both signs by a linear congruence. */
function firstVector(n: number): Float64Array {
  const vector = new Float64Array(n)
  let state = 1
  for (let i = 0; i < n; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    vector[i] = state / 2 ** 31 - 1
  }
  const length = Math.sqrt(dot(vector, vector))
  return vector.map((value) => value / length)
}

/**
 * Largest by smallest eigenvalue of a symmetric positive semidefinite matrix without finding the others:
 * Lanczos iterations on the matrix and, through its Cholesky factor, on its inverse. Within 1e-6 relative of
 * the full decomposition where the number is under 1e9; above, both lose digits to rounding as it grows.
 * Infinity where a pivot of the factor is none beside rounding.
 */
export function conditionNumberByLanczos(matrix: SymmetricMatrix): number {
  const { n } = matrix
  const factor = factoriseInPanels(matrix, n * Number.EPSILON)
  if (factor === undefined) return Infinity
  // No entry of such a matrix is larger than the largest of its diagonal.
  const unit = powerOfTwoNear(diagonal(matrix))
  const largest = largestEigenvalue(n, (vector) => scaled(times(matrix, vector), 1 / unit))
  const largestOfInverse = largestEigenvalue(n, (vector) => scaled(solveInPanels(factor, vector), unit))
  return largest * largestOfInverse
}

function scaled(vector: Float64Array, by: number): Float64Array {
  for (let i = 0; i < vector.length; i++) vector[i]! *= by
  return vector
}
