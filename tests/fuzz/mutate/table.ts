import {
  Float64,
  Int64,
  makeData,
  makeVector,
  Table,
  TimestampMillisecond,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from "apache-arrow"
import { isoDay, MILLISECONDS_PER_DAY } from "#shared/quantity/day"
import type { Stamps } from "../../workspaces/options"
import { streamBytes } from "../../workspaces/stream-file"
import type { Random } from "../random"
import { laidOutParquet } from "./parquet"

/** A file of one stream whose right reading is known. */
export interface KnownTable {
  readonly bytes: Uint8Array
  readonly extension: "csv" | "parquet" | "arrow" | "feather"
  /** Row by row, as written; null where nothing but a refusal is right. */
  readonly rows: { readonly days: Int32Array; readonly values: Float64Array } | null
  /** Nothing about it is odd: it must be read. */
  readonly ordinary: boolean
}

const PLANTS = [Number.NaN, Infinity, -Infinity, 1e308, -1e308, 5e-324, -0, -1, -1.5, 1e6]
const STARTS = [
  "1970-01-01",
  "2025-01-01",
  "1969-12-20",
  "2024-02-25",
  "2026-03-25",
  "1900-01-01",
  "2262-04-01",
]
/** Without summer time: the writer of the files looks at the offset of noon alone. */
const ZONES = ["America/Phoenix", "Asia/Tokyo", "UTC"]

/** Cells of a CSV file and the number that they are; null for what is no number. */
const CELLS: readonly (readonly [string, number | null])[] = [
  ["1e-3", 0.001],
  [" 0.5 ", 0.5],
  ["+0.5", 0.5],
  [".5", 0.5],
  ["5.", 5],
  ["-0", -0],
  ["1e999", Infinity],
  ["inf", Infinity],
  ["-Infinity", -Infinity],
  ["nan", Number.NaN],
  ["NA", Number.NaN],
  ["", Number.NaN],
  ['"0.25"', 0.25],
  ["0x10", null],
  ["0b11", null],
  ["0o17", null],
  ["1_000", null],
  ["1 000", null],
  ["1.2.3", null],
  ["--1", null],
  ["1%", null],
  ["$1", null],
  ["true", null],
  ["\u00bd", null],
  ["\u0661", null],
  ["1e", null],
  ["\u22121", null],
  ["x", null],
  ['"1,5"', null],
  ["[1]", null],
  ["2025-01-01", null],
]

/** First fields of a CSV line that name no day. */
const NO_DATES = [
  "",
  "2025-02-30",
  "2025-13-01",
  "20250101",
  "01/02/2025",
  "45000",
  "NaT",
  "2025-1-1",
  "yesterday",
  "12025-01-01",
]

/** A table with what tables can have wrong: gaps, infinities, days twice, no order, no rows, other zones. */
export function knownTable(random: Random): KnownTable {
  const { days, values, ordinary } = contents(random)
  const drawn = random.pick<Stamps>([
    "dates",
    "dates",
    { hour: random.below(24) },
    { midnightIn: random.pick(ZONES) },
  ])
  const stamps = days.every((day) => Math.abs(day) < 200_000) ? drawn : "dates"
  const extension = random.pick(["csv", "csv", "parquet", "parquet", "arrow", "feather"] as const)
  const rows = { days, values }
  if (extension === "arrow" || extension === "feather") {
    return { bytes: arrowBytes(days, values, random), extension, rows, ordinary }
  }
  if (extension === "parquet" && random.chance(0.6)) {
    return { bytes: laidOutParquet(days, values, random), extension, rows, ordinary }
  }
  const bytes = streamBytes({ name: "hrp", days, values, stamps }, extension)
  if (extension === "csv" && days.length > 0 && random.chance(0.5)) return withOddCell(bytes, rows, random)
  return { bytes, extension, rows, ordinary }
}

/** As numbers, whatever the sign of a zero; two NaN are the same. */
export function sameNumber(a: number | undefined, b: number | undefined): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b))
}

function contents(random: Random): { days: Int32Array; values: Float64Array; ordinary: boolean } {
  const count = random.pick([0, 1, 2, 5, 30, 30, 30])
  const start = Date.parse(`${random.pick(STARTS)}T00:00:00Z`) / MILLISECONDS_PER_DAY
  const days = Int32Array.from({ length: count }, (_, t) => start + t)
  const values = Float64Array.from({ length: count }, () => 0.02 * (random.real() - 0.5))
  if (count === 0) return { days, values, ordinary: false }
  switch (random.below(5)) {
    case 0:
      values[random.below(count)] = random.pick(PLANTS)
      return { days, values, ordinary: false }
    case 1:
      days[random.below(count)] = days[random.below(count)]!
      return { days, values, ordinary: false }
    case 2:
      return { days: Int32Array.from(random.shuffled([...days])), values, ordinary: true }
    case 3:
      // Far beyond what a calendar of four digits has, or what a 32-bit count of days holds.
      days[random.below(count)] = random.pick([-719_163, 2_932_897, 99_999_000, -99_999_000])
      return { days, values, ordinary: false }
    default:
      return { days, values, ordinary: true }
  }
}

function withOddCell(
  bytes: Uint8Array,
  { days, values }: NonNullable<KnownTable["rows"]>,
  random: Random,
): KnownTable {
  const lines = new TextDecoder().decode(bytes).split("\n")
  const row = random.below(days.length)
  const [stamp = "", cell = ""] = lines[row + 1]!.split(",")
  const written = (line: string) => new TextEncoder().encode(lines.with(row + 1, line).join("\n"))
  if (random.chance(0.3)) {
    const bad = written(`${random.pick(NO_DATES)},${cell}`)
    return { bytes: bad, extension: "csv", rows: null, ordinary: false }
  }
  const [text, value] = random.pick(CELLS)
  const changed = written(`${stamp},${text}`)
  if (value === null) return { bytes: changed, extension: "csv", rows: null, ordinary: false }
  return {
    bytes: changed,
    extension: "csv",
    rows: { days, values: values.with(row, value) },
    ordinary: false,
  }
}

function arrowBytes(days: Int32Array, values: Float64Array, random: Random): Uint8Array {
  const milliseconds = BigInt64Array.from(days, (day) => BigInt(day) * BigInt(MILLISECONDS_PER_DAY))
  const asText =
    random.chance(0.3) && days.every((day) => day > -719_163 && day < 2_932_897) && days.length > 0
  const date = asText
    ? vectorFromArray(
        Array.from(days, (day) => isoDay(day)),
        new Utf8(),
      )
    : makeVector(makeData({ type: new TimestampMillisecond(), data: milliseconds }))
  const hrp = makeVector(makeData({ type: new Float64(), data: values }))
  return tableToIPC(new Table({ date, hrp }), random.pick(["file", "stream"] as const))
}

/** A column of a type that is no returns. */
export function oddArrow(random: Random): Uint8Array {
  const days = BigInt64Array.from([0n, 1n << 62n, -(1n << 63n), 86_400_000n])
  const date = makeVector(
    makeData({
      type: new TimestampMillisecond(random.pick([null, "UTC", "Mars/Olympus", "+25:00"])),
      data: days,
    }),
  )
  const values = makeVector(makeData({ type: new Int64(), data: days }))
  return tableToIPC(new Table({ date, values }), "file")
}
