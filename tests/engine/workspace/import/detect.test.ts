import { describe, expect, it } from "vitest"
import { readDates } from "#engine/workspace/import/date-format"
import { detectNumbers, readNumber } from "#engine/workspace/import/number-format"
import { readTextTable } from "#engine/workspace/import/text-table"
import { isoDay } from "#shared/quantity/day"

const cells = (...texts: string[]) => texts.map((text, i) => ({ text, place: `f.csv:${i + 2}:1 (Date)` }))

function dates(texts: readonly string[], order?: "dmy" | "mdy") {
  const read = readDates(cells(...texts), order)
  return read.ok ? [read.value.format, ...[...read.value.days].map((day) => isoDay(day))] : read.problems[0]
}

describe("dates of an imported file", () => {
  it.each([
    ["2025-01-02", "YYYY-MM-DD"],
    ["2025/1/2", "year, month, day"],
    ["20250102", "YYYYMMDD"],
    ["2-Jan-2025", "day, name of the month, year"],
    ["January 2, 2025", "name of the month, day, year"],
    ["2.1.2025", "DD.MM.YYYY, as dates with dots are written"],
  ])("are read from %s", (text, format) => {
    expect(dates([text])).toEqual([format, "2025-01-02"])
  })

  it("are known to be day first, or month first, by the first number above 12", () => {
    expect(dates(["01/02/2025", "13/02/2025"])).toEqual([
      "DD/MM/YYYY, known by 13/02/2025 at f.csv:3:1 (Date)",
      "2025-02-01",
      "2025-02-13",
    ])
    expect(dates(["01/02/2025", "01/31/2025"])).toMatchObject({ 1: "2025-01-02", 2: "2025-01-31" })
  })

  it("are refused when nothing tells day from month, and read when the order is said", () => {
    expect(dates(["01/02/2025", "03/04/2025"])).toMatchObject({
      code: "file.ambiguous",
      where: "f.csv:2:1 (Date)",
      seen: "01/02/2025, and no number above 12 in 2 rows",
    })
    expect(dates(["01/02/2025"], "mdy")).toEqual(["MM/DD/YYYY, as asked for", "2025-01-02"])
  })

  it("are refused when they contradict each other or the order that was said", () => {
    const both = dates(["13/01/2025", "01/13/2025"])
    expect(both).toMatchObject({ code: "file.format", where: "f.csv:2:1 (Date) and f.csv:3:1 (Date)" })
    expect(dates(["13/01/2025"], "mdy")).toMatchObject({
      code: "file.format",
      seen: "13/01/2025, read as mdy",
    })
  })

  it("are refused at the first that is no day, or is written otherwise", () => {
    expect(dates(["2025-02-28", "2025-02-30"])).toMatchObject({ where: "f.csv:3:1 (Date)" })
    expect(dates(["2025-02-28", "20250301"])).toMatchObject({ where: "f.csv:3:1 (Date)" })
    expect(dates(["yesterday"])).toMatchObject({ code: "file.format", seen: '"yesterday"' })
  })
})

function numbers(texts: readonly string[], decimal?: "." | ",") {
  const list = cells(...texts)
  const format = detectNumbers(list, decimal)
  if (!format.ok) return format.problems[0]
  return list.map((cell) => {
    const read = readNumber(cell, format.value)
    return read.ok ? read.value : read.problems[0]
  })
}

describe("numbers of an imported file", () => {
  it("have a decimal point or comma as the first number tells that can't be read otherwise", () => {
    expect(numbers(["1.234", "0.5"])).toEqual([1.234, 0.5])
    expect(numbers(["1.234", "0,5"])).toEqual([1234, 0.5])
    expect(numbers(["1.234.567,8", "−2"])).toEqual([1234567.8, -2])
    expect(numbers(["1,234.5", "1e-3", ".5"])).toEqual([1234.5, 0.001, 0.5])
    expect(numbers(["1 234,5", "12'000,25"])).toEqual([1234.5, 12000.25])
  })

  it("are refused when a separator could group thousands or stand before decimals", () => {
    expect(numbers(["1.234", "7"])).toMatchObject({ code: "file.ambiguous", where: "f.csv:2:1 (Date)" })
    expect(numbers(["1.234", "7"], ".")).toEqual([1.234, 7])
    expect(numbers(["1.234", "7"], ",")).toEqual([1234, 7])
  })

  it("are refused when points and commas contradict each other", () => {
    expect(numbers(["0.5", "0,25"])).toMatchObject({
      code: "file.format",
      where: "f.csv:2:1 (Date) and f.csv:3:1 (Date)",
    })
    expect(numbers(["0.5"], ",")).toMatchObject({ code: "file.format" })
  })

  it("are per cent when all carry the sign, and refused when some do", () => {
    expect(numbers(["1.5%", "-0.25 %", ""])).toEqual([0.015, -0.0025, Number.NaN])
    expect(numbers(["1.5%", "0.25"])).toMatchObject({ code: "file.ambiguous", seen: "1.5% and 0.25" })
  })

  it("are refused where they are none", () => {
    expect(numbers(["0.5", "abc"])[1 as never]).toMatchObject({ where: "f.csv:3:1 (Date)", seen: '"abc"' })
    expect(numbers(["0.5", "12,34"])).toMatchObject({ code: "file.format" })
    expect(numbers(["0.5", "1.2.3"])).toMatchObject({ code: "file.format" })
  })
})

describe("an imported CSV", () => {
  const read = (text: string) => readTextTable(new TextEncoder().encode(text), "f.csv")

  it.each([",", ";", "\t"])("is split at the delimiter of its header (%j)", (delimiter) => {
    const table = read(["Date", "A"].join(delimiter) + "\n" + ["x", "1"].join(delimiter))
    expect(table).toMatchObject({ ok: true, value: { delimiter, names: ["Date", "A"] } })
  })

  it("is refused when its header could be split in two ways, unless a name is quoted", () => {
    expect(read("Date,A;B\nx,1")).toMatchObject({ problems: [{ code: "file.ambiguous", where: "f.csv:1" }] })
    expect(read('Date,"A;B"\nx,1')).toMatchObject({ ok: true, value: { names: ["Date", "A;B"] } })
  })

  it("is refused at the line that is longer than its header", () => {
    expect(read("Date,A\nx,1\n\ny,1,2\n")).toMatchObject({ problems: [{ where: "f.csv:4" }] })
  })
})
