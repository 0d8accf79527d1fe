/**
 * Simple returns of N columns on T common UTC days.
 *
 * Column-major, so that a column is one contiguous view: column `i` is
 * `values.subarray(i * T, (i + 1) * T)`. All values are finite; days strictly increase.
 */
export interface ReturnFrame {
  /** Whole days since 1970-01-01 UTC, length T. */
  readonly days: Int32Array
  /** Column names in manifest order, length N. */
  readonly names: readonly string[]
  /** Returns per day as fractions, length N * T. */
  readonly values: Float64Array
}

/** Number of days (T). */
export function rowCount(frame: ReturnFrame): number {
  return frame.days.length
}

/** Column `i` as a view, not a copy. */
export function columnOf(frame: ReturnFrame, i: number): Float64Array {
  const rows = frame.days.length
  return frame.values.subarray(i * rows, (i + 1) * rows)
}

/** A frame from columns of equal length; copies them into one buffer. */
export function frameOf(
  days: Int32Array,
  columns: readonly { readonly name: string; readonly values: ArrayLike<number> }[],
): ReturnFrame {
  const rows = days.length
  const values = new Float64Array(columns.length * rows)
  columns.forEach((column, i) => values.set(column.values, i * rows))
  return { days, names: columns.map((column) => column.name), values }
}
