import { tableFromIPC } from "apache-arrow"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { ChartSeries, SeriesMeasure } from "#shared/contract/engine/series-rows"
import { isoDay } from "#shared/quantity/day"
import { extremeRows, spacedRows } from "#main/desk/answers/series/thinned-rows"
import { runMeta } from "../../flow/run-meta"
import { everyDay } from "../../workspaces/days"
import { workspace, type WrittenWorkspace } from "../../workspaces/workspace"
import { questions } from "./ask"

let ws: WrittenWorkspace
const { value, codes } = questions()

beforeAll(async () => {
  const wave = (size: number, pace: number) => ({ values: (t: number) => 0.0005 + size * Math.sin(t * pace) })
  ws = await workspace()
    .sleeve("a", everyDay(500), wave(0.01, 0.31))
    .sleeve("b", everyDay(500), wave(0.02, 0.17))
    .meta("m", ["a", "b"], {
      allocation: {
        benchmark_sleeves: ["b"],
        backtest: { enabled: true, train_window: 200, test_window: 30, step_size: 30 },
      },
    })
    .meta("plain", ["a", "b"])
    .write()
  await runMeta(ws.root, "m", ["hrp"], { runId: "r" })
  await runMeta(ws.root, "plain", ["hrp"], { runId: "p" })
})
afterAll(() => ws.remove())

const chart = (measure: SeriesMeasure, points = 2000, runId = "r") =>
  value("series.chart", { root: ws.root, runId, riskProfile: "hrp", metaProfile: null, measure, points })
const columnOf = ({ bytes }: ChartSeries, name: string) =>
  [...tableFromIPC(bytes).getChild(name)!] as number[]
const section = async () => {
  const report = await value("report.model", { root: ws.root, runId: "r" })
  const [solved] = report.risk_profiles
  if (solved?.kind !== "solved") throw new Error("not solved")
  return solved
}

describe("A chart", () => {
  it("has the portfolio, the walk-forward, the benchmark and every sleeve, and says what is in sample", async () => {
    const { lines, first, last } = await chart("cumulative")
    expect(lines.map(({ key, inSample }) => [key, inSample])).toEqual([
      ["portfolio", true],
      ["walk_forward", false],
      ["benchmark", false],
      ["sleeve:a", false],
      ["sleeve:b", false],
    ])
    expect([first, last]).toEqual(["2025-01-01", "2026-05-15"])
    expect((await chart("cumulative", 2000, "p")).lines.map(({ key }) => key)).toEqual([
      "portfolio",
      "sleeve:a",
      "sleeve:b",
    ])
  })

  it("ends at the cumulative return of the report, in sample and out of it", async () => {
    const drawn = await chart("cumulative")
    const { in_sample: inSample, out_of_sample: out } = await section()
    const figure = (figures: readonly { key: string; value: number | null }[]) =>
      figures.find(({ key }) => key === "cumulative_return")!.value!
    expect(columnOf(drawn, "portfolio").at(-1)).toBeCloseTo(figure(inSample.figures), 12)
    if (out?.kind !== "tested") throw new Error("not tested")
    const walked = columnOf(drawn, "walk_forward").filter((one) => one !== null)
    expect(walked.at(-1)).toBeCloseTo(figure(out.walk_forward.figures.figures), 12)
    expect(walked).toHaveLength(out.rows.tested)
  })

  it("falls as deep under water as the report's largest drawdown, however few points are asked for", async () => {
    const { in_sample: inSample } = await section()
    const deepest = inSample.drawdowns[0]!
    for (const points of [2000, 40]) {
      const drawn = await chart("underwater", points)
      const path = columnOf(drawn, "portfolio")
      const low = Math.min(...path)
      expect(low).toBeCloseTo(deepest.depth, 12)
      expect(isoDay(columnOf(drawn, "day")[path.indexOf(low)]!)).toBe(deepest.trough)
      expect(drawn.points).toBeLessThanOrEqual(points)
      expect(drawn.days).toBe(500)
    }
  })

  it.each(["rolling_sharpe", "rolling_volatility"] as const)(
    "has the report's %s at the ends of months",
    async (measure) => {
      const drawn = await chart(measure)
      const { in_sample: inSample } = await section()
      const told = inSample.rolling.find(({ key }) => key === measure)!
      expect(drawn.window).toBe(told.window)
      const valueOn = new Map(
        columnOf(drawn, "day").map((day, i) => [isoDay(day) as string, columnOf(drawn, "portfolio")[i]]),
      )
      expect(told.points.length).toBeGreaterThan(5)
      for (const { day, value: expected } of told.points) expect(valueOn.get(day)).toBe(expected)
      expect(drawn.lines.map(({ key }) => key)).toEqual(["portfolio", "walk_forward", "benchmark"])
      expect(
        columnOf(drawn, "portfolio")
          .slice(0, told.window - 1)
          .every((one) => one === null),
      ).toBe(true)
    },
  )

  it("is refused for a node or risk profile that the run does not have", async () => {
    const asked = {
      root: ws.root,
      runId: "r",
      riskProfile: "hrp",
      metaProfile: "x",
      measure: "underwater",
      points: 100,
    } as const
    expect(await codes("series.chart", asked)).toEqual(["profile.unknown"])
    expect(await codes("series.chart", { ...asked, metaProfile: null, riskProfile: "market" })).toEqual([
      "artifact.missing",
    ])
  })
})

describe("Thinning", () => {
  it("keeps every row where there are no more than points", () => {
    expect(extremeRows([Float64Array.of(1, 2, 3)], 3, 3)).toEqual([0, 1, 2])
    expect(spacedRows(3, 5)).toEqual([0, 1, 2])
  })

  it("keeps both ends and the extremes of each bucket of each path", () => {
    const path = Float64Array.from({ length: 100 }, (_, t) => (t === 37 ? -9 : t === 62 ? 9 : 0))
    const other = Float64Array.from({ length: 100 }, (_, t) => (t === 81 ? 5 : Number.NaN))
    const rows = extremeRows([path, other], 100, 20)
    expect(rows).toEqual(expect.arrayContaining([0, 37, 62, 81, 99]))
    expect(rows.length).toBeLessThanOrEqual(20)
    expect(rows).toEqual(rows.toSorted((a, b) => a - b))
  })

  it("spaces rows evenly from the first to the last", () => {
    expect(spacedRows(101, 5)).toEqual([0, 25, 50, 75, 100])
  })
})
