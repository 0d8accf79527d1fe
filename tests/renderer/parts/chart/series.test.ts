import { tableFromArrays, tableToIPC } from "apache-arrow"
import { describe, expect, it } from "vitest"
import { extent, isoDay, type Lines, linesCsv, nearestRow, readLines } from "#renderer/parts/chart/series"

const lines: Lines = {
  days: Int32Array.of(10, 12, 20),
  lines: [
    { key: "a", title: "One", inSample: true, values: Float64Array.of(0.1, NaN, -0.2) },
    { key: "b", title: 'Two, "b"', inSample: false, values: Float64Array.of(1, 2, 3) },
  ],
}

describe("Lines of a chart", () => {
  it("come from the columns of an Arrow table, without a value where that has none", () => {
    const table = tableFromArrays({ day: Int32Array.of(1, 2), portfolio: [0.5, null] })
    const read = readLines({
      measure: "cumulative",
      lines: [{ key: "portfolio", title: "Portfolio", inSample: true }],
      bytes: tableToIPC(table, "stream"),
      days: 2,
      points: 2,
      first: "1970-01-02",
      last: "1970-01-03",
      window: null,
      definition: "",
    })
    expect([[...read.days], [...read.lines[0]!.values]]).toEqual([
      [1, 2],
      [0.5, NaN],
    ])
  })

  it("reach from the least to the greatest value of the days that are shown", () => {
    expect(extent(lines, 10, 20)).toEqual([-0.2, 3])
    expect(extent(lines, 10, 12)).toEqual([0.1, 2])
    expect(extent(lines, 13, 19)).toBeNull()
  })

  it.each([
    [9, 0],
    [11, 1],
    [12, 1],
    [15, 1],
    [17, 2],
    [99, 2],
  ])("are read at the day nearest to %i", (day, row) => {
    expect(nearestRow(lines.days, day)).toBe(row)
  })

  it("are a spreadsheet of days, empty where there is no value", () => {
    expect(linesCsv(lines)).toBe('day,One,"Two, ""b"""\n1970-01-11,0.1,1\n1970-01-13,,2\n1970-01-21,-0.2,3\n')
  })

  it("tell days as everywhere", () => {
    expect(isoDay(20_412)).toBe("2025-11-20")
  })
})
