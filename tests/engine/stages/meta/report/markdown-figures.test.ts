import { describe, expect, it } from "vitest"
import type { Figure, RollingFigure } from "#shared/model/figure"
import { showFigure } from "#shared/report/show-figure"
import { renderDefinitions, renderFigures } from "#engine/stages/meta/report/markdown-figures"

const sharpe: Figure = {
  key: "sharpe",
  title: "Sharpe",
  value: 1.2345,
  why: null,
  note: "a note",
  unit: "ratio",
  definition: "mean over deviation",
  undefinedWhen: "zero variance",
  factor: 252,
}

describe("a figure in the report", () => {
  it("has its factor beside it", () => {
    expect(showFigure(sharpe)).toBe("1.23 (x 252)")
    expect(showFigure({ ...sharpe, unit: "fraction", factor: null })).toBe("123.45\u00a0%")
    expect(showFigure({ ...sharpe, unit: "count", value: 12, factor: null })).toBe("12")
  })

  it("says why it has no value", () => {
    expect(showFigure({ ...sharpe, value: null, why: "zero variance" })).toBe("n/a (zero variance)")
  })
})

describe("the figures of a portfolio in the report", () => {
  const months = [0.1, null, null, null, null, null, null, null, null, null, null, -0.05]
  const rolled = (about: { key: string; title: string }, shown: RollingFigure["points"]): RollingFigure => ({
    ...about,
    unit: "ratio",
    definition: "mean over deviation",
    factor: 252,
    window: 126,
    points: shown,
  })
  const points = Array.from({ length: 13 }, (_, i) => ({
    day: `day ${i}`,
    value: i === 12 ? null : i,
    why: i === 12 ? "zero variance" : null,
  }))
  const set = {
    title: "title",
    first: "2025-01-01",
    last: "2025-12-31",
    rows: 2,
    periods_per_year: 252,
    calendar: "the rows have no weekend",
    figures: [sharpe],
    drawdowns: [{ peak: null, trough: "2025-12-01", recovery: null, depth: -0.05, days: 334 }],
    months: [{ year: 2025, months, total: 0.045 }],
    rolling: [rolled({ key: "rolling_sharpe", title: "Sharpe, rolling 126 rows" }, points)],
  }

  it("are tables of values with notes, drawdowns and months", () => {
    const lines = renderFigures(set).split("\n")
    expect(lines).toContain("| Sharpe | 1.23 (x 252) | a note |")
    expect(lines).toContain("| \u22125.00\u00a0% | start | 2025-12-01 | open | 334 |")
    expect(lines).toContain(
      "| 2025 | 10.00\u00a0% |  |  |  |  |  |  |  |  |  |  | \u22125.00\u00a0% | 4.50\u00a0% |",
    )
  })

  it("leave the table of drawdowns out where there is none", () => {
    expect(renderFigures({ ...set, drawdowns: [] })).not.toContain("Worst drawdowns")
  })

  it("have the last twelve of their rolling figures", () => {
    const lines = renderFigures(set).split("\n")
    expect(lines).toContain("| Up to | Sharpe, rolling 126 rows |")
    expect(lines).toContain("The last 12 of 13 months; the report's model holds them all.")
    expect(lines.filter((line) => line.startsWith("| day "))).toHaveLength(12)
    expect(lines).toContain("| day 1 | 1.00 (x 252) |")
    expect(lines).toContain("| day 12 | n/a (zero variance) |")
  })

  it("say that there are too few rows for rolling figures", () => {
    const none = { ...set, rolling: [rolled({ key: "rolling_sharpe", title: "Sharpe" }, [])] }
    expect(renderFigures(none)).toContain("n/a (fewer rows than the 126 of a half-year window)")
  })

  it("are defined, with the cases in which they have no value", () => {
    expect(renderDefinitions([sharpe])).toContain("| Sharpe | mean over deviation | zero variance |")
  })
})
