import { describe, expect, it } from "vitest"
import type { PortfolioFigureSet } from "#shared/model/figure-set"
import { parseIsoDay } from "#shared/quantity/day"
import { frameOf } from "#engine/numerics/frame"
import { inSampleFigures } from "#engine/stages/meta/report/in-sample"

/** Two sleeves on 120 consecutive days: `steady` rises and falls by 1 %, `twice` by 2 %. */
const frame = frameOf(
  Int32Array.from({ length: 120 }, (_, t) => parseIsoDay("2025-01-01")! + t),
  [0.01, 0.02].map((size, i) => ({
    name: ["steady", "twice"][i]!,
    values: Float64Array.from({ length: 120 }, (_, t) => (t % 2 === 0 ? size : -size)),
  })),
)
const settings = { risk_free_rate: 0, periods_per_year: undefined, benchmark_sleeves: ["steady"] }

const valuesOf = ({ figures }: PortfolioFigureSet) =>
  Object.fromEntries(figures.map(({ key, value, why }) => [key, value ?? why]))

describe("figures in sample", () => {
  it("are those of the weights against the benchmark sleeves", () => {
    const set = inSampleFigures("title", frame, [0.5, 0.5], settings)
    expect(valuesOf(set).beta).toBeCloseTo(1.5, 12)
    expect(valuesOf(set).effective_n).toBe(2)
    expect(set.figures.find(({ key }) => key === "beta")!.note).toBe("against 1/n of steady, 120 common days")
  })

  it("have a turnover, that of holding the weights fixed", () => {
    expect(valuesOf(inSampleFigures("title", frame, [1, 0], settings)).turnover).toBeCloseTo(0, 12)
    // A day moves half and half by .0025 / 1.015 or .0025 / .985 each: 60 and 59 of them.
    const traded = (2 * 0.0025 * 60) / 1.015 + (2 * 0.0025 * 59) / 0.985
    const set = inSampleFigures("title", frame, [0.5, 0.5], settings)
    expect(valuesOf(set).turnover).toBeCloseTo((traded * 365) / 120, 10)
  })

  it("say why there is no benchmark", () => {
    const without = inSampleFigures("t", frame, [1, 0], { ...settings, benchmark_sleeves: [] })
    expect(valuesOf(without).alpha).toBe("no benchmark: benchmark_sleeves is empty")
    const vetoed = inSampleFigures("t", frame, [1, 0], { ...settings, benchmark_sleeves: ["gone"] })
    expect(valuesOf(vetoed).alpha).toBe("no benchmark: none of the benchmark_sleeves is included")
  })

  it("come with the months and the worst drawdowns, at most five", () => {
    const set = inSampleFigures("title", frame, [1, 0], settings)
    expect(set.months.map(({ year, months }) => [year, months.filter((m) => m !== null).length])).toEqual([
      [2025, 4],
    ])
    // .99 x 1.01 < 1: wealth never comes back to the peak of the first day.
    expect(set.drawdowns.map(({ peak, recovery }) => [peak, recovery])).toEqual([["2025-01-01", null]])
  })

  it("come with Sharpe and volatility of the last half year, month by month", () => {
    const set = inSampleFigures("title", frame, [1, 0], { ...settings, periods_per_year: 200 })
    expect(set.rolling.map(({ key, window }) => [key, window])).toEqual([
      ["rolling_sharpe", 100],
      ["rolling_volatility", 100],
    ])
    expect(set.rolling[1]!.points).toEqual([
      {
        day: "2025-04-30",
        value: expect.closeTo(0.01 * Math.sqrt((200 * 100) / 99), 12) as number,
        why: null,
      },
    ])
  })

  it("are annualised by the calendar of the rows, or as set", () => {
    const plain = inSampleFigures("title", frame, [1, 0], settings)
    expect([plain.periods_per_year, plain.calendar]).toEqual([365, "the rows include weekends"])
    const set = inSampleFigures("title", frame, [1, 0], { ...settings, periods_per_year: 260 })
    expect([set.periods_per_year, set.calendar]).toEqual([260, "periods_per_year is set"])
    expect(set.figures.filter(({ factor }) => factor !== null).map(({ factor }) => factor)).toEqual([
      260, 260, 260, 260, 260, 260, 260,
    ])
  })
})
