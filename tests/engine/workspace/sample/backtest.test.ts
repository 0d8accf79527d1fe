import { describe, expect, it } from "vitest"
import { simulateWindow, windowMetrics } from "#engine/workspace/sample/backtest/simulate"
import { walkForward } from "#engine/workspace/sample/backtest/walk-forward"
import {
  sampleRiskProfiles,
  sampleWeights,
  type Training,
  trainingMoments,
} from "#engine/workspace/sample/backtest/weights"
import { platformWindows } from "#engine/workspace/sample/platform/windows"
import { seededReturns } from "../../../workspaces/series"

describe("the platform's windows", () => {
  it("leave the last full window out, as range(train, T - test, step) does", () => {
    const walk = { train: 252, test: 20, step: 20 }
    expect(platformWindows(312, walk).map(({ testFrom }) => testFrom)).toEqual([252, 272])
    expect(platformWindows(313, walk).map(({ testFrom }) => testFrom)).toEqual([252, 272, 292])
    expect(platformWindows(313, walk)[1]).toEqual({ index: 1, trainFrom: 20, testFrom: 272, testTo: 292 })
  })
})

describe("a simulated window", () => {
  const columns = [Float64Array.of(0.1, 0), Float64Array.of(0, 0.2)]

  it("lets the weights drift and charges the turnover on the first day", () => {
    const half = Float64Array.of(0.5, 0.5)
    const window = simulateWindow(columns, 0, 2, half, new Float64Array(2), 0.001)
    expect(window.turnover).toBe(1)
    expect(window.returns[0]).toBeCloseTo(0.05 - 0.001, 15)
    // After the first day the second asset weighs 0.5 / 1.05.
    expect(window.returns[1]).toBeCloseTo((0.5 / 1.05) * 0.2, 15)
    expect(window.drifted[0]! + window.drifted[1]!).toBeCloseTo(1, 15)
  })

  it("charges nothing when the weights are held already", () => {
    const weights = Float64Array.of(0.25, 0.75)
    expect(simulateWindow(columns, 0, 1, weights, weights, 0.01).returns[0]).toBe(0.025)
  })

  it("is measured with the figures of a short series", () => {
    const returns = Float64Array.of(0.02, -0.1, 0.05)
    const metrics = windowMetrics({ returns, turnover: 0.4, drifted: returns }, 252)
    expect(metrics["total_return"]!.value).toBeCloseTo(1.02 * 0.9 * 1.05 - 1, 15)
    expect(metrics["max_drawdown"]!.value).toBeCloseTo(-0.1, 15)
    expect(metrics["annualized_return"]!.value).toBeCloseTo(-2.52, 12)
    expect(metrics["annualized_vol"]!.value).toBeCloseTo(0.0793725393319377 * Math.sqrt(252), 12)
  })
})

describe("weights of the sample", () => {
  const uncorrelated: Training = {
    means: Float64Array.of(0.01, 0.02, 0.04),
    covariance: { n: 3, values: Float64Array.of(1, 0, 0, 0, 2, 0, 0, 0, 4) },
    skewness: Float64Array.of(0, 0, 0),
  }

  it("solve the uncorrelated case by hand", () => {
    const weights = (profile: (typeof sampleRiskProfiles)[number]) =>
      Array.from(sampleWeights(profile, uncorrelated, 1), (weight) => Number(weight.toFixed(12)))
    expect(weights("equal_weight")).toEqual([1 / 3, 1 / 3, 1 / 3].map((w) => Number(w.toFixed(12))))
    // 1 : 1/2 : 1/4
    expect(weights("min_variance")).toEqual([0.571428571429, 0.285714285714, 0.142857142857])
    // mean / variance = 0.01 each
    expect(weights("max_sharpe")).toEqual([0.333333333333, 0.333333333333, 0.333333333333])
    // 1 : 1/sqrt 2 : 1/2
    expect(weights("risk_parity")).toEqual([0.453081839322, 0.320377241017, 0.226540919661])
    // Two at 5 % each, ties by column order.
    expect(weights("barbell")).toEqual([0.05, 0.05, 0.9])
  })

  it("split two branches by inverse variance under hrp", () => {
    const covariance = { n: 2, values: Float64Array.of(1, 0.5, 0.5, 4) }
    const training = { means: Float64Array.of(0, 0), covariance, skewness: Float64Array.of(0, 0) }
    expect(Array.from(sampleWeights("hrp", training, 1))).toEqual([0.8, 0.2])
  })

  it("leave out what minimum variance would short", () => {
    const covariance = { n: 2, values: Float64Array.of(1, 1.5, 1.5, 4) }
    const training = { means: Float64Array.of(0, 0), covariance, skewness: Float64Array.of(0, 0) }
    expect(Array.from(sampleWeights("min_variance", training, 1))).toEqual([1, 0])
  })

  it.each(sampleRiskProfiles)("%s is long-only, sums to one and keeps the cap", (profile) => {
    const rows = 100
    const columns = new Float64Array(7 * rows)
    for (let i = 0; i < 7; i++) columns.set(seededReturns(`asset ${i}`, rows), i * rows)
    const weights = sampleWeights(profile, trainingMoments(columns, rows, 7), 0.25)
    expect(weights.reduce((total, weight) => total + weight, 0)).toBeCloseTo(1, 12)
    expect(Math.max(...weights)).toBeLessThanOrEqual(0.25 + 1e-12)
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
  })
})

describe("the walk-forward", () => {
  const days = Int32Array.from({ length: 60 }, (_, t) => 20_000 + t)
  const columns = ["a", "b", "c"].map((name) => seededReturns(name, 60))
  const windows = platformWindows(60, { train: 20, test: 10, step: 10 })
  const task = { days, columns, windows, friction: 0, periodsPerYear: 252, regimeOn: () => "NORMAL" }

  it("strings the test windows together, day after day", () => {
    const { streams, outcomes } = walkForward(task)
    expect(streams).toHaveLength(12)
    const equal = streams.find((stream) => stream.riskProfile === "equal_weight")!
    expect(Array.from(equal.days)).toEqual(Array.from(days.subarray(20, 50)))
    expect(equal.values[0]).toBeCloseTo((columns[0]![20]! + columns[1]![20]! + columns[2]![20]!) / 3, 15)
    expect(outcomes).toHaveLength(3 * 12)
  })

  it("looks at no day that it is tested on", () => {
    const changed = columns.map((column) => column.map((r, t) => (t >= 40 ? -r : r)))
    const before = walkForward(task).outcomes.filter(({ index }) => index <= 2)
    const after = walkForward({ ...task, columns: changed }).outcomes.filter(({ index }) => index <= 2)
    expect(after.map(({ optimize }) => optimize)).toEqual(before.map(({ optimize }) => optimize))
  })

  it("has no returns for a window that failed, and starts the next from cash", () => {
    const outage = { windows: [1], reason: "no closes" }
    const { streams, outcomes } = walkForward({ ...task, friction: 0.01, outage })
    expect(streams[0]!.days).toHaveLength(20)
    const failed = outcomes.filter(({ optimize }) => optimize.status === "error")
    expect(failed.map(({ index }) => index)).toEqual(Array(12).fill(1))
    expect(failed.filter(({ simulate }) => simulate !== undefined)).toEqual([])
    const afterwards = outcomes.find(({ index }) => index === 2)!
    expect(afterwards.simulate!.metrics["turnover"]).toEqual({ value: expect.closeTo(1, 12) })
  })
})
