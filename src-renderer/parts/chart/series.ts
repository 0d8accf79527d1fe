import { tableFromIPC } from "apache-arrow"
import type { ChartSeries } from "#shared/contract/engine/series-rows"

/** A line of a chart: a value per day, NaN where it has none. */
export interface Line {
  readonly key: string
  readonly title: string
  readonly inSample: boolean
  readonly values: Float64Array
}

export interface Lines {
  /** Days since 1970-01-01, ascending. */
  readonly days: Int32Array
  readonly lines: readonly Line[]
}

/** The lines of an answer's Arrow table. */
export function readLines(series: ChartSeries): Lines {
  const table = tableFromIPC(series.bytes)
  const days = Int32Array.from(table.getChild("day")!.toArray() as Int32Array)
  const lines = series.lines.map(({ key, title, inSample }): Line => {
    const column = table.getChild(key)!
    const values = Float64Array.from(
      { length: days.length },
      (_, row) => (column.get(row) as number | null) ?? NaN,
    )
    return { key, title, inSample, values }
  })
  return { days, lines }
}

/** 20412 -> "2025-11-20". */
export function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}

/** The row of the day nearest to one asked for. */
export function nearestRow(days: Int32Array, day: number): number {
  let low = 0
  let high = days.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (days[middle]! < day) low = middle + 1
    else high = middle
  }
  const isBeforeNearer = low > 0 && day - days[low - 1]! < days[low]! - day
  return isBeforeNearer ? low - 1 : low
}

/** Least and greatest value of all lines between two days; null when there is none. */
export function extent({ days, lines }: Lines, from: number, to: number): readonly [number, number] | null {
  let least = Infinity
  let greatest = -Infinity
  for (const [row, day] of days.entries()) {
    if (day < from || day > to) continue
    for (const { values } of lines) {
      const value = values[row]!
      if (value < least) least = value
      if (value > greatest) greatest = value
    }
  }
  return least <= greatest ? [least, greatest] : null
}

/** The lines as text for a spreadsheet: one row per day, empty where there is no value. */
export function linesCsv({ days, lines }: Lines): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const head = ["day", ...lines.map(({ title }) => cell(title))].join(",")
  const body = Array.from(days, (day, row) =>
    [isoDay(day), ...lines.map(({ values }) => (Number.isNaN(values[row]) ? "" : String(values[row])))].join(
      ",",
    ),
  )
  return `${[head, ...body].join("\n")}\n`
}
