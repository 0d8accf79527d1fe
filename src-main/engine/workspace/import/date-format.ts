import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { parseIsoStamp } from "#engine/artifacts/formats/iso-stamp"
import { DayCount } from "#engine/artifacts/formats/stamps"
import { tableProblem } from "#engine/artifacts/formats/table-problem"
import type { DayRule } from "#shared/model/decision"
import type { TextCell } from "./text-table"

/** Which of two numbers before a year is the day. */
export type DateOrder = "dmy" | "mdy"

/** The days of a column of dates, and how they were read. */
export interface ReadDates {
  /** Whole days since 1970-01-01. */
  readonly days: Int32Array
  readonly dayRule: DayRule
  /** "DD/MM/YYYY, known by 13/01/2025 at line 9". */
  readonly format: string
}

type Form = "iso" | "year first" | "digits" | "day name month" | "month name day" | "two numbers and a year"

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

const time = String.raw`([T ]\d{2}:\d{2}.*)?`
const patterns: readonly (readonly [Form, RegExp])[] = [
  ["iso", new RegExp(`^\\d{4}-\\d{2}-\\d{2}${time}$`)],
  ["year first", new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${time}$`)],
  ["digits", /^(\d{4})(\d{2})(\d{2})$/],
  ["day name month", /^(\d{1,2})[ .-]+([A-Za-z]{3,9})[ .-]+(\d{4})$/],
  ["month name day", /^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})$/],
  ["two numbers and a year", new RegExp(`^(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4})${time}$`)],
]

/**
 * Reads a column of dates that are all written in one form: ISO 8601, year first, eight digits, with an English
 * name of the month, or two numbers and a year. Which of the two is the day is known by the first number above
 * 12, by dots (day first), or by `order`; without any of these the column is refused with `file.ambiguous`,
 * because 01/02/2025 is two dates. Anything else that is no date fails with `file.format` at its place.
 */
export function readDates(cells: readonly TextCell[], order: DateOrder | undefined): Result<ReadDates> {
  const first = cells[0]
  const form = first === undefined ? undefined : formOf(first.text)
  if (first === undefined || form === undefined) return failed(noDate(first))
  const stranger = cells.find(({ text }) => formOf(text) !== form)
  if (stranger !== undefined) return failed(noDate(stranger, first))
  const known = form === "two numbers and a year" ? dayOrMonthFirst(cells, order) : undefined
  if (known !== undefined && !known.ok) return known

  const count = new DayCount()
  const days = new Int32Array(cells.length)
  for (const [row, cell] of cells.entries()) {
    const stamp = parseIsoStamp(isoOf(cell.text, form, known?.value.order ?? "dmy"))
    if (stamp === undefined) return failed(noDate(cell, first))
    days[row] = count.dayOf(stamp)
  }
  return ok({ days, dayRule: count.rule, format: known?.value.told ?? toldForms[form] })
}

const toldForms: Readonly<Record<Form, string>> = {
  iso: "YYYY-MM-DD",
  "year first": "year, month, day",
  digits: "YYYYMMDD",
  "day name month": "day, name of the month, year",
  "month name day": "name of the month, day, year",
  "two numbers and a year": "two numbers and a year",
}

function formOf(text: string): Form | undefined {
  return patterns.find(([, pattern]) => pattern.test(text))?.[0]
}

function dayOrMonthFirst(
  cells: readonly TextCell[],
  order: DateOrder | undefined,
): Result<{ readonly order: DateOrder; readonly told: string }> {
  const numbers = (cell: TextCell) => cell.text.split(/[./-]/).map(Number)
  const dayFirst = cells.find((cell) => numbers(cell)[0]! > 12)
  const monthFirst = cells.find((cell) => numbers(cell)[1]! > 12)
  if (dayFirst !== undefined && monthFirst !== undefined) {
    return failed(contradiction(dayFirst, monthFirst))
  }
  const separator = /[./-]/.exec(cells[0]?.text ?? "")?.[0] ?? "/"
  const told = (found: DateOrder, why: string) => {
    const form = (found === "dmy" ? ["DD", "MM", "YYYY"] : ["MM", "DD", "YYYY"]).join(separator)
    return ok({ order: found, told: `${form}, ${why}` })
  }
  const proof = dayFirst ?? monthFirst
  const proven = proof === undefined ? undefined : dayFirst === undefined ? "mdy" : "dmy"
  if (proof !== undefined && proven !== undefined) {
    if (order !== undefined && order !== proven) return failed(notAsAsked(proof, order))
    return told(proven, `known by ${proof.text} at ${proof.place}`)
  }
  if (order !== undefined) return told(order, "as asked for")
  if (separator === ".") return told("dmy", "as dates with dots are written")
  return failed(ambiguous(cells[0]!, cells.length))
}

function isoOf(text: string, form: Form, order: DateOrder): string {
  if (form === "iso") return text
  const [, a = "", b = "", c = "", d = "", e = ""] = patterns.find(([one]) => one === form)![1].exec(text)!
  if (form === "year first") return `${a}-${two(b)}-${two(c)}${d}`
  if (form === "digits") return `${a}-${b}-${c}`
  if (form === "day name month") return `${c}-${monthOf(b)}-${two(a)}`
  if (form === "month name day") return `${c}-${monthOf(a)}-${two(b)}`
  const [month, day] = order === "dmy" ? [c, a] : [a, c]
  return `${d}-${two(month)}-${two(day)}${e}`
}

function two(number: string): string {
  return number.padStart(2, "0")
}

/** "March" -> "03"; "00" for what is no month, which is no date then. */
function monthOf(name: string): string {
  return two(String(months.indexOf(name.slice(0, 3).toLowerCase()) + 1))
}

function noDate(cell: TextCell | undefined, first?: TextCell): Problem {
  return tableProblem(
    "A text in the column of dates is not a date written as the others are.",
    cell?.place ?? "the column of dates",
    `${JSON.stringify(cell?.text ?? "")}${first === undefined || first === cell ? "" : `, the first is ${JSON.stringify(first.text)}`}`,
    "Write every date in one form, best as YYYY-MM-DD.",
  )
}

function ambiguous({ text, place }: TextCell, rows: number): Problem {
  return problem("file.ambiguous", {
    what: "The dates can be read day first or month first.",
    where: place,
    seen: `${text}, and no number above 12 in ${rows} rows`,
    remedy: "Say --date-order dmy (day first) or mdy (month first), or write YYYY-MM-DD.",
  })
}

function contradiction(dayFirst: TextCell, monthFirst: TextCell): Problem {
  return tableProblem(
    "Some dates are written day first and others month first.",
    `${dayFirst.place} and ${monthFirst.place}`,
    `${dayFirst.text} and ${monthFirst.text}`,
    "Write every date in one form, best as YYYY-MM-DD.",
  )
}

function notAsAsked({ text, place }: TextCell, order: DateOrder): Problem {
  return tableProblem(
    "A date can't be read in the order that was asked for.",
    place,
    `${text}, read as ${order}`,
    "Leave --date-order out, or give the other order.",
  )
}
