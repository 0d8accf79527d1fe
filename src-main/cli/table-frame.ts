import { type Problem, problem } from "#shared/problem/problem"
import { okUnless, type Result } from "#shared/problem/result"
import { isoDay } from "#shared/quantity/day"
import type { SeriesTable } from "#engine/artifacts/formats/series"
import { frameOf, type ReturnFrame } from "#engine/numerics/frame"

const DAYS_SHOWN = 5

/**
 * A table of returns as the frame the optimiser takes: rows by day. Values that are not finite, a day that
 * stands twice and a column that stands twice are refused with their places; nothing is filled or dropped.
 */
export function frameOfTable(series: SeriesTable, file: string): Result<ReturnFrame> {
  const { columns } = series
  const order = Array.from(series.days.keys()).sort((a, b) => series.days[a]! - series.days[b]! || a - b)
  const days = Int32Array.from(order, (row) => series.days[row]!)
  const sorted = columns.map(({ name, values }) => ({
    name,
    values: Float64Array.from(order, (row) => values[row]!),
  }))
  const problems = [
    ...emptyTable(days, sorted.length, file),
    ...duplicateDays(days, file),
    ...duplicateColumns(
      columns.map((column) => column.name),
      file,
    ),
    ...sorted.flatMap(({ name, values }) => notFinite(name, values, days, file)),
  ]
  return okUnless(problems, frameOf(days, sorted))
}

function emptyTable(days: Int32Array, columns: number, file: string): readonly Problem[] {
  if (days.length > 0 && columns > 0) return []
  return [
    problem("stream.empty", {
      what: "The table has no returns.",
      where: file,
      seen: `${days.length} rows, ${columns} columns of numbers`,
      remedy: "give a table whose first column is the date and whose others are simple returns",
    }),
  ]
}

function duplicateDays(days: Int32Array, file: string): readonly Problem[] {
  const twice = [...new Set(days.filter((day, row) => day === days[row - 1]))]
  if (twice.length === 0) return []
  return [
    problem("stream.duplicateDay", {
      what: "A day stands more than once in the table.",
      where: file,
      seen: shownDays(twice),
      remedy: "keep one row per day",
    }),
  ]
}

function duplicateColumns(names: readonly string[], file: string): readonly Problem[] {
  const twice = [...new Set(names.filter((name, i) => names.indexOf(name) !== i))]
  if (twice.length === 0) return []
  return [
    problem("file.format", {
      what: "A column stands more than once in the table.",
      where: file,
      seen: twice.join(", "),
      remedy: "give each column its own name",
    }),
  ]
}

function notFinite(name: string, values: Float64Array, days: Int32Array, file: string): readonly Problem[] {
  const bad = Array.from(days).filter((_, row) => !Number.isFinite(values[row]!))
  if (bad.length === 0) return []
  return [
    problem("stream.notFinite", {
      what: "A column holds values that are not finite numbers.",
      where: `${file}, column ${name}`,
      seen: shownDays(bad),
      remedy: "drop or mend these rows at their source; a missing return is never filled",
    }),
  ]
}

function shownDays(days: readonly number[]): string {
  const shown = days.slice(0, DAYS_SHOWN).map(isoDay).join(", ")
  return days.length > DAYS_SHOWN ? `${shown} and ${days.length - DAYS_SHOWN} more` : shown
}
