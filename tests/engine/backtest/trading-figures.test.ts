import { describe, expect, it } from "vitest"
import { tradingFigures } from "#engine/backtest/trading-figures"

const days = (count: number) => Int32Array.from({ length: count }, (_, t) => t)
const trade = (turnover: number) => ({ row: 0, turnover, cost: turnover * 0.01 })
const values = (count: number, turnovers: number[]) =>
  Object.fromEntries(
    tradingFigures({ days: days(count), periodsPerYear: 365, trades: turnovers.map(trade) }).map((one) => [
      one.key,
      one.value ?? one.why,
    ]),
  )

describe("turnover and costs", () => {
  it("count the first purchase among rebalances and costs, but not in the turnover", () => {
    expect(values(146, [1, 0.5, 0.3])).toEqual({
      rebalances: 3,
      turnover_per_rebalance: 0.4,
      turnover_annual: 2,
      cost_total: expect.closeTo(0.018, 15) as number,
      cost_annual: expect.closeTo(0.045, 15) as number,
    })
  })

  it("leave out rebalances that traded nothing", () => {
    expect(values(146, [1, 0, 0.3])).toMatchObject({ rebalances: 2, turnover_per_rebalance: 0.3 })
  })

  it("say why a portfolio that was bought once has no turnover per rebalance", () => {
    expect(values(146, [1])).toMatchObject({
      turnover_per_rebalance: "nothing was traded after the first purchase",
      turnover_annual: 0,
    })
  })

  it("are not annualised under 90 calendar days", () => {
    expect(values(89, [1, 0.5])).toMatchObject({
      turnover_annual: "not annualised below 90 calendar days",
      cost_annual: "not annualised below 90 calendar days",
      cost_total: 0.015,
    })
  })
})
