import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { walkForwardWindows } from "#engine/backtest/windows"
import type { BacktestNode } from "#engine/stages/meta/backtest/node-tree"
import { weighWindows } from "#engine/stages/meta/backtest/walk-forward"
import { node } from "./nodes"

const ROWS = 60
const windows = walkForwardWindows(ROWS, { train: 24, test: 6, step: 6 })
const series = fc.array(fc.double({ min: -0.05, max: 0.05, noNaN: true }), {
  minLength: ROWS,
  maxLength: ROWS,
})
const fourSeries = fc.tuple(series, series, series, series)
const spikedRow = fc.integer({ min: 24, max: ROWS - 1 })

/** Root and nested weights of every window, to the bit. */
async function weightsOf(root: BacktestNode): Promise<string[]> {
  const weighed = await weighWindows(root, windows, new AbortController().signal, () => {})
  if (!weighed.ok) throw new Error(JSON.stringify(weighed.problems))
  return weighed.value.map(({ weights, solved }) =>
    JSON.stringify([weights === null ? null : [...weights], solved.nested.map((one) => one.weights)]),
  )
}

/** What a run's own stream of a nested profile is like: every row of it knows every other. */
const sum = (values: readonly number[]) => values.reduce((total, r) => total + r, 0)

const plant = (values: readonly number[], at: number) => values.map((r, t) => (t === at ? 0.9 : r))

describe.each(["hrp", "min_variance", "max_sharpe", "risk_parity"])(
  "a spike planted in the future, %s",
  (risk_profile) => {
    const flat = ([a, b, c, d]: readonly (readonly number[])[]) =>
      node({ a: a!, b: b!, c: c!, d: d! }, { risk_profile, fallback_profile: "equal_weight" })
    const nested = ([a, b, c, d]: readonly (readonly number[])[]) =>
      node(
        { branch: a!.map((r) => r * (1 + 10 * sum(a!))), c: c!, d: d! },
        { risk_profile, fallback_profile: "equal_weight" },
        { children: new Map([[0, node({ a: a!, b: b! }, { risk_profile }, { path: "m/branch" })]]) },
      )

    it.each([
      ["in a sleeve", flat],
      ["in a sleeve of a nested profile", nested],
    ])("%s moves no weight of a window that begins before it", async (_, build) => {
      await fc.assert(
        fc.asyncProperty(fourSeries, spikedRow, async (columns, at) => {
          const before = await weightsOf(build(columns))
          const after = await weightsOf(build([plant(columns[0], at), ...columns.slice(1)]))
          const moved = windows.filter((_window, i) => after[i] !== before[i])
          expect(moved.filter(({ testFrom }) => testFrom <= at)).toEqual([])
        }),
        { numRuns: 12 },
      )
    })
  },
)

describe("a spike in the past", () => {
  it("moves the weights of the windows that were trained on it, and of no other", async () => {
    const wave = (k: number) => Array.from({ length: ROWS }, (_, t) => 0.01 * Math.cos(k * t))
    const columns = [wave(1), wave(2), wave(3)]
    const build = (a: readonly number[]) =>
      node({ a, b: columns[1]!, c: columns[2]! }, { risk_profile: "hrp", engine: "textbook" })
    const before = await weightsOf(build(columns[0]!))
    const after = await weightsOf(build(plant(columns[0]!, 25)))
    const moved = windows.filter((_, i) => before[i] !== after[i]).map(({ testFrom }) => testFrom)
    // Tests begin at 24, 30, 36, 42, 48 and 54, each trained on the 24 rows before it: row 25 is in four of them.
    expect(moved).toEqual([30, 36, 42, 48])
  })
})
