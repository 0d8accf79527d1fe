/**
 * Dense Cholesky factorisation A = LL' of a symmetric positive definite matrix (Golub and Van Loan,
 * Matrix Computations, 4.2), row by row so that every inner product runs over contiguous memory.
 * Two rows by four columns are worked on at once: eight sums stay in registers. Each sum runs left
 * to right, so the factor does not depend on the tiling.
 */

/** Space for a factor of order up to `capacity`; reused between factorisations. */
export interface CholeskyFactor {
  readonly capacity: number
  /** Row-major with row length `n`; the strict lower triangle and the diagonal are L. */
  readonly lower: Float64Array
  readonly inverseDiagonal: Float64Array
  /** Order of the factor it holds now. */
  n: number
}

/** An empty factor with room for order `capacity`. */
export function choleskySpace(capacity: number): CholeskyFactor {
  return {
    capacity,
    lower: new Float64Array(capacity * capacity),
    inverseDiagonal: new Float64Array(capacity),
    n: 0,
  }
}

/**
 * Factorises in place the matrix whose lower triangle the caller has written into `factor.lower`
 * (row length n). Gives false when a pivot is at most `smallest` times its diagonal element before
 * elimination: the matrix is singular or indefinite to that precision.
 */
export function factorise(factor: CholeskyFactor, n: number, smallest = 0): boolean {
  const { lower, inverseDiagonal } = factor
  factor.n = n
  let i = 0
  for (; i + 1 < n; i += 2) {
    const tiled = i - (i % 4)
    eliminateTwoRows(lower, inverseDiagonal, n, i, tiled)
    if (!finishRow(lower, inverseDiagonal, n, i, tiled, smallest)) return false
    if (!finishRow(lower, inverseDiagonal, n, i + 1, tiled, smallest)) return false
  }
  return i === n || finishRow(lower, inverseDiagonal, n, i, 0, smallest)
}

/** Columns 0..tiled-1 (a multiple of 4) of rows i and i + 1. */
function eliminateTwoRows(
  lower: Float64Array,
  inverseDiagonal: Float64Array,
  n: number,
  i: number,
  tiled: number,
): void {
  const p = i * n
  const q = p + n
  for (let j = 0; j < tiled; j += 4) {
    const r0 = j * n
    const r1 = r0 + n
    const r2 = r1 + n
    const r3 = r2 + n
    let p0 = lower[p + j]!
    let p1 = lower[p + j + 1]!
    let p2 = lower[p + j + 2]!
    let p3 = lower[p + j + 3]!
    let q0 = lower[q + j]!
    let q1 = lower[q + j + 1]!
    let q2 = lower[q + j + 2]!
    let q3 = lower[q + j + 3]!
    for (let k = 0; k < j; k++) {
      const left = lower[p + k]!
      const right = lower[q + k]!
      const c0 = lower[r0 + k]!
      const c1 = lower[r1 + k]!
      const c2 = lower[r2 + k]!
      const c3 = lower[r3 + k]!
      p0 -= left * c0
      p1 -= left * c1
      p2 -= left * c2
      p3 -= left * c3
      q0 -= right * c0
      q1 -= right * c1
      q2 -= right * c2
      q3 -= right * c3
    }
    const d0 = inverseDiagonal[j]!
    const d1 = inverseDiagonal[j + 1]!
    const d2 = inverseDiagonal[j + 2]!
    const d3 = inverseDiagonal[j + 3]!
    const l10 = lower[r1 + j]!
    const l20 = lower[r2 + j]!
    const l21 = lower[r2 + j + 1]!
    const l30 = lower[r3 + j]!
    const l31 = lower[r3 + j + 1]!
    const l32 = lower[r3 + j + 2]!
    p0 *= d0
    p1 = (p1 - p0 * l10) * d1
    p2 = (p2 - p0 * l20 - p1 * l21) * d2
    p3 = (p3 - p0 * l30 - p1 * l31 - p2 * l32) * d3
    q0 *= d0
    q1 = (q1 - q0 * l10) * d1
    q2 = (q2 - q0 * l20 - q1 * l21) * d2
    q3 = (q3 - q0 * l30 - q1 * l31 - q2 * l32) * d3
    lower[p + j] = p0
    lower[p + j + 1] = p1
    lower[p + j + 2] = p2
    lower[p + j + 3] = p3
    lower[q + j] = q0
    lower[q + j + 1] = q1
    lower[q + j + 2] = q2
    lower[q + j + 3] = q3
  }
}

/** Columns from `from` on of row i, with its pivot. */
function finishRow(
  lower: Float64Array,
  inverseDiagonal: Float64Array,
  n: number,
  i: number,
  from: number,
  smallest: number,
): boolean {
  const row = i * n
  for (let j = from; j < i; j++) {
    const other = j * n
    let value = lower[row + j]!
    for (let k = 0; k < j; k++) value -= lower[row + k]! * lower[other + k]!
    lower[row + j] = value * inverseDiagonal[j]!
  }
  const before = lower[row + i]!
  let pivot = before
  for (let k = 0; k < i; k++) pivot -= lower[row + k]! * lower[row + k]!
  if (!(pivot > smallest * before) || !(pivot > 0)) return false
  const root = Math.sqrt(pivot)
  lower[row + i] = root
  inverseDiagonal[i] = 1 / root
  return true
}

/** Overwrites b (length n) with the solution of A x = b. */
export function solveFactorised(factor: CholeskyFactor, b: Float64Array): void {
  const { n, lower, inverseDiagonal } = factor
  for (let i = 0; i < n; i++) {
    const row = i * n
    let value = b[i]!
    for (let k = 0; k < i; k++) value -= lower[row + k]! * b[k]!
    b[i] = value * inverseDiagonal[i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n
    const value = b[i]! * inverseDiagonal[i]!
    b[i] = value
    for (let k = 0; k < i; k++) b[k]! -= lower[row + k]! * value
  }
}
