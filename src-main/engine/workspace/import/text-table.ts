import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { type CsvRecord, splitCsv } from "#engine/artifacts/formats/csv-fields"
import { tableProblem } from "#engine/artifacts/formats/table-problem"

/** A CSV file of somebody else as texts, each with the place it stands at. */
export interface TextTable {
  readonly fileName: string
  readonly delimiter: Delimiter
  readonly names: readonly string[]
  readonly rows: readonly CsvRecord[]
}

/** A cell and where it stands. */
export interface TextCell {
  readonly text: string
  /** `prices.csv:12:8 (Close)`: line and column from 1. */
  readonly place: string
}

export type Delimiter = "," | ";" | "\t"

const delimiters: readonly Delimiter[] = [",", ";", "\t"]

const delimiterNames: Readonly<Record<Delimiter, string>> = { ",": "comma", ";": "semicolon", "\t": "tab" }

/** "comma": the delimiter as it is told to people. */
export function nameOfDelimiter(delimiter: Delimiter): string {
  return delimiterNames[delimiter]
}

/**
 * Splits a CSV file with a header line; the delimiter is the one of comma, semicolon and tab that the header
 * uses. Fails with `file.ambiguous` when it uses several, and with `file.format` at the line that is broken.
 */
export function readTextTable(bytes: Uint8Array, fileName: string): Result<TextTable> {
  const text = new TextDecoder().decode(bytes)
  const header = text.slice(0, text.includes("\n") ? text.indexOf("\n") : text.length)
  const used = delimiters.filter((delimiter) => header.replace(/"[^"]*"/g, "").includes(delimiter))
  const [delimiter = ",", ...others] = used
  if (others.length > 0) return failed(severalDelimiters(fileName, used))
  const records = splitCsv(text, delimiter)
  if (!Array.isArray(records)) {
    return failed(
      tableProblem(
        "A quoted CSV field is not closed.",
        `${fileName}:${records.openQuoteAt}`,
        'an opening " without its end',
      ),
    )
  }
  const [first, ...rows] = records
  if (first === undefined || rows.length === 0) {
    const seen = first === undefined ? "an empty file" : "a header line and no rows"
    return failed(tableProblem("A CSV file holds nothing.", fileName, seen))
  }
  const odd = rows.find(({ fields }) => fields.length !== first.fields.length)
  if (odd !== undefined) {
    const seen = `${odd.fields.length} fields, the header has ${first.fields.length}`
    return failed(
      tableProblem("A CSV line is shorter or longer than its header.", `${fileName}:${odd.line}`, seen),
    )
  }
  const names = first.fields.map((name) => name.trim())
  const twice = names.find((name, i) => name !== "" && names.indexOf(name) !== i)
  if (twice !== undefined) {
    const where = `${fileName}:${first.line}`
    return failed(tableProblem("A CSV header names a column twice.", where, JSON.stringify(twice)))
  }
  return ok({ fileName, delimiter, names, rows })
}

/** The cells of a column, top to bottom, without the blanks around them. */
export function cellsOf({ fileName, names, rows }: TextTable, column: number): TextCell[] {
  return rows.map(({ fields, line }) => ({
    text: (fields[column] ?? "").trim(),
    place: `${fileName}:${line}:${columnAt(fields, column)} (${names[column] ?? ""})`,
  }))
}

/** 1-based column of a field in its line, as an editor counts it when no field is quoted. */
function columnAt(fields: readonly string[], index: number): number {
  return fields.slice(0, index).reduce((sum, field) => sum + field.length + 1, 1)
}

function severalDelimiters(fileName: string, used: readonly Delimiter[]) {
  return problem("file.ambiguous", {
    what: "The header of a CSV file could be split in several ways.",
    where: `${fileName}:1`,
    seen: used.map(nameOfDelimiter).join(" and "),
    remedy: "Put names that hold a delimiter into quotes, or take it out of them.",
  })
}
