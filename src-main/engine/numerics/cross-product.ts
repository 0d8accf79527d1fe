import type { SymmetricMatrix } from "./matrix"
import { multiplyPanels } from "./simd/panel-product"
import { centredColumns } from "./statistics"

/** Below this many products the vector kernel's packing costs more than it saves. */
const WORTH_PACKING = 100_000

/**
 * X'X of N columns of T values each, column-major; the result is divided by `divisor`. With `centres`, of the
 * columns less their centre.
 *
 * Every entry is one running sum over the rows from first to last, so that the vector kernel, the plain
 * one and a triple loop give the same bits.
 */
export function crossProduct(
  columns: Float64Array,
  rows: number,
  n: number,
  divisor: number,
  centres?: Float64Array,
): SymmetricMatrix {
  const values = new Float64Array(n * n)
  const isWorthIt = rows * n * n >= WORTH_PACKING
  if (!isWorthIt || !multiplyPanels(columns, rows, n, divisor, values, centres)) {
    const centred = centres === undefined ? columns : centredColumns(columns, rows, centres)
    multiplyPlain(centred, rows, n, divisor, values)
  }
  return { n, values }
}

/** The same without vector instructions: blocks of 2 x 4 keep eight sums in registers. */
export function multiplyPlain(
  columns: Float64Array,
  rows: number,
  n: number,
  divisor: number,
  values: Float64Array,
): void {
  for (let i = 0; i < n; i += 2) {
    for (let j = i; j < n; j += 4) {
      if (i + 2 <= n && j + 4 <= n) blockOf8(columns, rows, n, i, j, values)
      else remainder(columns, rows, n, i, j, values)
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const value = values[i * n + j]! / divisor
      values[i * n + j] = value
      values[j * n + i] = value
    }
  }
}

function blockOf8(x: Float64Array, rows: number, n: number, i: number, j: number, out: Float64Array): void {
  const a0 = i * rows
  const a1 = a0 + rows
  const b0 = j * rows
  const b1 = b0 + rows
  const b2 = b1 + rows
  const b3 = b2 + rows
  let s00 = 0
  let s01 = 0
  let s02 = 0
  let s03 = 0
  let s10 = 0
  let s11 = 0
  let s12 = 0
  let s13 = 0
  for (let t = 0; t < rows; t++) {
    const p = x[a0 + t]!
    const q = x[a1 + t]!
    const c = x[b0 + t]!
    const d = x[b1 + t]!
    const e = x[b2 + t]!
    const f = x[b3 + t]!
    s00 += p * c
    s01 += p * d
    s02 += p * e
    s03 += p * f
    s10 += q * c
    s11 += q * d
    s12 += q * e
    s13 += q * f
  }
  const first = i * n + j
  out[first] = s00
  out[first + 1] = s01
  out[first + 2] = s02
  out[first + 3] = s03
  out[first + n] = s10
  out[first + n + 1] = s11
  out[first + n + 2] = s12
  out[first + n + 3] = s13
}

/** What is left at the right and lower edges of the upper triangle. */
function remainder(
  x: Float64Array,
  rows: number,
  n: number,
  i0: number,
  j0: number,
  out: Float64Array,
): void {
  for (let i = i0; i < Math.min(i0 + 2, n); i++) {
    for (let j = j0; j < Math.min(j0 + 4, n); j++) {
      let total = 0
      for (let t = 0, a = i * rows, b = j * rows; t < rows; t++, a++, b++) total += x[a]! * x[b]!
      out[i * n + j] = total
    }
  }
}
