import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { isoDay } from "#shared/quantity/day"
import { tableProblem } from "#engine/artifacts/formats/table-problem"
import type { SourceColumn } from "./source-table"

/** Simple daily returns of one stream: days ascend, none twice, every return is finite. */
export interface DailyReturns {
  readonly column: string
  readonly days: Int32Array
  readonly values: Float64Array
  /** Rows of the file without a value: before the first, after the last, and of prices between them. */
  readonly blankRows: number
  /** What a careful reader should know of the returns. */
  readonly remarks: readonly string[]
}

/** A daily return that few series see; if half of all are larger, they are something else. */
const LARGE_RETURN = 0.1
const FEWEST_TO_JUDGE = 10
/** Days from one row to the next: New York was closed from 2001-09-10 to 2001-09-17. */
const LONGEST_CLOSURE = 7
const SHOWN = 5

/**
 * Makes a stream of a column. Returns are taken as they are; prices become p[t] / p[t-1] - 1 over the rows that
 * are there, so that a day without a price makes no return and the next one spans it. Fails with
 * `stream.duplicateDay`, `stream.notFinite` (a blank return between others, an infinity), `stream.empty`,
 * `file.format` (a price that is not positive, a return below -1) and `file.ambiguous` when what is called
 * returns can't be fractions of a day.
 */
export function dailyReturns(column: SourceColumn, prices: boolean, fileName: string): Result<DailyReturns> {
  const order = [...column.days.keys()].sort((a, b) => column.days[a]! - column.days[b]! || a - b)
  const isThere = (row: number) => !Number.isNaN(column.values[row])
  const rows = order.filter(isThere)
  const twice = rows.find((row, i) => i > 0 && column.days[rows[i - 1]!] === column.days[row])
  if (twice !== undefined) return failed(duplicate(column, rows, twice))
  const infinite = rows.find((row) => !Number.isFinite(column.values[row]))
  if (infinite !== undefined) return failed(notFinite(column, [infinite]))
  if (rows.length === 0) return failed(empty(column, fileName, "no value at all"))

  const between = order
    .slice(order.indexOf(rows[0]!), order.indexOf(rows.at(-1)!))
    .filter((row) => !isThere(row))
  if (!prices && between.length > 0) return failed(notFinite(column, between))
  const wrong = prices ? noPrices(column, rows, fileName) : noFractions(column, rows)
  if (wrong !== undefined) return failed(wrong)
  // Of n prices there are n - 1 returns, each on the day of its second price.
  const earned = prices ? rows.slice(1) : rows
  const values = Float64Array.from(earned, (row, i) =>
    prices ? column.values[row]! / column.values[rows[i]!]! - 1 : column.values[row]!,
  )
  const beyond = values.findIndex((value) => !Number.isFinite(value))
  if (beyond !== -1) return failed(notFinite(column, [earned[beyond]!]))
  const blankRows = order.length - rows.length
  return ok({
    column: column.name,
    days: Int32Array.from(earned, (row) => column.days[row]!),
    values,
    blankRows,
    remarks: [
      ...remarksOn(values, between.length, blankRows - between.length),
      ...longGap(rows.map((row) => column.days[row]!)),
    ],
  })
}

function noPrices(column: SourceColumn, rows: readonly number[], fileName: string): Problem | undefined {
  if (rows.length < 2) return empty(column, fileName, "one price, a return needs two")
  const low = rows.find((row) => column.values[row]! <= 0)
  if (low === undefined) return undefined
  return tableProblem(
    "A price is not above zero.",
    column.placeOf(low),
    String(column.values[low]),
    "Leave --prices out if these are returns, or mend the price at its source.",
  )
}

function noFractions(column: SourceColumn, rows: readonly number[]): Problem | undefined {
  const remedy = "Write fractions of one day (0.01) or percent signs (1 %), or say --prices."
  const below = rows.find((row) => column.values[row]! < -1)
  if (below !== undefined) {
    return tableProblem(
      "A return is below -100 %.",
      column.placeOf(below),
      String(column.values[below]),
      remedy,
    )
  }
  const sizes = Float64Array.from(rows, (row) => Math.abs(column.values[row]!)).sort()
  const median = sizes[Math.floor(sizes.length / 2)]!
  if (sizes.length < FEWEST_TO_JUDGE || median <= LARGE_RETURN) return undefined
  return problem("file.ambiguous", {
    what: "These can be prices or per cent, but hardly the returns of days.",
    where: `${column.placeOf(rows[0]!)} and below`,
    seen: `half of the values are larger than ${median}`,
    remedy,
  })
}

function remarksOn(values: Float64Array, between: number, outside: number): string[] {
  const never = values.length >= FEWEST_TO_JUDGE && values.every((value) => value >= 0)
  return [
    ...(between > 0 ? [`rows without a price between others, which the next return spans: ${between}`] : []),
    ...(outside > 0 ? [`rows without a value before the first or after the last, left out: ${outside}`] : []),
    ...(never ? ["no return is negative"] : []),
  ]
}

/** The longest stretch without a row, when no exchange closes for as long. */
function longGap(days: readonly number[]): string[] {
  let at = 0
  for (let t = 1; t < days.length; t += 1) {
    if (days[t]! - days[t - 1]! > (at === 0 ? 0 : days[at]! - days[at - 1]!)) at = t
  }
  const gap = at === 0 ? 0 : days[at]! - days[at - 1]!
  if (gap <= LONGEST_CLOSURE) return []
  return [
    `the longest stretch without a row is ${gap} days, ${isoDay(days[at - 1]!)} to ${isoDay(days[at]!)}`,
  ]
}

function duplicate(column: SourceColumn, rows: readonly number[], row: number): Problem {
  const day = column.days[row]!
  const same = rows.filter((one) => column.days[one] === day)
  return problem("stream.duplicateDay", {
    what: "A day stands more than once in the file.",
    where: same.map((one) => column.placeOf(one)).join(" and "),
    seen: isoDay(day),
    remedy: "Keep one row per day.",
  })
}

function notFinite(column: SourceColumn, rows: readonly number[]): Problem {
  const shown = rows.slice(0, SHOWN).map((row) => isoDay(column.days[row]!))
  return problem("stream.notFinite", {
    what: "A return is missing between others, or is no finite number.",
    where: column.placeOf(rows[0]!),
    seen: `${shown.join(", ")}${rows.length > SHOWN ? ` and ${rows.length - SHOWN} more` : ""}`,
    remedy: "Mend or remove these rows at their source; a missing return is never filled in.",
  })
}

function empty(column: SourceColumn, fileName: string, seen: string): Problem {
  return problem("stream.empty", {
    what: "A column gives no returns.",
    where: `${fileName}, column ${column.name}`,
    seen,
    remedy: "Give a file with a row for each day.",
  })
}
