import {
  DateDay,
  Field,
  Float64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampNanosecond,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from "apache-arrow"
import { describe, expect, it } from "vitest"
import { readSeries } from "#engine/artifacts/formats/series"
import { isoDay } from "#shared/quantity/day"

async function read(table: Table, name = "x.arrow") {
  const result = await readSeries(tableToIPC(table, "file"), name)
  if (!result.ok) return result.problems[0]
  const { days, dayRule, columns } = result.value
  return {
    days: [...days].map((day) => isoDay(day) as string),
    dayRule,
    columns: Object.fromEntries(columns.map(({ name, values }) => [name, [...values]])),
  }
}

/** One batch per list of nanosecond stamps, with a column of ones. */
function stamped(batches: readonly (readonly bigint[])[], zone?: string): Table {
  const schema = new Schema([
    new Field("ret", new Float64(), true),
    new Field("stamp", new TimestampNanosecond(zone), true),
  ])
  return new Table(
    schema,
    batches.map((stamps) => {
      const ones = makeData({ type: new Float64(), data: new Float64Array(stamps.length).fill(1) })
      const data = makeData({ type: new TimestampNanosecond(zone), data: BigInt64Array.from(stamps) })
      const type = new Struct(schema.fields)
      return new RecordBatch(schema, makeData({ type, length: stamps.length, children: [ones, data] }))
    }),
  )
}

/** The second message of a stream said to have -256 bytes. */
function withNegativeLength(bytes: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(bytes)
  const view = new DataView(changed.buffer)
  view.setInt32(8 + view.getInt32(4, true) + 4, -256, true)
  return changed
}

describe("an Arrow returns table", () => {
  it("is dated by days and keeps missing cells as NaN", async () => {
    const table = new Table({
      day: vectorFromArray([new Date("2025-01-02"), new Date("2025-01-03")], new DateDay()),
      a: vectorFromArray([0.5, null], new Float64()),
    })
    expect(await read(table, "x.feather")).toEqual({
      days: ["2025-01-02", "2025-01-03"],
      dayRule: "dates",
      columns: { a: [0.5, Number.NaN] },
    })
  })

  it("is dated by nanoseconds exactly, over several batches", async () => {
    const midnight = 1_735_776_000_000_000_000n // 2025-01-02
    expect(await read(stamped([[midnight - 1n], [midnight, midnight + 1n]]))).toMatchObject({
      days: ["2025-01-01", "2025-01-02", "2025-01-02"],
      dayRule: "utc-date",
    })
  })

  it("takes the local date of midnights in its zone", async () => {
    const stamps = ["2025-07-01T22:00Z", "2025-01-01T23:00Z"].map(
      (text) => BigInt(Date.parse(text)) * 1_000_000n,
    )
    expect(await read(stamped([stamps], "Europe/Berlin"))).toMatchObject({
      days: ["2025-07-02", "2025-01-02"],
      dayRule: "local-midnight",
    })
  })

  it("refuses a column of texts beside the date", async () => {
    const table = new Table({
      day: vectorFromArray(["2025-01-02"], new Utf8()),
      name: vectorFromArray(["x"], new Utf8()),
    })
    expect(await read(table)).toMatchObject({ code: "file.format", where: "x.arrow, column name" })
  })

  it("refuses a file whose rows are marked as something else", async () => {
    const table = new Table({
      day: vectorFromArray([new Date("2025-01-02")], new DateDay()),
      a: vectorFromArray([0.5], new Float64()),
    })
    const bytes = tableToIPC(table, "file")
    // In the message of the rows, which begins after the magic, 3 says that it is a record batch.
    const header = bytes.indexOf(3, 8)
    expect(await readSeries(bytes, "x.arrow")).toMatchObject({ ok: true })
    expect(await readSeries(bytes.with(header, 0), "x.arrow")).toMatchObject({
      problems: [{ code: "file.format", seen: expect.stringMatching(/^Expected RecordBatch Message/) }],
    })
  })

  it("refuses a stream that is torn inside of a message", async () => {
    const bytes = tableToIPC(stamped([[0n, 1n], [2n]]), "stream")
    const torn = Uint8Array.from([...bytes.subarray(0, 100), ...bytes.subarray(101)])
    for (const file of [torn, bytes.subarray(0, 100), withNegativeLength(bytes)]) {
      expect(await readSeries(file, "x.arrow")).toMatchObject({ problems: [{ code: "file.format" }] })
    }
  })

  it.each(["file", "stream"] as const)("ends, whatever count a word of a %s states", async (form) => {
    const bytes = tableToIPC(stamped([[0n, 1n], [2n]]), form)
    const codes = new Set<string>()
    for (let at = 0; at + 4 <= bytes.length; at++) {
      const changed = Uint8Array.from(bytes)
      new DataView(changed.buffer).setUint32(at, 0x7fff_fff0, true)
      const result = await readSeries(changed, "x.arrow")
      codes.add(result.ok ? "read" : result.problems[0].code)
    }
    expect([...codes].sort()).toEqual(["file.format", "read"])
  })

  it("refuses a date that no calendar of four digits has", async () => {
    const table = new Table({
      day: vectorFromArray([new Date("2025-01-02"), new Date(8.64e15)], new DateDay()),
      a: vectorFromArray([0.5, 0.5], new Float64()),
    })
    expect(await read(table)).toMatchObject({
      code: "file.format",
      where: "x.arrow, column day, row 2, after 2025-01-02",
      seen: "8640000000000000 ms since 1970",
    })
  })

  it("refuses bytes that are something else", async () => {
    expect(await readSeries(new Uint8Array(40), "x.arrow")).toMatchObject({
      problems: [{ code: "file.format", where: "x.arrow" }],
    })
  })
})
