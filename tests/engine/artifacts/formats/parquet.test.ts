import { parquetMetadata } from "hyparquet"
import { parquetWriteBuffer } from "hyparquet-writer"
import { describe, expect, it } from "vitest"
import { parquetRowCount, seriesToParquet } from "#engine/artifacts/formats/parquet"
import { readSeries } from "#engine/artifacts/formats/series"
import { sha256Of } from "#engine/artifacts/hash"
import { isoDay } from "#shared/quantity/day"

const table = {
  days: Int32Array.of(20089, 20090, 20091),
  columns: [
    { name: "crypto", values: Float64Array.of(0.01, Number.NaN, -0.25) },
    { name: "etfs", values: Float64Array.of(0.1, 0, 1e-300) },
  ],
}

type Column = Parameters<typeof parquetWriteBuffer>[0]["columnData"][number]
type Element = NonNullable<Parameters<typeof parquetWriteBuffer>[0]["schema"]>[number]

/** A file of one stamp column and one column of ones, as another program may write it. */
function stamped(element: Omit<Element, "name">, data: Column["data"], pandas?: object): Uint8Array {
  const ones = new Float64Array(data.length).fill(1)
  return new Uint8Array(
    parquetWriteBuffer({
      schema: [
        { name: "schema", num_children: 2 },
        { name: "ret", type: "DOUBLE", repetition_type: "OPTIONAL" },
        { name: "stamp", ...element },
      ],
      columnData: [
        { name: "ret", data: ones },
        { name: "stamp", data },
      ],
      ...(pandas === undefined ? {} : { kvMetadata: [{ key: "pandas", value: JSON.stringify(pandas) }] }),
    }),
  )
}

async function daysOf(bytes: Uint8Array) {
  const result = await readSeries(bytes, "x.parquet")
  if (!result.ok) return result.problems[0]
  return { days: [...result.value.days].map((day) => isoDay(day) as string), dayRule: result.value.dayRule }
}

const timestamp = (unit: "MILLIS" | "MICROS" | "NANOS", utc: boolean) =>
  ({
    type: "INT64",
    repetition_type: "REQUIRED",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: utc, unit },
  }) as const

describe("a Parquet returns table", () => {
  it("is read as it was written, NaN included", async () => {
    const result = await readSeries(seriesToParquet(table), "x.parquet")
    expect(result).toEqual({ ok: true, value: { ...table, dayRule: "dates" } })
  })

  it("can hold no rows", async () => {
    const bytes = seriesToParquet({ days: [], columns: [{ name: "a", values: [] }] })
    expect(parquetRowCount(bytes)).toEqual({ ok: true, value: 0 })
    const result = await readSeries(bytes, "x.parquet")
    expect(result.ok && result.value.days.length).toBe(0)
  })

  it("depends on its content to the byte", () => {
    const again = { days: [...table.days], columns: table.columns.map((column) => ({ ...column })) }
    expect(sha256Of(seriesToParquet(again))).toBe(sha256Of(seriesToParquet(table)))
  })

  it("tells pandas that the date is the index", () => {
    const metadata = parquetMetadata(seriesToParquet(table).buffer as ArrayBuffer)
    const pandas = JSON.parse(metadata.key_value_metadata?.find(({ key }) => key === "pandas")?.value ?? "")
    expect(pandas.index_columns).toEqual(["date"])
    expect(metadata.schema[1]).toMatchObject({
      name: "date",
      logical_type: { type: "TIMESTAMP", isAdjustedToUTC: false, unit: "MILLIS" },
    })
  })

  it("keeps a series that is called date apart from the index", async () => {
    const columns = [{ name: "date", values: Float64Array.of(0.5) }]
    const result = await readSeries(seriesToParquet({ days: [1], columns }), "x.parquet")
    expect(result).toMatchObject({ ok: true, value: { columns } })
  })

  it("counts its rows from the footer", () => {
    expect(parquetRowCount(seriesToParquet(table))).toEqual({ ok: true, value: 3 })
    expect(parquetRowCount(new Uint8Array(3))).toMatchObject({ problems: [{ code: "file.format" }] })
  })

  // 2025-01-01T21:00:00Z in each unit.
  it.each([
    ["milliseconds", "MILLIS", 1_735_765_200_000n],
    ["microseconds", "MICROS", 1_735_765_200_000_000n],
    ["nanoseconds", "NANOS", 1_735_765_200_000_000_000n],
  ] as const)("is dated by stamps in %s", async (_name, unit, value) => {
    const bytes = stamped(timestamp(unit, true), BigInt64Array.of(value))
    expect(await daysOf(bytes)).toEqual({ days: ["2025-01-01"], dayRule: "utc-date" })
  })

  it("keeps the last nanosecond of a day on that day, also before 1970", async () => {
    const midnights = [1_735_776_000_000_000_000n, -86_400_000_000_000n]
    const bytes = stamped(
      timestamp("NANOS", false),
      BigInt64Array.from(midnights, (value) => value - 1n),
    )
    expect(await daysOf(bytes)).toEqual({ days: ["2025-01-01", "1969-12-30"], dayRule: "utc-date" })
  })

  it("is dated by plain dates", async () => {
    const bytes = stamped({ type: "INT32", repetition_type: "OPTIONAL", converted_type: "DATE" }, [
      new Date("2025-03-01"),
    ])
    expect(await daysOf(bytes)).toEqual({ days: ["2025-03-01"], dayRule: "dates" })
  })

  it("is dated by texts", async () => {
    const bytes = stamped({ type: "BYTE_ARRAY", repetition_type: "OPTIONAL", converted_type: "UTF8" }, [
      "2025-03-01",
    ])
    expect(await daysOf(bytes)).toEqual({ days: ["2025-03-01"], dayRule: "dates" })
  })

  it("takes the local date of midnights in the zone that pandas noted, summer time included", async () => {
    // 2025-03-08, -09 (clocks go forward) and -10 at midnight in New York.
    const stamps = ["2025-03-08T05:00Z", "2025-03-09T05:00Z", "2025-03-10T04:00Z"]
    const pandas = {
      index_columns: ["stamp"],
      columns: [{ name: null, field_name: "stamp", metadata: { timezone: "America/New_York" } }],
    }
    const values = BigInt64Array.from(stamps, (text) => BigInt(Date.parse(text)))
    expect(await daysOf(stamped(timestamp("MILLIS", true), values, pandas))).toEqual({
      days: ["2025-03-08", "2025-03-09", "2025-03-10"],
      dayRule: "local-midnight",
    })
  })

  it("has the index that pandas noted, not the first column of stamps", async () => {
    const schema = [
      { name: "schema", num_children: 3 },
      { name: "seen", ...timestamp("MILLIS", false) },
      { name: "day", ...timestamp("MILLIS", false) },
      { name: "ret", type: "DOUBLE", repetition_type: "REQUIRED" } as const,
    ]
    const columnData = [
      { name: "seen", data: BigInt64Array.of(0n) },
      { name: "day", data: BigInt64Array.of(86_400_000n) },
      { name: "ret", data: Float64Array.of(1) },
    ]
    const kvMetadata = [{ key: "pandas", value: JSON.stringify({ index_columns: ["day"], columns: [] }) }]
    const bytes = new Uint8Array(parquetWriteBuffer({ schema, columnData, kvMetadata }))
    expect(await daysOf(bytes)).toMatchObject({ where: "x.parquet, column seen" })
  })

  it("refuses a column that does not say whether cells can be missing", async () => {
    const unsaid = stamped({ type: "INT32", converted_type: "DATE" }, [20_000])
    expect(await readSeries(unsaid, "x.parquet")).toMatchObject({
      problems: [{ code: "file.format", where: "x.parquet, column stamp", seen: "repetition not said" }],
    })
  })

  it("refuses a missing date with its place", async () => {
    const missing = stamped({ ...timestamp("MILLIS", false), repetition_type: "OPTIONAL" }, [0n, null])
    expect(await daysOf(missing)).toMatchObject({
      code: "file.format",
      where: "x.parquet, column stamp, row 2, after 1970-01-01",
    })
  })

  it("refuses a table without dates and says what its columns are", async () => {
    const bytes = new Uint8Array(
      parquetWriteBuffer({ columnData: [{ name: "a", data: Float64Array.of(1), type: "DOUBLE" }] }),
    )
    expect(await daysOf(bytes)).toMatchObject({ code: "file.format", seen: "a (numbers)" })
  })

  it("refuses bytes that are something else", async () => {
    expect(await daysOf(new TextEncoder().encode("date,a\n2025-01-02,1\n"))).toMatchObject({
      code: "file.format",
      where: "x.parquet",
    })
  })
})
