import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { simulate } from "#engine/backtest/simulate"
import { frameOf } from "#engine/numerics/frame"

const frame = (...columns: number[][]) =>
  frameOf(
    Int32Array.from(columns[0]!, (_, t) => t),
    columns.map((values, i) => ({ name: `s${i}`, values })),
  )
const weights = (...values: number[]) => Float64Array.from(values)

function expectClose(actual: ArrayLike<number>, expected: readonly number[]) {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, i) => expect(actual[i], `value ${i}`).toBeCloseTo(value, 14))
}

describe("a simulated portfolio", () => {
  // Two sleeves, bought half and half: +10 % of the first, then +10 % of the second, brings them level again.
  const returns = frame([0.1, 0, 0.2, -0.5, 0.1], [0, 0.1, 0, 0.7, 0.3])
  const targets = [
    { row: 0, weights: weights(0.5, 0.5) },
    { row: 2, weights: weights(1, 0) },
    { row: 4, weights: null },
  ]

  it("earns weight x return, less one hundredth of what it trades, and drifts in between", () => {
    const { net, gross, trades } = simulate(returns, targets, 5, 0.01)
    expectClose(gross, [0.05, 0.05 / 1.05, 0.2, -0.5, 0.1])
    expectClose(net, [0.04, 0.05 / 1.05, 0.19, -0.5, 0.1])
    expectClose(
      trades.map((trade) => trade.turnover),
      [1, 1, 0],
    )
    expectClose(
      trades.map((trade) => trade.cost),
      [0.01, 0.01, 0],
    )
  })

  it("tells the weights held at the start of each row, after its rebalance", () => {
    const { held } = simulate(returns, targets, 5, 0.01)
    expectClose(held.subarray(0, 5), [0.5, 11 / 21, 1, 1, 1])
    expectClose(held.subarray(5), [0.5, 10 / 21, 0, 0, 0])
  })

  it("keeps what its weights leave of 1 as cash that earns nothing", () => {
    const { net, held } = simulate(frame([0.5, 0]), [{ row: 0, weights: weights(0.4) }], 2, 0)
    expectClose(net, [0.2, 0])
    expectClose(held, [0.4, 0.5])
  })

  it("starts at its first target, whatever lies before it", () => {
    const { net, trades } = simulate(frame([9, 0.1, 0.2]), [{ row: 1, weights: weights(1) }], 3, 0)
    expectClose(net, [0.1, 0.2])
    expect(trades).toEqual([{ row: 1, turnover: 1, cost: 0 }])
  })

  it("holds and earns nothing after a total loss, and does not trade again", () => {
    const lost = simulate(
      frame([-1, 0.5, 0.5]),
      [
        { row: 0, weights: weights(1) },
        { row: 2, weights: weights(1) },
      ],
      3,
      0.01,
    )
    expectClose(lost.net, [-1.01, 0, 0])
    expect(lost.lostAt).toBe(0)
    expect(lost.trades[1]).toEqual({ row: 2, turnover: 0, cost: 0 })
  })

  it("has the wealth of the sleeves themselves when it is bought once and costs nothing", () => {
    const series = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 20, maxLength: 20 })
    fc.assert(
      fc.property(series, series, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
        const { net } = simulate(frame(a, b), [{ row: 0, weights: weights(share, 1 - share) }], 20, 0)
        const wealth = (values: Iterable<number>) => [...values].reduce((total, r) => total * (1 + r), 1)
        const expected = share * wealth(a) + (1 - share) * wealth(b)
        expect(Math.abs(wealth(net) - expected)).toBeLessThan(1e-9 * Math.max(1, expected))
      }),
    )
  })
})
