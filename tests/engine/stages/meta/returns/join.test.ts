import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { isoDay, isWeekend, parseIsoDay } from "#shared/quantity/day"
import { commonDays, joinOn, type Stream } from "#engine/stages/meta/returns/join"

const day = (text: string) => parseIsoDay(text)!

function stream(id: string, rows: Readonly<Record<string, number>>): Stream {
  return { id, days: Int32Array.from(Object.keys(rows), day), values: Float64Array.from(Object.values(rows)) }
}

const everyDay = (count: number) => Array.from({ length: count }, (_, i) => day("2025-01-01") + i)

describe("the inner join", () => {
  const crypto = stream("crypto", {
    "2025-01-03": 0.01,
    "2025-01-04": 0.02,
    "2025-01-05": -0.03,
    "2025-01-06": 0.04,
    "2025-01-07": 0.05,
  })
  const equities = stream("equities", { "2025-01-02": 0.001, "2025-01-03": 0.002, "2025-01-06": 0.003 })

  it("keeps exactly the days that all streams have", () => {
    expect([...commonDays([crypto, equities])].map(isoDay)).toEqual(["2025-01-03", "2025-01-06"])
  })

  it("has no weekend row when one stream trades on weekdays only", () => {
    const sevenDays = Int32Array.from(everyDay(150))
    const weekdays = sevenDays.filter((d) => !isWeekend(d))
    const common = commonDays([
      { id: "a", days: sevenDays, values: new Float64Array(150) },
      { id: "b", days: weekdays, values: new Float64Array(weekdays.length) },
      { id: "c", days: sevenDays, values: new Float64Array(150) },
    ])
    // 150 days from 2025-01-01 hold 108 weekdays (reference 6.3, mixed calendar).
    expect(common.length).toBe(108)
    expect(common.some(isWeekend)).toBe(false)
  })

  it("takes each stream's own return of the day and leaves the others out", () => {
    const joined = joinOn(commonDays([crypto, equities]), [crypto, equities], "drop")
    expect(joined.columns.map((column) => [column.name, ...column.values])).toEqual([
      ["crypto", 0.01, 0.04],
      ["equities", 0.002, 0.003],
    ])
  })

  it("compounds the days since the last common one into the next when asked to", () => {
    const joined = joinOn(commonDays([crypto, equities]), [crypto, equities], "compound")
    expect(joined.columns[0]!.values[0]).toBe(0.01)
    // 1.02 x 0.97 x 1.04 - 1
    expect(joined.columns[0]!.values[1]).toBeCloseTo(0.028976, 12)
    expect([...joined.columns[1]!.values]).toEqual([0.002, 0.003])
  })

  it("is empty when the streams share no day", () => {
    expect(commonDays([stream("a", { "2025-01-01": 0 }), stream("b", { "2025-01-02": 0 })])).toHaveLength(0)
  })

  it("never invents a day, and keeps each day that everybody has, for any streams", () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(fc.array(days, { minLength: 1, maxLength: 4 }), (sets) => {
        const streams = sets.map((set, i) => {
          const sorted = Int32Array.from(set).sort()
          return { id: `s${i}`, days: sorted, values: Float64Array.from(sorted, (d) => d / 100) }
        })
        const common = commonDays(streams)
        const expected = [...Array(61).keys()].filter((d) => sets.every((set) => set.includes(d)))
        expect([...common]).toEqual(expected)
        for (const column of joinOn(common, streams, "drop").columns) {
          expect([...column.values]).toEqual(expected.map((d) => d / 100))
        }
      }),
    )
  })
})
