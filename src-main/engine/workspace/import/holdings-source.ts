import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { tableProblem } from "#engine/artifacts/formats/table-problem"
import { detectNumbers, isBlank, readNumber, tellNumbers } from "./number-format"
import { cellsOf, readTextTable, type TextCell, type TextTable } from "./text-table"

/** A holding as a row of the file states it. */
export interface ImportedHolding {
  readonly symbol: string
  /** Signed: negative is short. */
  readonly net: number
  /** Long plus short: above |net| where a symbol is held both ways. */
  readonly gross: number
  readonly market: string
  readonly sector: string
  readonly description: string
}

/** The holdings of a sleeve, and how their numbers were understood. */
export interface ImportedHoldings {
  readonly rows: readonly ImportedHolding[]
  readonly gross: number
  readonly net: number
  readonly numbers: string
}

/** What the gross sum may miss its due by: rounding to a few digits, not a holding. */
const ROUNDING = 0.005
/** Flattening takes a sleeve's gross as whole up to this (design 5.6). */
const EXACT = 1e-6

/**
 * Reads a CSV of holdings: columns Symbol and Weight (signed, or with a Direction LONG or SHORT), optionally
 * Market, Sector and Description, in any order and case. The weights must add up, without their signs, to
 * 1 - `cash`. Fails with `holdings.shape` or the problems of `detectNumbers`, with line and column.
 */
export function readHoldings(
  bytes: Uint8Array,
  fileName: string,
  options: { readonly cash: number; readonly decimal?: "." | "," | undefined },
): Result<ImportedHoldings> {
  const read = readTextTable(bytes, fileName)
  if (!read.ok) return read
  const table = read.value
  const column = (name: string) => table.names.findIndex((one) => one.toLowerCase() === name)
  const absent = ["symbol", "weight"].filter((name) => column(name) === -1)
  if (absent.length > 0) return failed(lacksColumns(table, absent))
  const optional = (name: string): readonly TextCell[] | undefined =>
    column(name) === -1 ? undefined : cellsOf(table, column(name))
  const symbols = cellsOf(table, column("symbol"))
  const weights = cellsOf(table, column("weight"))
  const [directions, markets] = [optional("direction"), optional("market")]
  const [sectors, descriptions] = [optional("sector"), optional("description")]

  const format = detectNumbers(weights, options.decimal)
  if (!format.ok) return format
  const held = new Map<string, ImportedHolding>()
  const sides = new Set<string>()
  for (const [row, symbol] of symbols.entries()) {
    if (symbol.text === "") return failed(shape(symbol.place, "no symbol"))
    const weight = readNumber(weights[row]!, format.value)
    if (!weight.ok) return weight
    if (Number.isNaN(weight.value)) return failed(shape(weights[row]!.place, `${symbol.text} has no weight`))
    const net = signedWeight(weight.value, weights[row]!, directions?.[row])
    if (!net.ok) return net
    const known = held.get(symbol.text)
    const side = `${Math.sign(net.value)} ${symbol.text}`
    if (sides.has(side)) return failed(shape(symbol.place, `${symbol.text} for a second time`))
    sides.add(side)
    held.set(symbol.text, {
      symbol: symbol.text,
      net: (known?.net ?? 0) + net.value,
      gross: (known?.gross ?? 0) + Math.abs(net.value),
      market: known?.market ?? labelOf(markets?.[row], "UNKNOWN"),
      sector: known?.sector ?? labelOf(sectors?.[row], "N/A"),
      description: known?.description ?? labelOf(descriptions?.[row], "N/A"),
    })
  }
  const rows = [...held.values()]
  const gross = rows.reduce((sum, row) => sum + row.gross, 0)
  const wrong = wrongSum(table, gross, 1 - options.cash)
  if (wrong !== undefined) return failed(wrong)
  const net = rows.reduce((sum, row) => sum + row.net, 0)
  return ok({ rows, gross, net, numbers: tellNumbers(format.value) })
}

/** What a sum that is a little off should be told with; undefined when it is exact. */
export function remarkOnGross(gross: number, cash: number): string | undefined {
  if (Math.abs(gross - (1 - cash)) <= EXACT) return undefined
  return `weights add up to ${gross} where ${1 - cash} is due: kept as they are, and reported by every run that flattens them`
}

function signedWeight(weight: number, cell: TextCell, direction: TextCell | undefined): Result<number> {
  const side = direction?.text.toUpperCase() ?? ""
  if (side === "" || side === "FLAT") return ok(weight)
  if (side !== "LONG" && side !== "SHORT") {
    return failed(shape(direction!.place, `${direction!.text}, which is neither LONG nor SHORT`))
  }
  if (side === "LONG" && weight < 0) return failed(shape(cell.place, `${cell.text} beside LONG`))
  return ok(side === "SHORT" ? -Math.abs(weight) : weight)
}

function labelOf(cell: TextCell | undefined, otherwise: string): string {
  return cell === undefined || isBlank(cell.text) ? otherwise : cell.text
}

function wrongSum({ fileName, rows }: TextTable, gross: number, due: number): Problem | undefined {
  if (Math.abs(gross - due) <= ROUNDING) return undefined
  const asPercent = Math.abs(gross / 100 - due) <= ROUNDING
  return problem("holdings.shape", {
    what: "The weights of the holdings, without their signs, do not add up to the whole sleeve.",
    where: `${fileName}, column Weight`,
    seen: `${gross} over ${rows.length} rows where ${due} is due`,
    remedy: asPercent
      ? "Write percent signs (25 %) or fractions (0.25)."
      : "Complete the holdings, or say with --cash which share is held in cash.",
  })
}

function lacksColumns({ fileName, names }: TextTable, absent: readonly string[]): Problem {
  return tableProblem(
    `A file of holdings lacks the column ${absent.join(" and ")}.`,
    `${fileName}:1`,
    names.join(", "),
    "Head the columns Symbol, Weight and, if you like, Direction, Market, Sector, Description.",
  )
}

function shape(where: string, seen: string): Problem {
  return problem("holdings.shape", {
    what: "A row of the holdings does not say what is held.",
    where,
    seen,
    remedy: "Give one row per symbol and side: a symbol, and a weight with its sign or its direction.",
  })
}
