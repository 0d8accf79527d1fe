import { describe, expect, it } from "vitest"
import { parseIsoDay } from "#shared/quantity/day"
import { commonDays, type Stream } from "#engine/stages/meta/returns/join"
import { measureAlignment } from "#engine/stages/meta/returns/measure-alignment"

function stream(id: string, rows: readonly (readonly [string, number])[]): Stream {
  return {
    id,
    days: Int32Array.from(rows, ([text]) => parseIsoDay(text)!),
    values: Float64Array.from(rows, ([, value]) => value),
  }
}

// Friday 3 January to Tuesday 7 January 2025.
const crypto = stream("crypto", [
  ["2025-01-03", 0.01],
  ["2025-01-04", 0.1],
  ["2025-01-05", 0.1],
  ["2025-01-06", 0.01],
  ["2025-01-07", 0.01],
])
const equities = stream("equities", [
  ["2025-01-03", 0],
  ["2025-01-06", 0],
])

function alignmentOf(...streams: Stream[]) {
  return measureAlignment(streams, commonDays(streams), "drop")
}

describe("the alignment", () => {
  it("tells weekend losses from other losses", () => {
    const [first] = alignmentOf(crypto, equities).sleeves
    expect(first).toMatchObject({ rows: 5, rowsLost: 3, weekendRowsLost: 2, otherRowsLost: 1 })
    expect(first!.shareLost).toBeCloseTo(0.6, 15)
    expect(first!.otherShareLost).toBeCloseTo(0.2, 15)
  })

  it("states the compounded return that left", () => {
    // 1.1 x 1.1 x 1.01 - 1
    expect(alignmentOf(crypto, equities).sleeves[0]!.returnLost).toBeCloseTo(0.2221, 12)
  })

  it("states the share of variance that left", () => {
    // mean .046; deviations: three of -.036 and two of .054; the lost rows hold two of .054 and one of -.036.
    const lost = (2 * 0.054 ** 2 + 0.036 ** 2) / (2 * 0.054 ** 2 + 3 * 0.036 ** 2)
    expect(alignmentOf(crypto, equities).sleeves[0]!.varianceShareLost).toBeCloseTo(lost, 12)
  })

  it("counts the days that only this sleeve lacks", () => {
    const third = stream("third", [
      ["2025-01-03", 0],
      ["2025-01-06", 0],
      ["2025-01-07", 0],
    ])
    const costs = alignmentOf(crypto, equities, third).sleeves.map((sleeve) => sleeve.rowsCostToOthers)
    expect(costs).toEqual([0, 1, 0])
  })

  it("states union, intersection, window and largest gap", () => {
    expect(alignmentOf(crypto, equities)).toMatchObject({
      union: 5,
      intersection: 2,
      first: "2025-01-03",
      last: "2025-01-06",
      largestGapDays: 3,
      periodsPerYear: 252,
    })
  })

  it("annualises with 365 where a common day is on a weekend", () => {
    expect(alignmentOf(crypto).periodsPerYear).toBe(365)
  })

  it("warns above 20 % of rows lost outside weekends, not at it", () => {
    expect(alignmentOf(crypto, equities).sleeves[0]!.warnings.join()).not.toContain("outside weekends")
    const monday = stream("monday", [["2025-01-06", 0]])
    expect(alignmentOf(crypto, monday).sleeves[0]!.warnings.join()).toContain("2 of 5 rows outside weekends")
  })

  it("warns when more than five points of return left", () => {
    expect(alignmentOf(crypto, equities).sleeves[0]!.warnings.join()).toContain("22.21\u00a0%")
    expect(alignmentOf(crypto, equities).sleeves[1]!.warnings).toEqual([])
  })
})
