import type { DayRule } from "#shared/model/decision"

/** Columns over UTC days as they stand in a file: row order and duplicate days are kept, NaN cells too. */
export interface SeriesTable {
  /** Whole days since 1970-01-01 UTC, length T. */
  readonly days: Int32Array
  /** How the file's stamps became days. */
  readonly dayRule: DayRule
  /** Each of length T. */
  readonly columns: readonly { readonly name: string; readonly values: Float64Array }[]
}
