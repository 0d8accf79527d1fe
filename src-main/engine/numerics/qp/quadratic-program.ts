import { ensure } from "#shared/problem/ensure"

/** Rows of a sparse matrix: row r holds entries starts[r] .. starts[r + 1] - 1, by ascending column. */
export interface SparseRows {
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly values: Float64Array
}

/**
 * A convex program in n variables:
 *
 *     minimise   1/2 x'Qx + c'x - sum_i b_i ln x_i
 *     subject to A x = e,  G x <= h,  lower <= x <= upper
 */
export interface QuadraticProgram {
  readonly n: number
  /** Q: symmetric, positive semidefinite, n * n, row-major, both triangles. */
  readonly hessian: Float64Array
  /** c, length n. */
  readonly linear: Float64Array
  /** b >= 0, length n; where it is positive, lower must be at least 0. */
  readonly logWeights?: Float64Array
  /** A, dense, (number of rows) * n. */
  readonly equalityRows: Float64Array
  readonly equalityValues: Float64Array
  readonly inequalityRows: SparseRows
  readonly inequalityLimits: Float64Array
  /** Finite. */
  readonly lower: Float64Array
  /** Above `lower`; Infinity where there is none. */
  readonly upper: Float64Array
}

/** No rows. */
export const noRows: SparseRows = {
  starts: new Int32Array(1),
  columns: new Int32Array(0),
  values: new Float64Array(0),
}

/** Sparse rows from lists of (column, value) pairs in any order; zeros are left out. */
export function sparseRows(rows: readonly (readonly (readonly [number, number])[])[]): SparseRows {
  const kept = rows.map((row) => row.filter(([, value]) => value !== 0).sort((a, b) => a[0] - b[0]))
  const starts = new Int32Array(rows.length + 1)
  kept.forEach((row, r) => {
    starts[r + 1] = starts[r]! + row.length
  })
  const entries = kept.flat()
  return {
    starts,
    columns: Int32Array.from(entries, ([column]) => column),
    values: Float64Array.from(entries, ([, value]) => value),
  }
}

/** The n numbers of a dense row as (column, value) pairs. */
export function denseRow(coefficients: Float64Array): readonly (readonly [number, number])[] {
  return Array.from(coefficients, (value, column) => [column, value] as const)
}

/** out = Q x for a row-major Q; each row summed left to right, four rows at a time. */
export function multiplySymmetric(hessian: Float64Array, x: Float64Array, out: Float64Array): void {
  const n = x.length
  let i = 0
  for (; i + 3 < n; i += 4) {
    const r0 = i * n
    const r1 = r0 + n
    const r2 = r1 + n
    const r3 = r2 + n
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let j = 0; j < n; j++) {
      const weight = x[j]!
      s0 += hessian[r0 + j]! * weight
      s1 += hessian[r1 + j]! * weight
      s2 += hessian[r2 + j]! * weight
      s3 += hessian[r3 + j]! * weight
    }
    out[i] = s0
    out[i + 1] = s1
    out[i + 2] = s2
    out[i + 3] = s3
  }
  for (; i < n; i++) {
    const row = i * n
    let total = 0
    for (let j = 0; j < n; j++) total += hessian[row + j]! * x[j]!
    out[i] = total
  }
}

/** One sparse row times x. */
export function sparseRowTimes(rows: SparseRows, r: number, x: Float64Array): number {
  let total = 0
  for (let k = rows.starts[r]!; k < rows.starts[r + 1]!; k++) total += rows.values[k]! * x[rows.columns[k]!]!
  return total
}

/** Fails (a bug) when the arrays of a program do not fit each other. */
export function ensureShapes(program: QuadraticProgram): void {
  const { n } = program
  ensure(program.hessian.length === n * n && program.linear.length === n, "Q is n * n and c has length n")
  ensure(program.lower.length === n && program.upper.length === n, "bounds have length n")
  ensure(program.equalityRows.length === program.equalityValues.length * n, "A has n columns")
  ensure(
    program.inequalityRows.starts.length === program.inequalityLimits.length + 1,
    "every inequality has a limit",
  )
}
