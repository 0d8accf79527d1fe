import { describe, expect, it } from "vitest"
import { readSeries } from "#engine/artifacts/formats/series"
import { isoDay } from "#shared/quantity/day"

async function read(text: string) {
  const result = await readSeries(new TextEncoder().encode(text), "returns.csv")
  if (!result.ok) return result.problems[0]
  const { days, dayRule, columns } = result.value
  return {
    days: [...days].map((day) => isoDay(day) as string),
    dayRule,
    columns: Object.fromEntries(columns.map(({ name, values }) => [name, [...values]])),
  }
}

describe("a CSV returns table", () => {
  it("has the date first and a column per series", async () => {
    expect(await read("date,a,b\n2024-02-29,0.01,-0.02\n1969-12-31,1e-3,0\n")).toEqual({
      days: ["2024-02-29", "1969-12-31"],
      dayRule: "dates",
      columns: { a: [0.01, 0.001], b: [-0.02, 0] },
    })
  })

  it("may end its lines as Windows does, begin with a byte order mark and leave lines blank", async () => {
    expect(await read("\uFEFFdate,a\r\n2025-01-02,0.5\r\n\r\n")).toEqual({
      days: ["2025-01-02"],
      dayRule: "dates",
      columns: { a: [0.5] },
    })
  })

  it.each(["0x10", "0b11", "0o17", " 0X1F"])("takes %s for a text, as pandas does", async (cell) => {
    expect(await read(`date,a\n2025-01-02,${cell}\n`)).toMatchObject({ code: "file.format" })
  })

  it("refuses an offset that no clock has", async () => {
    expect(await read("date,a\n2025-01-02T00:00+25:00,0.5\n")).toMatchObject({ code: "file.format" })
  })

  it("may quote fields that hold commas, quotes and line breaks", async () => {
    expect(await read('"date","a ""x"", y"\n"2025-01-02","0.5"\n2025-01-03,1\n')).toEqual({
      days: ["2025-01-02", "2025-01-03"],
      dayRule: "dates",
      columns: { 'a "x", y': [0.5, 1] },
    })
  })

  it("keeps missing cells as NaN and infinities as they are, for the caller to refuse", async () => {
    expect(await read("date,a,b,c,d\n2025-01-02,,nan,NA,-inf\n")).toMatchObject({
      columns: { a: [Number.NaN], b: [Number.NaN], c: [Number.NaN], d: [Number.NEGATIVE_INFINITY] },
    })
  })

  it("keeps the order of rows and days that come twice", async () => {
    expect(await read("date,a\n2025-01-03,1\n2025-01-02,2\n2025-01-03,3\n")).toMatchObject({
      days: ["2025-01-03", "2025-01-02", "2025-01-03"],
      columns: { a: [1, 2, 3] },
    })
  })

  it.each([
    ["midnights without a zone", "2025-03-01 00:00:00", "2025-03-01", "dates"],
    ["an hour without a zone", "2025-03-01T21:00", "2025-03-01", "utc-date"],
    ["a tenth of a microsecond after midnight", "2025-03-01T00:00:00.0000001", "2025-03-01", "utc-date"],
    ["an instant in UTC", "2025-03-01T23:59:59.999Z", "2025-03-01", "utc-date"],
    ["midnight in Kolkata", "2025-03-01T00:00:00+05:30", "2025-03-01", "local-midnight"],
    ["midnight in New York", "2025-03-01 00:00:00-05:00", "2025-03-01", "local-midnight"],
    ["the evening in New York", "2025-03-01 20:00:00-0500", "2025-03-02", "utc-date"],
  ])("takes the day of %s", async (_case, stamp, day, dayRule) => {
    expect(await read(`date,a\n${stamp},1\n`)).toMatchObject({ days: [day], dayRule })
  })

  it.each([
    ["a cell that is no number", "date,a,b\n2025-01-02,1,2\n2025-01-03,1,x1\n", "returns.csv:3:14 (b)"],
    ["a date that does not exist", "date,a\n2025-02-29,1\n", "returns.csv:2:1"],
    ["a leap day that 2100 does not have", "date,a\n2100-02-29,1\n", "returns.csv:2:1"],
    ["a cell below a header of two lines", 'date,"a\nb"\n2025-01-02,x\n', "returns.csv:3:12 (a\nb)"],
    ["a line that is too short", "date,a,b\n2025-01-02,1\n", "returns.csv:2"],
    ["a line that is too long", "date,a\n2025-01-02,1,2\n", "returns.csv:2"],
    ["no header", "2025-01-02,1\n2025-01-03,1\n", "returns.csv:1"],
    ["a name that comes twice", "date,a,a\n2025-01-02,1,2\n", "returns.csv:1"],
    ["a quote that stays open", 'date,a\n2025-01-02,"1\n', "returns.csv:2"],
    ["nothing but a date", "date\n2025-01-02\n", "returns.csv:1"],
    ["nothing", "", "returns.csv"],
  ])("is refused at its place for %s", async (_case, text, where) => {
    expect(await read(text)).toMatchObject({ code: "file.format", where })
  })
})
