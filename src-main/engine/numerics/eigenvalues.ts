import { ensure } from "#shared/problem/ensure"
import type { SymmetricMatrix } from "./matrix"

/**
 * Eigenvalues of a symmetric matrix, ascending, length n.
 *
 * Householder reduction to tridiagonal form, then the implicit QL method
 * (Golub and Van Loan, Matrix Computations, 4th ed., 8.3). The matrix is brought near 1 by a power of two first,
 * which changes no digit and keeps squares from overflow.
 */
export function symmetricEigenvalues({ n, values }: SymmetricMatrix): Float64Array {
  const unit = powerOfTwoNear(values)
  const { main, off } = tridiagonal(
    values.map((value) => value / unit),
    n,
  )
  return tridiagonalEigenvalues(main, off).map((value) => value * unit)
}

/**
 * Eigenvalues of a tridiagonal matrix near 1, ascending: `main` its diagonal, `off[i]` what couples rows i
 * and i + 1 (length n, the last is not read). Both arrays are overwritten.
 */
export function tridiagonalEigenvalues(main: Float64Array, off: Float64Array): Float64Array {
  implicitQl(main, off)
  return main.sort()
}

/** 2^-1022 and 2^1023: no digit is lost in dividing by these. */
const SMALLEST_UNIT = 2.2250738585072014e-308
const LARGEST_UNIT = 8.98846567431158e307

/** A power of two near the largest magnitude of some values; 1 where all are zero. */
export function powerOfTwoNear(values: Float64Array): number {
  let largest = 0
  for (const value of values) largest = Math.max(largest, Math.abs(value))
  if (largest === 0) return 1
  let unit = 1
  while (unit * 2 <= largest && unit < LARGEST_UNIT) unit *= 2
  while (unit > largest && unit > SMALLEST_UNIT) unit /= 2
  return unit
}

/** max |eigenvalue| / min |eigenvalue|; Infinity for an exactly singular matrix. */
export function conditionNumber(matrix: SymmetricMatrix): number {
  const magnitudes = symmetricEigenvalues(matrix).map(Math.abs).sort()
  return magnitudes[matrix.n - 1]! / magnitudes[0]!
}

/**
 * Reduces in place from the last row upwards, so that the lower triangle of what is left is contiguous
 * and the upper one is never read; `off[i]` couples rows i and i + 1.
 */
function tridiagonal(a: Float64Array, n: number): { main: Float64Array; off: Float64Array } {
  const main = new Float64Array(n)
  const off = new Float64Array(n)
  const image = new Float64Array(n)
  for (let i = n - 1; i > 0; i--) {
    const row = i * n
    main[i] = a[row + i]!
    const last = a[row + i - 1]!
    let squares = 0
    for (let j = 0; j < i; j++) squares += a[row + j]! * a[row + j]!
    // Nothing beside 1, and too little to divide by.
    if (squares < NEGLIGIBLE * NEGLIGIBLE) continue
    const length = last > 0 ? -Math.sqrt(squares) : Math.sqrt(squares)
    off[i - 1] = length
    const half = squares - last * length
    if (half === 0) continue
    a[row + i - 1] = last - length
    reflect(a, n, i, image, half)
  }
  main[0] = a[0]!
  return { main, off }
}

/** A <- H A H on the leading block of `order` rows, with H = I - v v' / half and v in the row below it. */
function reflect(a: Float64Array, n: number, order: number, image: Float64Array, half: number): void {
  const vector = a.subarray(order * n, order * n + order)
  multiplyLower(a, n, vector, image)
  let inner = 0
  for (let i = 0; i < order; i++) {
    const scaled = image[i]! / half
    image[i] = scaled
    inner += vector[i]! * scaled
  }
  const shift = inner / (2 * half)
  for (let i = 0; i < order; i++) image[i]! -= shift * vector[i]!
  for (let i = 0; i < order; i++) {
    const vi = vector[i]!
    const pi = image[i]!
    const row = a.subarray(i * n, i * n + i + 1)
    for (let j = 0; j < row.length; j++) row[j]! -= vi * image[j]! + pi * vector[j]!
  }
}

/** image = A v from the lower triangle; two rows at once, so that one sum need not wait for the other. */
function multiplyLower(a: Float64Array, n: number, vector: Float64Array, image: Float64Array): void {
  const order = vector.length
  image.fill(0, 0, order)
  let i = 0
  for (; i + 1 < order; i += 2) {
    const row = i * n
    const next = row + n
    const upper = vector[i]!
    const lower = vector[i + 1]!
    let total = 0
    let totalNext = 0
    for (let j = 0; j < i; j++) {
      const value = a[row + j]!
      const valueNext = a[next + j]!
      const vj = vector[j]!
      total += value * vj
      totalNext += valueNext * vj
      image[j]! += value * upper + valueNext * lower
    }
    const coupling = a[next + i]!
    image[i] = total + a[row + i]! * upper + coupling * lower
    image[i + 1] = totalNext + coupling * upper + a[next + i + 1]! * lower
  }
  if (i === order) return
  const lower = vector[i]!
  let total = 0
  for (let j = 0, at = i * n; j < i; j++, at++) {
    total += a[at]! * vector[j]!
    image[j]! += a[at]! * lower
  }
  image[i] = total + a[i * n + i]! * lower
}

/** Diagonalises a tridiagonal matrix in place: `main` becomes the eigenvalues, unordered. */
function implicitQl(main: Float64Array, off: Float64Array): void {
  const n = main.length
  for (let low = 0; low < n; low++) {
    for (let sweep = 0; ; sweep++) {
      let m = low
      while (m < n - 1 && !negligible(off[m]!, main[m]!, main[m + 1]!)) m++
      if (m === low) break
      ensure(sweep < 100, "the QL method converges within 100 sweeps per eigenvalue")
      qlSweep(main, off, low, m)
    }
  }
}

/** Of a matrix near 1: so far below its rounding that the products of the method would vanish before it does. */
const NEGLIGIBLE = 1e-140

function negligible(coupling: number, left: number, right: number): boolean {
  const size = Math.abs(coupling)
  return size <= Number.EPSILON * (Math.abs(left) + Math.abs(right)) || size < NEGLIGIBLE
}

function qlSweep(main: Float64Array, off: Float64Array, low: number, m: number): void {
  let g = (main[low + 1]! - main[low]!) / (2 * off[low]!)
  // The coupling is not negligible, so that g stays far below where its square overflows.
  let r = Math.sqrt(g * g + 1)
  g = main[m]! - main[low]! + off[low]! / (g + (g >= 0 ? r : -r))
  let sine = 1
  let cosine = 1
  let shift = 0
  for (let i = m - 1; i >= low; i--) {
    const f = sine * off[i]!
    const b = cosine * off[i]!
    r = Math.sqrt(f * f + g * g)
    off[i + 1] = r
    if (r === 0) {
      main[i + 1] = main[i + 1]! - shift
      off[m] = 0
      return
    }
    sine = f / r
    cosine = g / r
    g = main[i + 1]! - shift
    r = (main[i]! - g) * sine + 2 * cosine * b
    shift = sine * r
    main[i + 1] = g + shift
    g = cosine * r - b
  }
  main[low] = main[low]! - shift
  off[low] = g
  off[m] = 0
}
