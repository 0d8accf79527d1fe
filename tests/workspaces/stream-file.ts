import { parquetWriteBuffer } from "hyparquet-writer"
import { isoDay, MILLISECONDS_PER_DAY } from "#shared/quantity/day"
import type { Stamps, StreamFormat } from "./options"

export interface StampedStream {
  readonly name: string
  readonly days: Int32Array
  readonly values: Float64Array
  readonly stamps: Stamps
}

/** The bytes of a return stream in a format, with its stamps as they are asked for. */
export function streamBytes(stream: StampedStream, format: StreamFormat): Uint8Array {
  if (format === "parquet") return parquetBytes(stream)
  if (format === "csv") return new TextEncoder().encode(csvText(stream))
  return OPENING_OF_A_PICKLE
}

/** Protocol 4; what follows must never be read. */
const OPENING_OF_A_PICKLE = Uint8Array.of(0x80, 0x04, 0x95, 0x2e)

function csvText({ name, days, values, stamps }: StampedStream): string {
  const lines = Array.from(days, (day, i) => `${stampText(day, stamps)},${values[i]}`)
  return `date,${name}\n${lines.join("\n")}\n`
}

function stampText(day: number, stamps: Stamps): string {
  if (stamps === "dates") return isoDay(day)
  if ("hour" in stamps) return `${isoDay(day)}T${String(stamps.hour).padStart(2, "0")}:00:00`
  const minutes = offsetMinutes(day, stamps.midnightIn)
  const size = Math.abs(minutes)
  const clock = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, "0")).join(":")
  return `${isoDay(day)}T00:00:00${minutes < 0 ? "-" : "+"}${clock}`
}

/** As pandas writes a Series with a DatetimeIndex named `date`, with or without a zone. */
function parquetBytes({ name, days, values, stamps }: StampedStream): Uint8Array {
  const zone = stamps !== "dates" && "midnightIn" in stamps ? stamps.midnightIn : null
  const instants = Array.from(days, (day) => new Date(instantOf(day, stamps)))
  const buffer = parquetWriteBuffer({
    columnData: [
      { name, data: values },
      { name: "date", data: instants },
    ],
    schema: [
      { name: "root", num_children: 2 },
      { name, type: "DOUBLE", repetition_type: "REQUIRED" },
      {
        name: "date",
        type: "INT64",
        converted_type: "TIMESTAMP_MILLIS",
        logical_type: { type: "TIMESTAMP", isAdjustedToUTC: zone !== null, unit: "MILLIS" },
        repetition_type: "REQUIRED",
      },
    ],
    codec: "UNCOMPRESSED",
    statistics: false,
    kvMetadata: [{ key: "pandas", value: JSON.stringify(pandasMetadata(name, zone)) }],
  })
  return new Uint8Array(buffer)
}

function pandasMetadata(name: string, zone: string | null) {
  const index =
    zone === null
      ? { pandas_type: "datetime", metadata: null }
      : { pandas_type: "datetimetz", metadata: { timezone: zone } }
  return {
    index_columns: ["date"],
    column_indexes: [],
    columns: [
      { name, field_name: name, pandas_type: "float64", numpy_type: "float64", metadata: null },
      { name: "date", field_name: "date", numpy_type: "datetime64[ns]", ...index },
    ],
    pandas_version: "2.2.0",
  }
}

function instantOf(day: number, stamps: Stamps): number {
  const midnight = day * MILLISECONDS_PER_DAY
  if (stamps === "dates") return midnight
  if ("hour" in stamps) return midnight + stamps.hour * 3_600_000
  return midnight - offsetMinutes(day, stamps.midnightIn) * 60_000
}

/** Minutes a zone's clock is ahead of UTC at that day's noon. */
function offsetMinutes(day: number, zone: string): number {
  const noon = new Date(day * MILLISECONDS_PER_DAY + 43_200_000)
  const clock = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "medium",
  }).format(noon)
  return (Date.parse(`${clock.replace(" ", "T")}Z`) - noon.getTime()) / 60_000
}
