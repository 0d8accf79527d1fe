import {
  CompressionType,
  compressionRegistry,
  DataType,
  DateUnit,
  Precision,
  type RecordBatch,
  RecordBatchReader,
  Table,
  TimeUnit,
  type Vector,
} from "apache-arrow"
import { failed, type Result } from "#shared/problem/result"
import { MILLISECONDS_PER_DAY } from "#shared/quantity/day"
import { checkArrowCounts } from "./arrow-counts"
import { expandLz4Frame } from "./lz4"
import { readPandasNotes } from "./pandas-index"
import { assembleSeries, millisecondsOf, type RawColumn, type StampUnit } from "./raw-table"
import type { SeriesTable } from "./series-table"
import { tableProblem } from "./table-problem"
import { expandZstd } from "./zstd"

compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: expandLz4Frame })
compressionRegistry.set(CompressionType.ZSTD, { decode: (bytes) => expandZstd(bytes, LARGEST_BUFFER) })

/** Bytes of one compressed buffer at most: a column of 32 million numbers. */
const LARGEST_BUFFER = 2 ** 28

/** A returns table from an Arrow IPC file or stream, or Feather version 2. Fails with `file.format`. */
export function readArrowSeries(bytes: Uint8Array, fileName: string): Result<SeriesTable> {
  try {
    const table = tableOf(bytes)
    if (table.schema.fields.length === 0) {
      return failed(tableProblem("An Arrow file holds no table.", fileName, "no schema"))
    }
    const notes = readPandasNotes(table.schema.metadata.get("pandas"))
    const raw = table.schema.fields.map((field, i) => rawColumn(field.name, table.getChildAt(i)!))
    return assembleSeries(raw, table.numRows, notes, fileName)
  } catch (error) {
    const seen = error instanceof Error ? error.message : String(error)
    const remedy = /compress|codec/i.test(seen)
      ? "Write the file without compression, for example df.to_feather(path, compression='uncompressed')."
      : "Write the file again, for example with df.to_feather(path, compression='uncompressed')."
    return failed(tableProblem("An Arrow file could not be read.", fileName, seen, remedy))
  }
}

/**
 * As `tableFromIPC`, but for a file whose footer points at something else than a record batch: there apache-arrow's
 * own reader reads the same message for ever.
 */
function tableOf(bytes: Uint8Array): Table {
  checkArrowCounts(bytes)
  const reader = RecordBatchReader.from(bytes).open()
  if (!reader.isFile()) return new Table(reader.schema, [...reader])
  const batches = Array.from({ length: reader.numRecordBatches }, (_, i): RecordBatch => {
    const batch = reader.readRecordBatch(i)
    if (batch === null) throw new Error(`block ${i + 1} of the footer is no record batch`)
    return batch
  })
  return new Table(reader.schema, batches)
}

const stampUnits: Readonly<Record<TimeUnit, StampUnit>> = {
  [TimeUnit.SECOND]: "SECONDS",
  [TimeUnit.MILLISECOND]: "MILLIS",
  [TimeUnit.MICROSECOND]: "MICROS",
  [TimeUnit.NANOSECOND]: "NANOS",
}

function rawColumn(name: string, vector: Vector): RawColumn {
  const type: DataType = vector.type
  if (DataType.isTimestamp(type)) {
    const stored = storedIntegers(vector)
    const unit = stampUnits[type.unit]
    const zone = type.timezone ? type.timezone : null
    return {
      name,
      kind: "stamp",
      zone,
      at: (row) => stored(row, (value) => millisecondsOf(BigInt(value), unit)),
    }
  }
  if (DataType.isDate(type)) {
    const stored = storedIntegers(vector)
    const scale = type.unit === DateUnit.DAY ? MILLISECONDS_PER_DAY : 1
    return { name, kind: "stamp", zone: null, at: (row) => stored(row, (value) => Number(value) * scale) }
  }
  if (DataType.isInt(type) || (DataType.isFloat(type) && type.precision !== Precision.HALF)) {
    return { name, kind: "number", values: numbersOf(vector) }
  }
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isDictionary(type)) {
    return { name, kind: "text", at: (row) => textAt(vector, row) }
  }
  return { name, kind: "other", type: `Arrow type ${vector.type.typeId}` }
}

function textAt(vector: Vector, row: number): string | null {
  const value: unknown = vector.get(row)
  return typeof value === "string" ? value : null
}

/** Reads stamps as the integers they are stored as; `Vector.get` would round them to milliseconds. */
function storedIntegers(
  vector: Vector,
): (row: number, convert: (value: bigint | number) => number) => number | null {
  const starts: number[] = []
  let rows = 0
  for (const chunk of vector.data) {
    starts.push(rows)
    rows += chunk.length
  }
  return (row, convert) => {
    let chunk = starts.length - 1
    while ((starts[chunk] ?? 0) > row) chunk -= 1
    const data = vector.data[chunk]!
    const within = row - (starts[chunk] ?? 0)
    const value: unknown = data.getValid(within) ? data.values[within] : null
    return typeof value === "bigint" || typeof value === "number" ? convert(value) : null
  }
}

function numbersOf(vector: Vector): Float64Array {
  const values = new Float64Array(vector.length).fill(Number.NaN)
  let row = 0
  for (const chunk of vector.data) {
    const stored = chunk.values as ArrayLike<number | bigint>
    const plain = chunk.nullCount === 0
    for (let i = 0; i < chunk.length; i++, row++) {
      if (plain || chunk.getValid(i)) values[row] = Number(stored[i])
    }
  }
  return values
}
