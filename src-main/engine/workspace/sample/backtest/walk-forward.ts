import type { Stream, WindowOutcome } from "../platform/run"
import type { Window } from "../platform/windows"
import { simulateWindow, windowMetrics } from "./simulate"
import {
  type SampleRiskProfile,
  sampleRiskProfiles,
  sampleWeights,
  type Training,
  trainingMoments,
} from "./weights"

/** The engines the sample's streams are filed under, with the largest weight each allows an atom. */
export const sampleEngines = [
  { name: "custom", cap: 0.25 },
  { name: "skfolio", cap: 1 },
] as const

export const SIMULATOR = "custom"

export interface BacktestTask {
  readonly days: Int32Array
  /** Returns of the atoms, each as a long position. */
  readonly columns: readonly Float64Array[]
  readonly windows: readonly Window[]
  /** Slippage and commission, as a fraction of what is traded. */
  readonly friction: number
  readonly periodsPerYear: number
  readonly regimeOn: (day: number) => string
  readonly outage?: { readonly windows: readonly number[]; readonly reason: string }
}

export interface Backtest {
  readonly streams: readonly Stream[]
  /** By window, then engine, then risk profile. */
  readonly outcomes: readonly WindowOutcome[]
}

/** Trains, holds and strings together every window under every engine and risk profile. */
export function walkForward(task: BacktestTask): Backtest {
  const trainings = task.windows.map(({ trainFrom, testFrom }) =>
    trainingOf(task.columns, trainFrom, testFrom),
  )
  const streams: Stream[] = []
  const outcomes: WindowOutcome[] = []
  for (const engine of sampleEngines) {
    for (const riskProfile of sampleRiskProfiles) {
      const backtest = backtestOne(task, trainings, engine, riskProfile)
      streams.push(backtest.stream)
      outcomes.push(...backtest.outcomes)
    }
  }
  // The sort is stable: within a window the order of engines and risk profiles stays.
  return { streams, outcomes: outcomes.sort((a, b) => a.index - b.index) }
}

/** Moments of rows [from, to) of the columns. */
export function trainingOf(columns: readonly Float64Array[], from: number, to: number): Training {
  const rows = to - from
  const packed = new Float64Array(columns.length * rows)
  columns.forEach((column, i) => packed.set(column.subarray(from, to), i * rows))
  return trainingMoments(packed, rows, columns.length)
}

function backtestOne(
  { days, columns, windows, friction, periodsPerYear, regimeOn, outage }: BacktestTask,
  trainings: readonly Training[],
  engine: (typeof sampleEngines)[number],
  riskProfile: SampleRiskProfile,
): { readonly stream: Stream; readonly outcomes: readonly WindowOutcome[] } {
  const rows: number[] = []
  const values: number[] = []
  let held = new Float64Array(columns.length)
  const outcomes = windows.map((window, k): WindowOutcome => {
    const regime = regimeOn(days[window.testFrom - 1]!)
    const heading = { index: window.index, engine: engine.name, riskProfile, regime }
    if (outage?.windows.includes(window.index) === true) {
      // Nothing is held through a failed window, and it has no returns.
      held = new Float64Array(columns.length)
      return { ...heading, optimize: { status: "error", error: outage.reason } }
    }
    const weights = sampleWeights(riskProfile, trainings[k]!, engine.cap)
    const simulated = simulateWindow(columns, window.testFrom, window.testTo, weights, held, friction)
    held = Float64Array.from(simulated.drifted)
    for (let row = window.testFrom; row < window.testTo; row++) rows.push(days[row]!)
    values.push(...simulated.returns)
    return {
      ...heading,
      optimize: { status: "success", weights: Array.from(weights), actualProfile: riskProfile },
      simulate: {
        simulator: SIMULATOR,
        metrics: windowMetrics(simulated, periodsPerYear),
        dailyReturns: Array.from(simulated.returns),
      },
    }
  })
  const stream = {
    engine: engine.name,
    simulator: SIMULATOR,
    riskProfile,
    days: Int32Array.from(rows),
    values: Float64Array.from(values),
  }
  return { stream, outcomes }
}
