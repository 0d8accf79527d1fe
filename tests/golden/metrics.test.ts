import { describe, expect, it } from "vitest"
import { MILLISECONDS_PER_DAY } from "#shared/quantity/day"
import { correlation } from "#engine/measures/correlation"
import { deepestDrawdowns } from "#engine/measures/drawdowns"
import { type Benchmark, pairWith } from "#engine/measures/benchmark"
import { platformMetrics } from "#engine/measures/platform/performance-metrics"
import { type MeasuredSeries, PreparedSeries } from "#engine/measures/prepared-series"
import { relativeFiguresOf } from "#engine/measures/relative-measure"
import { relativeMeasures } from "#engine/measures/portfolio-figures"
import { tearSheet } from "#engine/measures/tear-sheet"
import { columnOf, type ReturnFrame } from "#engine/numerics/frame"
import { frameOfCase, type SeriesCase, seriesAreHere, seriesCases } from "./cases"
import { relativeDeviation } from "./compare"
import { Tally } from "./tally"

/** Recorded count of cases; each needs the series beside the repository. */
const CASES = 6

const tally = new Tally()

interface MetricsCase extends SeriesCase {
  readonly metrics: Readonly<Record<string, number | string | null>>
  readonly peerValues: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** Returns of equal weights, rebalanced daily. */
function meanOfColumns(frame: ReturnFrame): Float64Array {
  const columns = frame.names.map((_, i) => columnOf(frame, i))
  return frame.values.slice(0, frame.days.length).map((_, t) => {
    return columns.reduce((total, column) => total + column[t]!, 0) / columns.length
  })
}

function seriesOf(one: MetricsCase): MeasuredSeries {
  const frame = frameOfCase(one)
  const { periodsPerYear, riskFreeRate } = one.parameters
  return {
    days: frame.days,
    returns: meanOfColumns(frame),
    periodsPerYear: Number(periodsPerYear),
    riskFreeRate: Number(riskFreeRate),
  }
}

function benchmarkOf(one: MetricsCase): Benchmark | undefined {
  const name = one.metrics.benchmark
  if (typeof name !== "string") return undefined
  const [dataset, column] = name.split(":")
  const frame = frameOfCase({ ...one, dataset: dataset!, columns: [column!] })
  return { name, days: frame.days, returns: columnOf(frame, 0) }
}

/** Our figures under the keys of the golden data; each key names its variant. */
function ours(series: MeasuredSeries, benchmark: Benchmark | undefined): Record<string, number | null> {
  const against = benchmark ?? { why: "no benchmark" }
  const sheet = [...tearSheet(series), ...relativeFiguresOf(relativeMeasures, series, against)]
  const value = (key: string) => sheet.find((figure) => figure.key === key)!.value
  const platform = platformMetrics(series.returns, series.periodsPerYear)
  const pair = benchmark === undefined ? undefined : pairWith(series, benchmark)
  return {
    observations: series.returns.length,
    totalReturn: value("cumulative_return"),
    // The golden year has 365.25 days, ours the 365.2425 of the calendar.
    cagr_calendar: (1 + value("cagr")!) ** (365.25 / 365.2425) - 1,
    cagr_periods: platform.annualized_return,
    annualisedVolatility: value("volatility"),
    sharpe_rf0: value("sharpe"),
    sortino_fullSample: value("sortino"),
    maxDrawdown: value("max_drawdown"),
    calmar: platform.calmar,
    var95_historical: value("var_95"),
    var95_gaussian: platform.var_95,
    cvar95_rockafellarUryasev: value("cvar_95"),
    skew_sample: value("skew"),
    kurtosisExcess_sample: value("kurtosis"),
    hitRate_all: value("win_days"),
    ulcerIndex: value("ulcer_index"),
    best: value("best_day"),
    worst: value("worst_day"),
    ...(pair && {
      benchmarkOverlap: pair.days.length,
      beta: value("beta"),
      correlation: correlation(pair.returns, pair.benchmark),
      alpha_annualised: value("alpha"),
      trackingError: value("tracking_error"),
      informationRatio: value("information_ratio"),
    }),
  }
}

const cases = seriesCases(/^metrics$/) as MetricsCase[]

describe("figures of real series", () => {
  for (const one of cases) {
    it(`${one.case} within its tolerance`, () => {
      const series = seriesOf(one)
      const figures = ours(series, benchmarkOf(one))
      const limit = Number(one.tolerance.relative)
      const off = Object.entries(figures).filter(
        ([key, value]) => !(relativeDeviation(value ?? undefined, Number(one.metrics[key])) <= limit),
      )
      expect(off).toEqual([])

      const deepest = deepestDrawdowns(new PreparedSeries(series), 1)[0]!
      expect({
        maxDrawdownPeak: deepest.peak,
        maxDrawdownTrough: deepest.trough,
        maxDrawdownRecovery: deepest.recovery,
      }).toEqual({
        maxDrawdownPeak: one.metrics.maxDrawdownPeak,
        maxDrawdownTrough: one.metrics.maxDrawdownTrough,
        maxDrawdownRecovery: one.metrics.maxDrawdownRecovery,
      })
      tally.passed++
    })

    it(`${one.case} omega, tail ratio and the platform's shortfall as QuantStats has them`, () => {
      const series = seriesOf(one)
      const sheet = tearSheet(series)
      const value = (key: string) => sheet.find((figure) => figure.key === key)!.value!
      const platform = platformMetrics(series.returns, series.periodsPerYear)
      const peer = Object.entries(one.peerValues).find(([name]) => name.startsWith("quantstats"))![1]
      expect(relativeDeviation(value("omega"), peer.omega!)).toBeLessThanOrEqual(1e-10)
      expect(relativeDeviation(value("tail_ratio"), peer.tail_ratio!)).toBeLessThanOrEqual(1e-10)
      expect(relativeDeviation(platform.cvar_95!, peer.cvar!)).toBeLessThanOrEqual(1e-10)
      expect(relativeDeviation(platform.sortino!, peer.sortino!)).toBeLessThanOrEqual(1e-10)
    })
  }

  it("are those of every recorded case where the series are", () => {
    tally.skipped = seriesAreHere ? 0 : CASES
    tally.print("goldens of measures")
    expect(tally.passed).toBe(seriesAreHere ? CASES : 0)
  })
})

describe("the days of the golden data", () => {
  it.skipIf(!seriesAreHere)("are the same as ours", () => {
    for (const one of cases) {
      const { days } = seriesOf(one)
      expect(days[0]).toBe(Date.parse(one.dateRange.firstReturn) / MILLISECONDS_PER_DAY)
      expect(days.at(-1)).toBe(Date.parse(one.dateRange.lastReturn) / MILLISECONDS_PER_DAY)
    }
  })
})
