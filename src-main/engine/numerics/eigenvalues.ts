import { ensure } from "#shared/problem/ensure"
import type { SymmetricMatrix } from "./matrix"

/**
 * Eigenvalues of a symmetric matrix, ascending, length n.
 *
 * Householder reduction to tridiagonal form, then the implicit QL method
 * (Golub and Van Loan, Matrix Computations, 4th ed., 8.3).
 */
export function symmetricEigenvalues({ n, values }: SymmetricMatrix): Float64Array {
  const { main, off } = tridiagonal(Float64Array.from(values), n)
  implicitQl(main, off)
  return main.sort()
}

/** max |eigenvalue| / min |eigenvalue|; Infinity for an exactly singular matrix. */
export function conditionNumber(matrix: SymmetricMatrix): number {
  const magnitudes = symmetricEigenvalues(matrix).map(Math.abs).sort()
  return magnitudes[matrix.n - 1]! / magnitudes[0]!
}

/** Reduces in place; `off[i]` couples rows i and i + 1. */
function tridiagonal(a: Float64Array, n: number): { main: Float64Array; off: Float64Array } {
  const off = new Float64Array(n)
  const vector = new Float64Array(n)
  const image = new Float64Array(n)
  for (let k = 0; k < n - 2; k++) {
    let squares = 0
    for (let i = k + 1; i < n; i++) squares += a[i * n + k]! ** 2
    const first = a[(k + 1) * n + k]!
    const alpha = first > 0 ? -Math.sqrt(squares) : Math.sqrt(squares)
    off[k] = alpha
    const half = squares - first * alpha
    if (half === 0) continue
    for (let i = k + 1; i < n; i++) vector[i] = a[i * n + k]!
    vector[k + 1] = first - alpha
    reflect(a, n, k + 1, vector, image, half)
  }
  if (n > 1) off[n - 2] = a[(n - 1) * n + n - 2]!
  const main = new Float64Array(n)
  for (let i = 0; i < n; i++) main[i] = a[i * n + i]!
  return { main, off }
}

/** A <- H A H on rows and columns from `start`, with H = I - v v' / half. */
function reflect(
  a: Float64Array,
  n: number,
  start: number,
  v: Float64Array,
  p: Float64Array,
  half: number,
): void {
  let inner = 0
  for (let i = start; i < n; i++) {
    let total = 0
    for (let j = start, at = i * n + start; j < n; j++, at++) total += a[at]! * v[j]!
    p[i] = total / half
    inner += v[i]! * p[i]!
  }
  const shift = inner / (2 * half)
  for (let i = start; i < n; i++) p[i] = p[i]! - shift * v[i]!
  for (let i = start; i < n; i++) {
    const vi = v[i]!
    const pi = p[i]!
    for (let j = start, at = i * n + start; j < n; j++, at++) a[at] = a[at]! - vi * p[j]! - pi * v[j]!
  }
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

function negligible(coupling: number, left: number, right: number): boolean {
  return Math.abs(coupling) <= Number.EPSILON * (Math.abs(left) + Math.abs(right))
}

function qlSweep(main: Float64Array, off: Float64Array, low: number, m: number): void {
  let g = (main[low + 1]! - main[low]!) / (2 * off[low]!)
  let r = Math.hypot(g, 1)
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
