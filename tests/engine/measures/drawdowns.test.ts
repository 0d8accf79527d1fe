import { describe, expect, it } from "vitest"
import { deepestDrawdowns } from "#engine/measures/drawdowns"
import { PreparedSeries } from "#engine/measures/prepared-series"
import { noteOf, series, valueOf } from "./series"

const drawdowns = (...returns: number[]) => deepestDrawdowns(new PreparedSeries(series(returns)), 10)

describe("drawdowns", () => {
  it("count the start as a peak, a day before the first return", () => {
    expect(drawdowns(-0.2, 0.1, 0.3)).toEqual([
      { peak: null, trough: "2025-01-01", recovery: "2025-01-03", depth: expect.closeTo(-0.2, 14), days: 3 },
    ])
  })

  it("begin on the last day at the peak and end on the first day back at it", () => {
    // Wealth 2, 2, 1, 1.5, 2, 1.
    expect(drawdowns(1, 0, -0.5, 0.5, 1 / 3, -0.5)).toEqual([
      { peak: "2025-01-02", trough: "2025-01-03", recovery: "2025-01-05", depth: -0.5, days: 3 },
      { peak: "2025-01-05", trough: "2025-01-06", recovery: null, depth: -0.5, days: 1 },
    ])
  })

  it("are listed with the deepest first", () => {
    expect(drawdowns(-0.1, 1, -0.3, 1, -0.2, 1).map(({ depth }) => Math.round(depth * 100))).toEqual([
      -30, -20, -10,
    ])
  })

  it("do not exist in a series that never falls", () => {
    const rising = series([0.1, 0, 0.2])
    expect(drawdowns(0.1, 0, 0.2)).toEqual([])
    expect([valueOf(rising, "max_drawdown"), noteOf(rising, "max_drawdown")]).toEqual([0, "no drawdown"])
    expect([valueOf(rising, "longest_drawdown_days"), valueOf(rising, "ulcer_index")]).toEqual([0, 0])
  })
})

describe("the max drawdown", () => {
  it("is the deepest fall from the peak so far", () => {
    expect(valueOf(series([0.1, -0.1, -0.1, 0.5]), "max_drawdown")).toBeCloseTo(-0.19, 15)
  })

  it("tells its dates, and that it is open while it is", () => {
    expect(noteOf(series([0.1, -0.5, 0.5, 0.5]), "max_drawdown")).toBe(
      "peak 2025-01-01, trough 2025-01-02, recovered 2025-01-04, 3 days",
    )
    expect(noteOf(series([-0.5, -0.1, 0.5]), "max_drawdown")).toBe(
      "peak at the start, trough 2025-01-02, open, 3 days so far",
    )
  })
})

describe("the longest drawdown", () => {
  it("need not be the deepest", () => {
    // Two days for a fall of half, four for one of a tenth.
    const data = series([1, -0.5, 1, -0.1, 0, 0, 0.2])
    expect(valueOf(data, "longest_drawdown_days")).toBe(4)
    expect(noteOf(data, "longest_drawdown_days")).toBe(
      "peak 2025-01-03, trough 2025-01-04, recovered 2025-01-07, 4 days",
    )
  })
})

describe("the ulcer index", () => {
  it("is the root mean square of all drawdowns", () => {
    // Wealth .8, 1, .9: sqrt((.04 + 0 + .01) / 3).
    expect(valueOf(series([-0.2, 0.25, -0.1]), "ulcer_index")).toBeCloseTo(Math.sqrt(0.05 / 3), 14)
  })
})
