import { parquetMetadata, type SchemaElement } from "hyparquet"
import { parquetWriteBuffer } from "hyparquet-writer"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { MILLISECONDS_PER_DAY } from "#shared/quantity/day"

/** What a returns table needs to be written: T days, and columns of T values each. */
export interface WritableSeries {
  readonly days: ArrayLike<number>
  readonly columns: readonly { readonly name: string; readonly values: ArrayLike<number> }[]
}

/**
 * A returns table as Parquet that pandas, polars and DuckDB read: the column `date` (midnight, milliseconds,
 * without a zone), which pandas makes the index, then one double per column; NaN stays NaN. Depends on its
 * argument alone, to the byte.
 */
export function seriesToParquet({ days, columns }: WritableSeries): Uint8Array {
  const rows = days.length
  const stamps = new BigInt64Array(rows)
  for (let row = 0; row < rows; row++) stamps[row] = BigInt((days[row] ?? 0) * MILLISECONDS_PER_DAY)
  const index = columns.some((column) => column.name === "date") ? "__index_level_0__" : "date"
  const schema: SchemaElement[] = [
    { name: "schema", num_children: columns.length + 1 },
    {
      name: index,
      type: "INT64",
      repetition_type: "REQUIRED",
      logical_type: { type: "TIMESTAMP", isAdjustedToUTC: false, unit: "MILLIS" },
    },
    ...columns.map(({ name }): SchemaElement => ({ name, type: "DOUBLE", repetition_type: "REQUIRED" })),
  ]
  const buffer = parquetWriteBuffer({
    schema,
    codec: "UNCOMPRESSED",
    rowGroupSize: Math.max(rows, 1),
    createdBy: "nestfolio",
    kvMetadata: [{ key: "pandas", value: JSON.stringify(pandasMetadata(index, columns)) }],
    columnData: [
      { name: index, data: stamps, encoding: "PLAIN", offsetIndex: false },
      ...columns.map(({ name, values }) => ({
        name,
        data: values instanceof Float64Array ? values : Float64Array.from(values),
        encoding: "PLAIN" as const,
        statistics: false,
        offsetIndex: false,
      })),
    ],
  })
  return new Uint8Array(buffer)
}

/** Number of rows, from the footer alone. Fails with `file.format`. */
export function parquetRowCount(bytes: Uint8Array): Result<number> {
  try {
    return ok(Number(parquetMetadata(arrayBufferOf(bytes)).num_rows))
  } catch (error) {
    return failed(
      problem("file.format", {
        what: "A file is not the Parquet file that its name promises.",
        where: "the file's footer",
        seen: error instanceof Error ? error.message : String(error),
        remedy: "Write the file again.",
      }),
    )
  }
}

/** The bytes as a buffer of their own; not copied when they are one already. */
export function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = bytes
  if (buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength) return buffer
  return new Uint8Array(bytes).buffer
}

/** The key `pandas`, as pandas writes it, so that the date becomes the index again. */
function pandasMetadata(index: string, columns: WritableSeries["columns"]) {
  return {
    index_columns: [index],
    column_indexes: [
      {
        name: null,
        field_name: null,
        pandas_type: "unicode",
        numpy_type: "object",
        metadata: { encoding: "UTF-8" },
      },
    ],
    columns: [
      ...columns.map(({ name }) => ({
        name,
        field_name: name,
        pandas_type: "float64",
        numpy_type: "float64",
        metadata: null,
      })),
      {
        name: "date",
        field_name: index,
        pandas_type: "datetime",
        numpy_type: "datetime64[ms]",
        metadata: null,
      },
    ],
    creator: { library: "nestfolio", version: "1" },
    pandas_version: "2.0.0",
  }
}
