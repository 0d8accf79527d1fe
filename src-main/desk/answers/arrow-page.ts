import type { TablePage } from "#shared/contract/engine/holding-rows"
import { ensure } from "#shared/problem/ensure"

/** Bytes that one page may have. */
export const LARGEST_PAGE = 1_000_000
const MOST_ROWS = 4096

/** A column of a table; texts and numbers may be absent. */
export type ArrowColumn =
  | { readonly name: string; readonly kind: "text"; readonly values: readonly (string | null)[] }
  | { readonly name: string; readonly kind: "number"; readonly values: ArrayLike<number | null> }
  | { readonly name: string; readonly kind: "whole"; readonly values: ArrayLike<number> }
  | { readonly name: string; readonly kind: "flag"; readonly values: readonly boolean[] }

/** Columns of equal length as an Arrow IPC stream: utf8, float64, int32 and bool. */
export async function arrowStream(columns: readonly ArrowColumn[]): Promise<Uint8Array> {
  const arrow = await import("apache-arrow")
  const types = {
    text: new arrow.Utf8(),
    number: new arrow.Float64(),
    whole: new arrow.Int32(),
    flag: new arrow.Bool(),
  }
  const vectors = Object.fromEntries(
    columns.map(({ name, kind, values }) => [
      name,
      arrow.vectorFromArray(Array.from<unknown>(values), types[kind]),
    ]),
  )
  return arrow.tableToIPC(new arrow.Table(vectors), "stream")
}

/** The rows of a table from `first` on that fit a page. Takes the columns of a range of rows and the table's length. */
export async function arrowPage(
  rows: number,
  first: number,
  columnsOf: (from: number, to: number) => readonly ArrowColumn[],
): Promise<TablePage> {
  const from = Math.min(first, rows)
  for (let count = Math.min(MOST_ROWS, rows - from); ; count = count >> 1) {
    const bytes = await arrowStream(columnsOf(from, from + count))
    if (bytes.length <= LARGEST_PAGE || count <= 1) {
      ensure(bytes.length <= LARGEST_PAGE, "one row of a table fits a page")
      return { bytes, first: from, count, rows }
    }
  }
}
