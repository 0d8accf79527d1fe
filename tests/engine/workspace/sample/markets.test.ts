import { describe, expect, it } from "vitest"
import type { Market } from "#engine/workspace/sample/calendar/trading-days"
import { universe } from "#engine/workspace/sample/market/universe"
import { sampleMarkets } from "#engine/workspace/sample/sample"
import { isWeekend } from "#shared/quantity/day"

const seed = 20261120
const markets = sampleMarkets(seed)
const periods: Readonly<Record<Market, number>> = { crypto: 365, equities: 252, fx: 252 }

function columnOf(symbol: string): Float64Array {
  const { calendar } = universe.find((instrument) => instrument.symbol === symbol)!
  return markets.tables[calendar].columns.find(({ name }) => name === symbol)!.values
}

describe("the synthetic markets", () => {
  it("hold 52 symbols, each with sector, market and a description that says synthetic", () => {
    expect(universe).toHaveLength(52)
    expect(new Set(universe.map(({ symbol }) => symbol)).size).toBe(52)
    expect(universe.filter(({ sector, market }) => sector === "" || market === "")).toEqual([])
    expect(universe.filter(({ description }) => !description.endsWith("(synthetic)"))).toEqual([])
  })

  it("trade three years: coins every day, stocks on the exchange's days, currencies on weekdays", () => {
    const { crypto, equities, fx } = markets.tables
    // 365 + 366 + 365; 250 + 252 + 250; three years have 783 weekdays.
    expect([crypto.days.length, equities.days.length, fx.days.length]).toEqual([1096, 752, 783])
    expect(Array.from(fx.days).some(isWeekend)).toBe(false)
    expect(Array.from(crypto.days).filter(isWeekend)).toHaveLength(313)
  })

  it("have the volatilities asked for, from 8 % to 90 % a year", () => {
    for (const { symbol, calendar, volatility } of universe) {
      expect(deviation(columnOf(symbol)) * Math.sqrt(periods[calendar])).toBeCloseTo(volatility, 2)
    }
    const all = universe.map(({ volatility }) => volatility)
    expect([Math.min(...all), Math.max(...all)]).toEqual([0.08, 0.9])
  })

  it("have fat tails, and no day that loses or doubles everything", () => {
    const kurtoses = universe.map(({ symbol }) => kurtosis(columnOf(symbol))).sort((a, b) => a - b)
    expect(kurtoses[0]).toBeGreaterThan(3.3)
    expect(kurtoses[26]).toBeGreaterThan(5)
    for (const { symbol } of universe) expect(Math.max(...columnOf(symbol).map(Math.abs))).toBeLessThan(0.5)
  })

  it("move together most inside a sector, less inside a market, least across markets", () => {
    const stocks = universe.filter(({ market }) => market === "US_STOCKS")
    const inside: number[] = []
    const across: number[] = []
    for (const [i, a] of stocks.entries()) {
      for (const b of stocks.slice(i + 1)) {
        const target = a.sector === b.sector ? inside : across
        target.push(correlation(columnOf(a.symbol), columnOf(b.symbol)))
      }
    }
    expect(mean(inside)).toBeGreaterThan(mean(across) + 0.1)
    expect(mean(across)).toBeGreaterThan(0.2)
    const dayOfStocks = new Map(Array.from(markets.tables.equities.days, (day, row) => [day, row]))
    const common = Array.from(markets.tables.crypto.days.entries()).filter(([, day]) => dayOfStocks.has(day))
    const btc = common.map(([row]) => columnOf("BINANCE:BTCUSDT")[row]!)
    const spy = common.map(([, day]) => columnOf("AMEX:SPY")[dayOfStocks.get(day)!]!)
    const between = correlation(btc, spy)
    expect(between).toBeGreaterThan(0.1)
    expect(between).toBeLessThan(mean(across))
  })

  it("are calm on some days and stressed on others, and swing more when stressed", () => {
    const size = { 0: [] as number[], 1: [] as number[], 2: [] as number[] }
    const spy = columnOf("AMEX:SPY")
    markets.tables.equities.days.forEach((day, row) => {
      size[markets.regimeOn("equities", day)].push(Math.abs(spy[row]!))
    })
    expect(Math.min(size[0].length, size[2].length)).toBeGreaterThan(20)
    expect(mean(size[2])).toBeGreaterThan(1.4 * mean(size[1]))
    expect(mean(size[1])).toBeGreaterThan(1.2 * mean(size[0]))
  })

  it("change with the seed", () => {
    const other = sampleMarkets(seed + 1).tables.fx.columns[0]!.values
    expect(other[0]).not.toBe(markets.tables.fx.columns[0]!.values[0])
  })
})

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0) / values.length
}

function deviation(values: ArrayLike<number>): number {
  const centre = mean(values)
  return Math.sqrt(mean(Array.from(values, (value) => (value - centre) ** 2)))
}

function kurtosis(values: ArrayLike<number>): number {
  const centre = mean(values)
  return mean(Array.from(values, (value) => (value - centre) ** 4)) / deviation(values) ** 4
}

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [x, y] = [mean(a), mean(b)]
  return mean(Array.from(a, (value, t) => (value - x) * (b[t]! - y))) / (deviation(a) * deviation(b))
}
