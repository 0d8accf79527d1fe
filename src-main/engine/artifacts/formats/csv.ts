import { failed, ok, type Result } from "#shared/problem/result"
import { type CsvRecord, splitCsv } from "./csv-fields"
import { parseIsoStamp } from "./iso-stamp"
import type { SeriesTable } from "./series-table"
import { DayCount } from "./stamps"
import { tableProblem } from "./table-problem"

/** How pandas and R spell a missing value. */
const missing = new Set(["", "nan", "NaN", "NA", "N/A", "null", "None"])

/**
 * A returns table from CSV: a header line, the first column the date (ISO dates or date-times, with or without
 * an offset), the others numbers with a decimal point. Fails with `file.format` at the line and column.
 */
export function readCsvSeries(bytes: Uint8Array, fileName: string): Result<SeriesTable> {
  const records = splitCsv(new TextDecoder().decode(bytes))
  if (!Array.isArray(records)) {
    const where = `${fileName}:${records.openQuoteAt}`
    return failed(tableProblem("A quoted CSV field is not closed.", where, 'an opening " without its end'))
  }
  const [header, ...rows] = records
  if (header === undefined) return failed(tableProblem("A CSV file is empty.", fileName, "no header line"))
  const names = header.fields.slice(1).map((name) => name.trim())
  const wrong = headerProblem(names, header, fileName)
  if (wrong !== undefined) return failed(wrong)

  const days = new Int32Array(rows.length)
  const columns = names.map((name) => ({ name, values: new Float64Array(rows.length) }))
  const count = new DayCount()
  for (const [row, { fields, line }] of rows.entries()) {
    if (fields.length !== names.length + 1) {
      const seen = `${fields.length} fields, the header has ${names.length + 1}`
      return failed(
        tableProblem("A CSV line is shorter or longer than its header.", `${fileName}:${line}`, seen),
      )
    }
    const stamp = parseIsoStamp((fields[0] ?? "").trim())
    if (stamp === undefined) {
      const where = `${fileName}:${line}:1`
      return failed(
        tableProblem("The first column holds a text that is not a date.", where, JSON.stringify(fields[0])),
      )
    }
    days[row] = count.dayOf(stamp)
    for (let i = 0; i < columns.length; i++) {
      const text = fields[i + 1] ?? ""
      const value = parseNumber(text)
      if (value === undefined) {
        const where = `${fileName}:${line}:${columnAt(fields, i + 1)} (${names[i] ?? ""})`
        return failed(tableProblem("A cell holds a text that is not a number.", where, JSON.stringify(text)))
      }
      columns[i]!.values[row] = value
    }
  }
  return ok({ days, dayRule: count.rule, columns })
}

function headerProblem(names: readonly string[], header: CsvRecord, fileName: string) {
  const where = `${fileName}:${header.line}`
  if (parseIsoStamp((header.fields[0] ?? "").trim()) !== undefined) {
    return tableProblem("A CSV file has no header line.", where, JSON.stringify(header.fields[0]))
  }
  if (names.length === 0)
    return tableProblem("A CSV file has no column besides the date.", where, "one field")
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice === undefined) return undefined
  return tableProblem("A CSV header names a column twice.", where, JSON.stringify(twice))
}

/** NaN for a missing value; undefined for a text that is no number. */
function parseNumber(field: string): number | undefined {
  const value = Number(field)
  // JavaScript reads 0x10 as a number, nothing else that writes tables does.
  if (Number.isInteger(value) && /^\s*0[box]/i.test(field)) return undefined
  if (value !== 0 && !Number.isNaN(value)) return value
  const text = field.trim()
  if (missing.has(text)) return Number.NaN
  if (!Number.isNaN(value)) return value
  const infinity = /^([+-]?)inf(inity)?$/i.exec(text)
  if (infinity === null) return undefined
  return infinity[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}

/** 1-based column of a field in its line, as an editor counts it when no field is quoted. */
function columnAt(fields: readonly string[], index: number): number {
  return fields.slice(0, index).reduce((sum, field) => sum + field.length + 1, 1)
}
