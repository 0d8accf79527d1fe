import { type Problem, problem } from "#shared/problem/problem"
import { isoDay } from "#shared/quantity/day"
import type { SeriesTable } from "#engine/artifacts/formats/series"

const SHOWN = 5

/** What keeps a table from being one stream of daily returns; `where` names its file and sleeve. */
export function flawsOfStream(table: SeriesTable, where: string): Problem[] {
  const [column] = table.columns
  if (column === undefined || table.columns.length > 1) return [severalColumns(table, where)]
  if (table.days.length === 0) return [empty(where)]
  return [...notFinite(table.days, column.values, where), ...duplicates(table.days, where)]
}

function severalColumns({ columns }: SeriesTable, where: string): Problem {
  return problem("file.format", {
    what: "A return stream has one column of returns beside its dates.",
    where,
    seen:
      columns.length === 0
        ? "no column"
        : `${columns.length} columns: ${columns.map(({ name }) => name).join(", ")}`,
    remedy: "Write one stream per file.",
  })
}

function empty(where: string): Problem {
  return problem("stream.empty", {
    what: "A return stream has no rows.",
    where,
    seen: "0 rows",
    remedy: "Repeat the sleeve's run, or pin the sleeve to another one.",
  })
}

function notFinite(days: Int32Array, values: Float64Array, where: string): Problem[] {
  const bad: number[] = []
  for (let t = 0; t < values.length; t += 1) if (!Number.isFinite(values[t])) bad.push(t)
  if (bad.length === 0) return []
  return [
    problem("stream.notFinite", {
      what: "A return stream holds values that are no numbers.",
      where: `${where}: ${bad[0] === undefined ? "" : isoDay(days[bad[0]]!)}`,
      seen: some(bad.map((t) => `${isoDay(days[t]!)} ${values[t]}`)),
      remedy: "Repeat the sleeve's run; a missing return is never filled in.",
    }),
  ]
}

function duplicates(days: Int32Array, where: string): Problem[] {
  const sorted = days.toSorted()
  const twice = new Set<number>()
  for (let t = 1; t < sorted.length; t += 1) if (sorted[t] === sorted[t - 1]) twice.add(sorted[t]!)
  const [first] = twice
  if (first === undefined) return []
  return [
    problem("stream.duplicateDay", {
      what: "A return stream has more than one return on a UTC day.",
      where: `${where}: ${isoDay(first)}`,
      seen: some([...twice].map((day) => isoDay(day))),
      remedy: "Repeat the sleeve's run with one row per day.",
    }),
  ]
}

function some(list: readonly string[]): string {
  const more = list.length - SHOWN
  return list.slice(0, SHOWN).join(", ") + (more > 0 ? ` and ${more} more` : "")
}
