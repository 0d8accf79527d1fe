import { describe, expect, it } from "vitest"
import { parseIsoDay } from "#shared/quantity/day"
import { frameOfTable } from "#main/cli/table-frame"

function series(days: readonly string[], columns: Readonly<Record<string, readonly number[]>>) {
  return {
    days: Int32Array.from(days, (day) => parseIsoDay(day)!),
    dayRule: "dates" as const,
    columns: Object.entries(columns).map(([name, values]) => ({ name, values: Float64Array.from(values) })),
  }
}

describe("a table of returns for the optimiser", () => {
  it("is put in the order of its days, every row with its own values", () => {
    const frame = frameOfTable(
      series(["2024-01-03", "2024-01-01", "2024-01-02"], { a: [3, 1, 2], b: [30, 10, 20] }),
      "r.csv",
    )
    expect(frame).toMatchObject({ ok: true, value: { names: ["a", "b"] } })
    if (!frame.ok) return
    expect([...frame.value.values]).toEqual([1, 2, 3, 10, 20, 30])
    expect([...frame.value.days]).toEqual([19723, 19724, 19725])
  })

  it("refuses a day that stands twice and names it", () => {
    const frame = frameOfTable(series(["2024-01-01", "2024-01-02", "2024-01-01"], { a: [1, 2, 3] }), "r.csv")
    expect(frame).toMatchObject({
      ok: false,
      problems: [{ code: "stream.duplicateDay", where: "r.csv", seen: "2024-01-01" }],
    })
  })

  it("refuses a missing value and names its column and day", () => {
    const frame = frameOfTable(
      series(["2024-01-01", "2024-01-02"], { a: [0.01, 0.02], b: [Number.NaN, 0.01] }),
      "r.csv",
    )
    expect(frame).toMatchObject({
      ok: false,
      problems: [{ code: "stream.notFinite", where: "r.csv, column b", seen: "2024-01-01" }],
    })
  })

  it("names the first five days of many and counts the rest", () => {
    const days = ["01", "02", "03", "04", "05", "06", "07"].map((day) => `2024-01-${day}`)
    const frame = frameOfTable(series(days, { a: days.map(() => Number.POSITIVE_INFINITY) }), "r.csv")
    expect(frame).toMatchObject({
      problems: [{ seen: "2024-01-01, 2024-01-02, 2024-01-03, 2024-01-04, 2024-01-05 and 2 more" }],
    })
  })

  it("refuses a table without rows", () => {
    expect(frameOfTable(series([], { a: [] }), "r.csv")).toMatchObject({
      ok: false,
      problems: [{ code: "stream.empty" }],
    })
  })

  it("refuses two columns of one name", () => {
    const table = series(["2024-01-01"], { a: [0.1] })
    expect(frameOfTable({ ...table, columns: [...table.columns, ...table.columns] }, "r.csv")).toMatchObject({
      ok: false,
      problems: [{ code: "file.format", seen: "a" }],
    })
  })
})
