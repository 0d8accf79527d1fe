import type { ColumnMetaData, DecodedArray, SchemaElement } from "hyparquet"
import { MILLISECONDS_PER_DAY } from "#shared/quantity/day"
import { type Page, readPages } from "./parquet-pages"
import { millisecondsOf, type RawColumn, type StampUnit } from "./raw-table"

/** The chunks of one column, row group after row group. */
export type Chunks = readonly ColumnMetaData[]

/**
 * One flat column of a Parquet file, `rows` cells long: numbers (NaN where there is none), stamps or texts. Columns of
 * other types are named and not read.
 *
 * @param notedZone the time zone that pandas noted for the column
 * @throws on pages that are not whole
 */
export function readColumn(
  file: Uint8Array,
  chunks: Chunks,
  element: SchemaElement,
  rows: number,
  notedZone: string | undefined,
): RawColumn {
  const { name, type } = element
  const stamp = stampOf(element)
  if (stamp !== undefined) {
    const zone = notedZone ?? (stamp.utc ? "UTC" : null)
    const at = readStamps(pagesOf(file, chunks, withoutStampType(element)), rows, stamp.unit)
    return { name, kind: "stamp", zone, at: (row) => at[row] ?? null }
  }
  if (type === "DOUBLE" || type === "FLOAT" || type === "INT32" || type === "INT64") {
    return { name, kind: "number", values: readNumbers(pagesOf(file, chunks, element), rows) }
  }
  if (type === "BYTE_ARRAY") {
    const texts = readCells(pagesOf(file, chunks, element), rows, (value) =>
      typeof value === "string" ? value : null,
    )
    return { name, kind: "text", at: (row) => texts[row] ?? null }
  }
  return { name, kind: "other", type: type ?? "nested" }
}

function* pagesOf(file: Uint8Array, chunks: Chunks, element: SchemaElement): Generator<Page> {
  for (const chunk of chunks) yield* readPages(file, chunk, element)
}

function readNumbers(pages: Iterable<Page>, rows: number): Float64Array {
  let numbers: Float64Array | undefined
  let from = 0
  for (const { rows: count, levels, values } of pages) {
    // A column that was written in one go is not copied.
    if (count === rows && levels === undefined && values instanceof Float64Array) return values
    numbers ??= new Float64Array(rows).fill(Number.NaN)
    if (levels === undefined && values instanceof Float64Array) numbers.set(values, from)
    else placeNumbers(numbers, from, count, levels, values)
    from += count
  }
  return numbers ?? new Float64Array(rows)
}

function placeNumbers(
  numbers: Float64Array,
  from: number,
  count: number,
  levels: Uint32Array | undefined,
  values: DecodedArray,
): void {
  let next = 0
  for (let row = 0; row < count; row++) {
    if (levels === undefined || levels[row] === 1) numbers[from + row] = Number(values[next++])
  }
}

/** One cell a row; null where a row has no value. */
function readCells<T>(
  pages: Iterable<Page>,
  rows: number,
  cellOf: (value: unknown) => T | null,
): (T | null)[] {
  const cells: (T | null)[] = []
  for (const { rows: count, levels, values } of pages) {
    let next = 0
    for (let row = 0; row < count; row++) {
      cells.push(levels === undefined || levels[row] === 1 ? cellOf(values[next++]) : null)
    }
  }
  cells.length = rows
  return cells
}

/** Milliseconds since 1970-01-01. */
function readStamps(pages: Iterable<Page>, rows: number, unit: StampType["unit"]): (number | null)[] {
  return readCells(pages, rows, (value) => {
    if (value instanceof Date) return value.getTime()
    if (unit === "DAYS") return typeof value === "number" ? value * MILLISECONDS_PER_DAY : null
    return typeof value === "bigint" && value !== NOT_A_TIME ? millisecondsOf(value, unit) : null
  })
}

/** The smallest 64-bit integer, NumPy's NaT. */
const NOT_A_TIME = -(2n ** 63n)

/** Stamps are read as the integers they are: thousands of Date objects would cost more than the file. */
function withoutStampType(element: SchemaElement): SchemaElement {
  if (element.type === "INT96") return element
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
  if (type === "INT32" && (logical?.type === "DATE" || converted === "DATE")) {
    return { unit: "DAYS", utc: false }
  }
  if (type === "INT96") return { unit: "MILLIS", utc: false }
  if (type !== "INT64") return undefined
  if (logical?.type === "TIMESTAMP") return { unit: logical.unit, utc: logical.isAdjustedToUTC }
  // Without a logical type nothing tells instants from wall-clock times; older writers meant the latter.
  if (converted === "TIMESTAMP_MILLIS") return { unit: "MILLIS", utc: false }
  return converted === "TIMESTAMP_MICROS" ? { unit: "MICROS", utc: false } : undefined
}
