import * as zlib from "node:zlib"
import {
  type Compressors,
  type DecodedArray,
  type FileMetaData,
  parquetMetadata,
  parquetRead,
  type SchemaElement,
} from "hyparquet"
import { failed, type Result } from "#shared/problem/result"
import { MILLISECONDS_PER_DAY } from "#shared/quantity/day"
import { expandLz4Block } from "./lz4"
import { readPandasNotes } from "./pandas-index"
import { arrayBufferOf } from "./parquet"
import { assembleSeries, millisecondsOf, type RawColumn, type StampUnit } from "./raw-table"
import type { SeriesTable } from "./series-table"
import { tableProblem } from "./table-problem"
import { expandZstd } from "./zstd"

/** A returns table from Parquet (codecs: none, snappy, gzip, brotli, LZ4_RAW; zstd where Node has it). Fails with `file.format`. */
export async function readParquetSeries(bytes: Uint8Array, fileName: string): Promise<Result<SeriesTable>> {
  try {
    const file = arrayBufferOf(bytes)
    const metadata = parquetMetadata(file, { geoparquet: false })
    const notes = readPandasNotes(
      metadata.key_value_metadata?.find((pair) => pair.key === "pandas")?.value ?? undefined,
    )
    const elements = metadata.schema.slice(1)
    const flat = elements.every(isFlat)
    if (!flat) return failed(notFlat(fileName, elements))
    if (!holdsItsColumns(metadata, elements)) return failed(otherColumns(fileName, elements))

    const rows = Number(metadata.num_rows)
    const chunks = await readChunks(file, { ...metadata, schema: metadata.schema.map(withoutStampType) })
    const raw = elements.map((element) =>
      rawColumn(
        element,
        joinChunks(chunks.get(element.name) ?? [], rows),
        rows,
        notes?.zones.get(element.name),
      ),
    )
    return assembleSeries(raw, rows, notes, fileName)
  } catch (error) {
    const seen = error instanceof Error ? error.message : String(error)
    const remedy = /codec|compress/i.test(seen)
      ? "Write the file with compression snappy, for example df.to_parquet(path, compression='snappy')."
      : "Write the file again, for example with df.to_parquet(path)."
    return failed(tableProblem("A Parquet file could not be read.", fileName, seen, remedy))
  }
}

const compressors: Compressors = {
  GZIP: (input) => zlib.gunzipSync(input),
  BROTLI: (input) => zlib.brotliDecompressSync(input),
  LZ4_RAW: expandLz4Block,
  ...(expandZstd === undefined ? {} : { ZSTD: expandZstd }),
}

interface Chunk {
  readonly from: number
  readonly data: DecodedArray
}

async function readChunks(file: ArrayBuffer, metadata: FileMetaData): Promise<Map<string, Chunk[]>> {
  const chunks = new Map<string, Chunk[]>()
  await parquetRead({
    file,
    metadata,
    compressors,
    geoparquet: false,
    onChunk: ({ columnName, columnData, rowStart }) => {
      const known = chunks.get(columnName)
      const chunk = { from: rowStart, data: columnData }
      if (known === undefined) chunks.set(columnName, [chunk])
      else known.push(chunk)
    },
  })
  return chunks
}

/** One array of all rows; a file written in one go has one chunk, which is not copied. */
function joinChunks(chunks: readonly Chunk[], rows: number): DecodedArray {
  const [first] = chunks
  if (first !== undefined && chunks.length === 1 && first.from === 0) return first.data
  const joined: unknown[] = Array.from({ length: rows }, () => null)
  for (const { from, data } of chunks) {
    for (let i = 0; i < data.length; i++) joined[from + i] = data[i]
  }
  return joined
}

/**
 * One cell a row. A column that does not say whether cells can be missing is torn: hyparquet would take its first
 * value for the count of a run and write that many.
 */
function isFlat({ num_children, repetition_type }: SchemaElement): boolean {
  return num_children === undefined && (repetition_type === "REQUIRED" || repetition_type === "OPTIONAL")
}

/** Stamps are read as the integers they are: thousands of Date objects would cost more than the file. */
function withoutStampType(element: SchemaElement): SchemaElement {
  if (stampOf(element) === undefined || element.type === "INT96") return element
  const { logical_type: _logical, converted_type: _converted, ...plain } = element
  return plain
}

interface StampType {
  readonly unit: StampUnit | "DAYS"
  /** Whether the file says that stamps are instants in UTC rather than wall-clock times. */
  readonly utc: boolean
}

function stampOf({
  type,
  logical_type: logical,
  converted_type: converted,
}: SchemaElement): StampType | undefined {
  if (logical?.type === "TIMESTAMP") return { unit: logical.unit, utc: logical.isAdjustedToUTC }
  if (logical?.type === "DATE" || converted === "DATE") return { unit: "DAYS", utc: false }
  // Without a logical type nothing tells instants from wall-clock times; older writers meant the latter.
  if (converted === "TIMESTAMP_MILLIS") return { unit: "MILLIS", utc: false }
  if (converted === "TIMESTAMP_MICROS") return { unit: "MICROS", utc: false }
  return type === "INT96" ? { unit: "MILLIS", utc: false } : undefined
}

function rawColumn(
  element: SchemaElement,
  data: DecodedArray,
  rows: number,
  notedZone: string | undefined,
): RawColumn {
  const { name, type } = element
  const stamp = stampOf(element)
  if (stamp !== undefined) {
    const zone = notedZone ?? (stamp.utc ? "UTC" : null)
    return { name, kind: "stamp", zone, at: (row) => stampAt(data[row], stamp.unit) }
  }
  if (data instanceof Float64Array) return { name, kind: "number", values: data }
  if (type === "DOUBLE" || type === "FLOAT" || type === "INT32" || type === "INT64") {
    return { name, kind: "number", values: numbersOf(data, rows) }
  }
  if (type === "BYTE_ARRAY") {
    return { name, kind: "text", at: (row) => (typeof data[row] === "string" ? data[row] : null) }
  }
  return { name, kind: "other", type: type ?? "nested" }
}

function stampAt(value: unknown, unit: StampType["unit"]): number | null {
  if (value instanceof Date) return value.getTime()
  if (typeof value === "number") return unit === "DAYS" ? value * MILLISECONDS_PER_DAY : value
  return typeof value === "bigint" && unit !== "DAYS" && value !== NOT_A_TIME
    ? millisecondsOf(value, unit)
    : null
}

/** The smallest 64-bit integer, NumPy's NaT. */
const NOT_A_TIME = -(2n ** 63n)

function numbersOf(data: DecodedArray, rows: number): Float64Array {
  const values = new Float64Array(rows).fill(Number.NaN)
  for (let row = 0; row < rows; row++) {
    const value: unknown = data[row]
    if (typeof value === "number" || typeof value === "bigint") values[row] = Number(value)
  }
  return values
}

/**
 * Whether every row group has the columns of the schema, in its order, and all of them the rows that the file
 * counts: a count is trusted with memory only when the others say the same. hyparquet begins to read the columns before
 * one that it does not find, and a failure of theirs would then be nobody's to catch and end the process.
 */
function holdsItsColumns(metadata: FileMetaData, elements: readonly SchemaElement[]): boolean {
  const rows = metadata.row_groups.reduce((sum, group) => sum + group.num_rows, 0n)
  if (rows !== metadata.num_rows) return false
  return metadata.row_groups.every(
    ({ columns, num_rows }) =>
      columns.length === elements.length &&
      columns.every(
        ({ meta_data: column }, i) =>
          column?.path_in_schema.join(".") === elements[i]!.name && column.num_values === num_rows,
      ),
  )
}

function otherColumns(fileName: string, elements: readonly SchemaElement[]) {
  return tableProblem(
    "A Parquet file could not be read.",
    fileName,
    `row groups with other columns or rows than the schema's ${elements.map(({ name }) => name).join(", ")}`,
    "Write the file again, for example with df.to_parquet(path).",
  )
}

function notFlat(fileName: string, elements: readonly SchemaElement[]) {
  const nested = elements.find((element) => !isFlat(element))
  return tableProblem(
    "A returns table has a column that is not one cell a row.",
    `${fileName}, column ${nested?.name}`,
    nested?.num_children === undefined ? `repetition ${nested?.repetition_type ?? "not said"}` : "a group",
  )
}
