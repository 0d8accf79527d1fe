import { isoDay, MILLISECONDS_PER_DAY } from "#shared/quantity/day"
import type { Problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { parseIsoStamp } from "./iso-stamp"
import type { PandasNotes } from "./pandas-index"
import type { SeriesTable } from "./series-table"
import { DayCount, type Stamp } from "./stamps"
import { tableProblem } from "./table-problem"
import { zoneOffsets } from "./zone"

/** A column as its file holds it, before one of them becomes the index. */
export type RawColumn = { readonly name: string } & (
  | { readonly kind: "number"; readonly values: Float64Array }
  | {
      readonly kind: "stamp"
      /** Milliseconds since 1970-01-01; null where the stamp is missing. */
      readonly at: (row: number) => number | null
      /** Null for stamps without a zone. */
      readonly zone: string | null
    }
  | { readonly kind: "text"; readonly at: (row: number) => string | null }
  | { readonly kind: "other"; readonly type: string }
)

type Index = Extract<RawColumn, { kind: "stamp" | "text" }>

/** Units of integer stamps and how many of them make a millisecond. */
const perMillisecond = { MICROS: 1000n, NANOS: 1_000_000n } as const

export type StampUnit = "SECONDS" | "MILLIS" | "MICROS" | "NANOS"

/** An integer stamp as milliseconds; a part of a millisecond becomes one half, so that midnight stays exact. */
export function millisecondsOf(value: bigint, unit: StampUnit): number {
  if (unit === "SECONDS") return Number(value) * 1000
  if (unit === "MILLIS") return Number(value)
  const divisor = perMillisecond[unit]
  const rest = value % divisor
  const whole = Number(value / divisor)
  if (rest === 0n) return whole
  return rest < 0n ? whole - 0.5 : whole + 0.5
}

/**
 * Makes a returns table of raw columns: the index is the one pandas noted, else the first column of stamps,
 * else the first column of ISO dates as text; every other column must hold numbers. Fails with `file.format`.
 */
export function assembleSeries(
  raw: readonly RawColumn[],
  rows: number,
  notes: PandasNotes | undefined,
  fileName: string,
): Result<SeriesTable> {
  const index = chooseIndex(raw, rows, notes)
  if (index === undefined) {
    const seen = raw.map((column) => `${column.name} (${describeKind(column)})`).join(", ")
    return failed(tableProblem("A returns table has no column of dates.", fileName, seen || "no columns"))
  }
  const columns: { name: string; values: Float64Array }[] = []
  for (const column of raw) {
    if (column === index) continue
    if (column.kind !== "number") {
      const where = `${fileName}, column ${column.name}`
      return failed(
        tableProblem("A column of a returns table holds no numbers.", where, describeKind(column)),
      )
    }
    if (column.values.length !== rows) {
      const where = `${fileName}, column ${column.name}`
      const seen = `${column.values.length} values on ${rows} rows`
      return failed(
        tableProblem("A column of a returns table is shorter or longer than the table.", where, seen),
      )
    }
    columns.push({ name: column.name, values: column.values })
  }
  if (columns.length === 0) {
    return failed(tableProblem("A returns table has no column besides the date.", fileName, index.name))
  }
  const dated = datesOf(index, rows, fileName)
  return dated.ok ? ok({ ...dated.value, columns }) : dated
}

function chooseIndex(
  raw: readonly RawColumn[],
  rows: number,
  notes: PandasNotes | undefined,
): Index | undefined {
  const dated = raw.filter((column): column is Index => column.kind === "stamp" || isDateText(column, rows))
  return (
    dated.find((column) => notes?.indexColumns.includes(column.name)) ??
    dated.find((column) => column.kind === "stamp") ??
    dated[0]
  )
}

function isDateText(column: RawColumn, rows: number): boolean {
  if (column.kind !== "text" || rows === 0) return false
  const first = column.at(0)
  return first !== null && parseIsoStamp(first.trim()) !== undefined
}

function datesOf(
  index: Index,
  rows: number,
  fileName: string,
): Result<Pick<SeriesTable, "days" | "dayRule">> {
  const read = stampReader(index, fileName)
  if (typeof read !== "function") return failed(read)
  const days = new Int32Array(rows)
  const count = new DayCount()
  for (let row = 0; row < rows; row++) {
    const stamp = read(row)
    if (stamp === undefined || !isInCalendar(stamp)) {
      const before = row > 0 ? `, after ${isoDay(days[row - 1] ?? 0)}` : ""
      const where = `${fileName}, column ${index.name}, row ${row + 1}${before}`
      return failed(
        stamp === undefined
          ? tableProblem("A row of a returns table has no date.", where, missingStamp(index, row))
          : tableProblem(
              "A row of a returns table has a date outside of the years 1 to 9998.",
              where,
              `${stamp.utc} ms since 1970`,
            ),
      )
    }
    days[row] = count.dayOf(stamp)
  }
  return ok({ days, dayRule: count.rule })
}

/** What a date of four digits can say, with a day to spare at either end for the offsets of zones. */
const FIRST = -719_162 * MILLISECONDS_PER_DAY
const END = 2_932_532 * MILLISECONDS_PER_DAY

function isInCalendar({ utc }: Stamp): boolean {
  return utc >= FIRST && utc < END
}

function missingStamp(index: Index, row: number): string {
  return index.kind === "text" ? JSON.stringify(index.at(row)) : "a missing stamp"
}

/** Undefined for a row whose stamp is missing or unreadable. */
function stampReader(index: Index, fileName: string): ((row: number) => Stamp | undefined) | Problem {
  if (index.kind === "text") return (row) => parseIsoStamp((index.at(row) ?? "").trim())
  if (index.zone === null) {
    return (row) => {
      const utc = index.at(row)
      return utc === null ? undefined : { utc, offset: null }
    }
  }
  const offsetAt = zoneOffsets(index.zone)
  if (offsetAt === undefined) {
    return tableProblem(
      "The stamps of a returns table are in a time zone that is not known.",
      `${fileName}, column ${index.name}`,
      index.zone,
      "Convert the index to UTC and write the file again.",
    )
  }
  return (row) => {
    const utc = index.at(row)
    return utc === null ? undefined : { utc, offset: offsetAt(utc) }
  }
}

function describeKind(column: RawColumn): string {
  return column.kind === "other" ? column.type : `${column.kind}s`
}
