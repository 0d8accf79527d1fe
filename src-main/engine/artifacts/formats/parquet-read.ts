import { type FileMetaData, parquetMetadata, type SchemaElement } from "hyparquet"
import { failed, type Result } from "#shared/problem/result"
import { readPandasNotes } from "./pandas-index"
import { arrayBufferOf } from "./parquet"
import { readColumn } from "./parquet-column"
import { checkedChunks } from "./parquet-footer"
import { assembleSeries } from "./raw-table"
import type { SeriesTable } from "./series-table"
import { tableProblem } from "./table-problem"

/**
 * A returns table from Parquet, of flat columns in the codecs none, snappy, gzip, brotli, LZ4_RAW and zstd. hyparquet
 * decodes footers and values; the pages are walked here, because it trusts every count that a torn file states. Fails
 * with `file.format`.
 */
export function readParquetSeries(bytes: Uint8Array, fileName: string): Result<SeriesTable> {
  try {
    const metadata = footerOf(bytes)
    const notes = readPandasNotes(
      metadata.key_value_metadata?.find((pair) => pair.key === "pandas")?.value ?? undefined,
    )
    const elements = metadata.schema.slice(1)
    if (!elements.every(isFlat)) return failed(notFlat(fileName, elements))
    const groups = checkedChunks(metadata, elements, bytes.length)
    const rows = Number(metadata.num_rows)
    const raw = elements.map((element, i) =>
      readColumn(
        bytes,
        groups.map((chunks) => chunks[i]!),
        element,
        rows,
        notes?.zones.get(element.name),
      ),
    )
    return assembleSeries(raw, rows, notes, fileName)
  } catch (error) {
    const seen = error instanceof Error ? error.message : String(error)
    const remedy = /codec/i.test(seen)
      ? "Write the file with compression snappy, for example df.to_parquet(path, compression='snappy')."
      : "Write the file again, for example with df.to_parquet(path)."
    return failed(tableProblem("A Parquet file could not be read.", fileName, seen, remedy))
  }
}

function footerOf(bytes: Uint8Array): FileMetaData {
  return parquetMetadata(arrayBufferOf(bytes), { geoparquet: false })
}

/**
 * One cell a row. A column that does not say whether cells can be missing is torn: its levels would be read as values.
 */
function isFlat({ num_children, repetition_type }: SchemaElement): boolean {
  return num_children === undefined && (repetition_type === "REQUIRED" || repetition_type === "OPTIONAL")
}

function notFlat(fileName: string, elements: readonly SchemaElement[]) {
  const nested = elements.find((element) => !isFlat(element))
  return tableProblem(
    "A returns table has a column that is not one cell a row.",
    `${fileName}, column ${nested?.name}`,
    nested?.num_children === undefined ? `repetition ${nested?.repetition_type ?? "not said"}` : "a group",
  )
}
