import { readFileSync } from "node:fs"
import { tableToIPC, tableFromArrays } from "apache-arrow"
import { readSeries, type SeriesTable } from "#engine/artifacts/formats/series"
import { isoDay } from "#shared/quantity/day"
import { weekdays } from "../../workspaces/days"
import { seededReturns } from "../../workspaces/series"
import { streamBytes } from "../../workspaces/stream-file"
import { mutateBytes } from "../mutate/bytes"
import { damagedParquet, laidOutParquet } from "../mutate/parquet"
import { knownTable, oddArrow, sameNumber } from "../mutate/table"
import { Random } from "../random"
import { flawOfResult, type Target } from "../target"

/** `readSeries` on files of every format: torn ones, and odd ones whose right reading is known. */
export const seriesTarget: Target = {
  name: "series",
  share: 30,
  open: async () => {
    const files = filesToMutate()
    return { try: (random) => tryOne(files, random), close: () => {} }
  },
}

interface NamedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

async function tryOne(files: readonly NamedFile[], random: Random): Promise<string | undefined> {
  const kind = random.real()
  if (kind < 0.02) return flawOfResult(await readSeries(oddArrow(random), "odd.arrow"), flawOfTable)
  if (kind < 0.1) {
    const bytes = damagedParquet(damagedDays, seededReturns(`damaged ${random.below(100)}`, 40), random)
    return flawOfResult(await readSeries(bytes, "damaged.parquet"), flawOfTable)
  }
  if (kind < 0.4) return tryKnown(random)
  const { name, bytes } = random.pick(files)
  return flawOfResult(await readSeries(mutateBytes(bytes, random), name), flawOfTable)
}

const damagedDays = weekdays(40)

async function tryKnown(random: Random): Promise<string | undefined> {
  const { bytes, extension, rows, ordinary } = knownTable(random)
  const read = await readSeries(bytes, `known.${extension}`)
  if (!read.ok && ordinary) return `an ordinary table is refused: ${JSON.stringify(read.problems)}`
  return flawOfResult(read, (table) => {
    if (rows === null) return `a table that can't be read is read: ${new TextDecoder().decode(bytes)}`
    return flawOfTable(table) ?? differenceFrom(rows, table)
  })
}

function differenceFrom(
  rows: { readonly days: Int32Array; readonly values: Float64Array },
  { days, columns }: SeriesTable,
): string | undefined {
  const values = columns[0]!.values
  if (columns.length !== 1 || days.length !== rows.days.length)
    return `${columns.length} columns, ${days.length} rows`
  for (let t = 0; t < days.length; t++) {
    if (days[t] !== rows.days[t]) return `row ${t} has day ${days[t]}, written was ${rows.days[t]}`
    if (!sameNumber(values[t], rows.values[t]))
      return `row ${t} has ${values[t]}, written was ${rows.values[t]}`
  }
  return undefined
}

/** What a table of returns must be whatever its file was. */
export function flawOfTable({ days, columns }: SeriesTable): string | undefined {
  if (columns.length === 0) return "a table without columns"
  for (const { name, values } of columns) {
    if (typeof name !== "string") return `a column named ${String(name)}`
    if (!(values instanceof Float64Array)) return `column ${name} is no array of numbers`
    if (values.length !== days.length) return `${values.length} values of ${name} on ${days.length} days`
  }
  for (const day of days) isoDay(day)
  return undefined
}

function filesToMutate(): NamedFile[] {
  const days = weekdays(40)
  const values = seededReturns("fuzz", days.length)
  const stream = { name: "hrp", days, values }
  const others = [
    "written-by-pandas/lz4.feather",
    "written-by-pandas/lz4.parquet",
    "written-by-pandas/naive.parquet",
    "written-by-pandas/new-york.parquet",
    "written-with-zstd/level-3.parquet",
    "written-with-zstd/level-19.parquet",
    "written-with-zstd/file.arrow",
  ]
  const layouts = Array.from({ length: 12 }, (_, i) => new Random(1, `layout ${i}`))
  const gappy = values.map((value, i) => (i % 7 === 3 ? Number.NaN : value))
  const dates = Array.from(days, (day) => new Date(day * 86_400_000))
  const arrow = tableFromArrays({ date: dates, hrp: values })
  return [
    { name: "plain.parquet", bytes: streamBytes({ ...stream, stamps: "dates" }, "parquet") },
    {
      name: "zoned.parquet",
      bytes: streamBytes({ ...stream, stamps: { midnightIn: "Asia/Tokyo" } }, "parquet"),
    },
    { name: "plain.csv", bytes: streamBytes({ ...stream, stamps: "dates" }, "csv") },
    { name: "hours.csv", bytes: streamBytes({ ...stream, stamps: { hour: 21 } }, "csv") },
    { name: "file.arrow", bytes: tableToIPC(arrow, "file") },
    { name: "stream.arrow", bytes: tableToIPC(arrow, "stream") },
    ...layouts.map((random, i) => ({
      name: `layout-${i}.parquet`,
      bytes: laidOutParquet(days, i % 2 === 0 ? gappy : values, random),
    })),
    ...others.map((name) => ({
      name,
      bytes: new Uint8Array(readFileSync(`tests/engine/artifacts/formats/${name}`)),
    })),
  ]
}
