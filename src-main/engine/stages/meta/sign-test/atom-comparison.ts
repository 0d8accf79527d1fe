import type { SignFinding } from "#shared/model/sign-test"
import { isoDay } from "#shared/quantity/day"
import type { SeriesTable } from "#engine/artifacts/formats/series"
import { type AtomMap, physicalAtom } from "#engine/workspace/physical-symbol"

type Finding = Omit<SignFinding, "run_id">

/** The largest difference of an atom from what it should be, and the day it is on. */
interface Difference {
  readonly size: number
  readonly day: number
}

/**
 * Compares every atom column with the raw returns of its physical symbol on their common days: LONG equals
 * raw, SHORT equals -min(raw, 1). Days on which either is NaN are left out, unless no other is left.
 */
export function compareAtoms(
  synthetic: SeriesTable,
  raw: SeriesTable,
  map: AtomMap,
  atol: number,
): { readonly findings: readonly Finding[]; readonly atoms: number } {
  const findings: Finding[] = []
  const symbols = raw.columns.map(({ name }) => name)
  const rows = commonRows(synthetic.days, raw.days)
  let atoms = 0
  for (const { name, values } of synthetic.columns) {
    const atom = physicalAtom(name, map, symbols)
    if (atom === undefined) continue
    atoms += 1
    const column = raw.columns.find((candidate) => candidate.name === atom.symbol)
    if (column === undefined) {
      findings.push(error("SIGNTEST_MISSING_PHYSICAL_COL", name, `no raw returns of ${atom.symbol}`))
      continue
    }
    const short = atom.direction === "SHORT"
    const worst = largestDifference(
      rows,
      (a, b) => values[a]! - (short ? -Math.min(column.values[b]!, 1) : column.values[b]!),
    )
    if (worst !== undefined && worst.size <= atol) continue
    const code = short ? "SIGNTEST_SHORT_NOT_INVERTED" : "SIGNTEST_LONG_MISMATCH"
    findings.push(error(code, name, messageOf(worst, synthetic.days, short, atom.symbol, atol)))
  }
  if (atoms === 0)
    findings.push(error("SIGNTEST_NO_ATOMS", "", "no column of the synthetic returns is an atom"))
  return { findings, atoms }
}

/** Pairs of rows that are on the same day; the first of a day counts. */
function commonRows(days: Int32Array, others: Int32Array): readonly (readonly [number, number])[] {
  const rowOf = new Map<number, number>()
  others.forEach((day, row) => {
    if (!rowOf.has(day)) rowOf.set(day, row)
  })
  return Array.from(days).flatMap((day, row) => {
    const other = rowOf.get(day)
    return other === undefined ? [] : [[row, other] as const]
  })
}

/** Undefined when there is no day to compare. */
function largestDifference(
  rows: readonly (readonly [number, number])[],
  differenceAt: (row: number, other: number) => number,
): Difference | undefined {
  let worst: Difference | undefined
  for (const [row, other] of rows) {
    const size = Math.abs(differenceAt(row, other))
    if (!Number.isNaN(size) && (worst === undefined || size > worst.size)) worst = { size, day: row }
  }
  return worst
}

function messageOf(
  worst: Difference | undefined,
  days: Int32Array,
  short: boolean,
  symbol: string,
  atol: number,
): string {
  const expected = short ? `-min(${symbol}, 1)` : symbol
  if (worst === undefined) return `no day on which it can be compared with ${expected}`
  return `differs from ${expected} by up to ${worst.size}, on ${isoDay(days[worst.day]!)} (tolerance ${atol})`
}

function error(code: Finding["code"], symbol: string, message: string): Finding {
  return { level: "ERROR", code, symbol, message }
}
