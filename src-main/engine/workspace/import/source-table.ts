import type { DayRule } from "#shared/model/decision"
import type { RiskProfile } from "#shared/model/risk-profile"
import { failed, ok, type Result } from "#shared/problem/result"
import { isoDay } from "#shared/quantity/day"
import { readSeries } from "#engine/artifacts/formats/series"
import { tableProblem } from "#engine/artifacts/formats/table-problem"
import { chooseColumns, type ColumnByRisk } from "./columns"
import { type DateOrder, readDates } from "./date-format"
import { detectNumbers, readNumber, tellNumbers } from "./number-format"
import { cellsOf, nameOfDelimiter, readTextTable, type TextCell, type TextTable } from "./text-table"

/** What is asked of a file of returns or prices. */
export interface SourceRequest {
  readonly bytes: Uint8Array
  /** As problems name it; its ending picks the format. */
  readonly fileName: string
  readonly riskProfiles: readonly RiskProfile[]
  readonly column?: string | undefined
  readonly dateOrder?: DateOrder | undefined
  readonly decimal?: "." | "," | undefined
}

/** A column over days as it stands in the file. */
export interface SourceColumn {
  readonly name: string
  readonly days: Int32Array
  /** NaN where the cell is blank. */
  readonly values: Float64Array
  /** Where the value of a row stands, for problems. */
  readonly placeOf: (row: number) => string
}

/** What was read, and how it was understood. */
export interface SourceTable {
  readonly columns: ReadonlyMap<RiskProfile, SourceColumn>
  readonly dayRule: DayRule
  /** "comma-separated", "parquet" ... */
  readonly format: string
  readonly dates: string
  readonly numbers: string
}

/**
 * Reads the columns that become a sleeve's streams from CSV (dates and numbers detected), Parquet, Arrow or
 * Feather. Fails with `file.ambiguous`, `file.format` or `file.pickle`, with line and column.
 */
export async function readSource(request: SourceRequest): Promise<Result<SourceTable>> {
  return /\.(csv|tsv|txt)$/i.test(request.fileName) ? readTextSource(request) : readBinarySource(request)
}

function readTextSource(request: SourceRequest): Result<SourceTable> {
  const { fileName, riskProfiles } = request
  const read = readTextTable(request.bytes, fileName)
  if (!read.ok) return read
  const table = read.value
  const dateColumn = dateColumnOf(table.names)
  // A column without a heading is a row count or what a trailing delimiter leaves.
  const others = table.names.flatMap((name, index) => (index === dateColumn || name === "" ? [] : [index]))
  const names = others.map((index) => table.names[index]!)
  const chosen = chooseColumns(names, riskProfiles, request.column, fileName)
  if (!chosen.ok) return chosen
  const dates = readDates(cellsOf(table, dateColumn), request.dateOrder)
  if (!dates.ok) return dates
  const { days, dayRule, format } = dates.value

  const used = new Map<number, readonly TextCell[]>()
  for (const at of chosen.value.values()) used.set(at, cellsOf(table, others[at]!))
  const numbers = detectNumbers([...used.values()].flat(), request.decimal)
  if (!numbers.ok) return numbers
  const columns = new Map<number, SourceColumn>()
  for (const [at, cells] of used) {
    const values = new Float64Array(cells.length)
    for (const [row, cell] of cells.entries()) {
      const value = readNumber(cell, numbers.value)
      if (!value.ok) return value
      values[row] = value.value
    }
    columns.set(at, { name: names[at]!, days, values, placeOf: (row) => cells[row]!.place })
  }
  return ok({
    columns: byRisk(chosen.value, columns),
    dayRule,
    format: `${nameOfDelimiter(table.delimiter)}-separated`,
    dates: format,
    numbers: tellNumbers(numbers.value),
  })
}

/** The column whose heading says so, else the first, as a table's index is written. */
function dateColumnOf(names: TextTable["names"]): number {
  const named = names.findIndex((name) => /^(date|day|time|datetime|timestamp|index)$/i.test(name))
  return named === -1 ? 0 : named
}

async function readBinarySource(request: SourceRequest): Promise<Result<SourceTable>> {
  const { fileName, riskProfiles } = request
  const table = await readSeries(request.bytes, fileName)
  if (!table.ok) return table
  const { days, dayRule, columns: all } = table.value
  if (days.length === 0) return failed(tableProblem("A table holds nothing.", fileName, "no rows"))
  const chosen = chooseColumns(
    all.map(({ name }) => name),
    riskProfiles,
    request.column,
    fileName,
  )
  if (!chosen.ok) return chosen
  const columns = new Map<number, SourceColumn>()
  for (const at of chosen.value.values()) {
    const { name, values } = all[at]!
    const placeOf = (row: number) => `${fileName}, column ${name}, row ${row + 1} (${isoDay(days[row]!)})`
    columns.set(at, { name, days, values, placeOf })
  }
  return ok({
    columns: byRisk(chosen.value, columns),
    dayRule,
    format: /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? "",
    dates: "typed dates",
    numbers: "typed numbers",
  })
}

function byRisk(
  chosen: ColumnByRisk,
  columns: ReadonlyMap<number, SourceColumn>,
): Map<RiskProfile, SourceColumn> {
  return new Map([...chosen].map(([risk, at]) => [risk, columns.get(at)!]))
}
