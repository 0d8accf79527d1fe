import { describe, expect, it } from "vitest"
import { cosineOfTurn, naturalLog } from "#engine/workspace/sample/random/elementary"
import { uniformFor } from "#engine/workspace/sample/random/generator"
import { fatTailed, normalFrom } from "#engine/workspace/sample/random/normal"

describe("own logarithm and cosine", () => {
  it("agree with the machine's to the last bits", () => {
    let worstLog = 0
    let worstCosine = 0
    for (let i = 1; i < 20_000; i++) {
      const u = i / 20_000
      worstLog = Math.max(worstLog, Math.abs(naturalLog(u) / Math.log(u) - 1))
      worstCosine = Math.max(worstCosine, Math.abs(cosineOfTurn(u) - Math.cos(2 * Math.PI * u)))
    }
    expect(worstLog).toBeLessThan(1e-15)
    expect(worstCosine).toBeLessThan(1e-15)
    expect(Math.abs(naturalLog(1e-16) - -36.841361487904734)).toBeLessThan(1e-14)
  })

  it("hit the corners exactly", () => {
    expect([naturalLog(1), cosineOfTurn(0), cosineOfTurn(0.25), cosineOfTurn(0.5), cosineOfTurn(1)]).toEqual([
      0, 1, 0, -1, 1,
    ])
  })
})

describe("the generator", () => {
  it("gives the same numbers on every machine", () => {
    const uniform = uniformFor(20261120, "BINANCE:BTCUSDT")
    expect([uniform(), uniform(), uniform()]).toEqual([
      0.6300108009938823, 0.5209355635015473, 0.965868775231995,
    ])
  })

  it("gives other numbers for another name or seed", () => {
    expect(uniformFor(1, "a")()).not.toBe(uniformFor(1, "b")())
    expect(uniformFor(1, "a")()).not.toBe(uniformFor(2, "a")())
  })

  it("is uniform: mean 1/2, variance 1/12, a tenth in every tenth", () => {
    const uniform = uniformFor(7, "uniform")
    const draws = Array.from({ length: 100_000 }, uniform)
    expect(mean(draws)).toBeCloseTo(0.5, 2)
    expect(mean(draws.map((u) => (u - 0.5) ** 2))).toBeCloseTo(1 / 12, 3)
    for (let bin = 0; bin < 10; bin++) {
      const share = draws.filter((u) => Math.floor(10 * u) === bin).length / draws.length
      expect(Math.abs(share - 0.1)).toBeLessThan(0.005)
    }
  })

  it("makes normal numbers, and fat-tailed ones of variance 1 that stop at the limit", () => {
    const normal = normalFrom(uniformFor(7, "normal"))
    const plain = Array.from({ length: 50_000 }, normal)
    expect(Math.abs(mean(plain))).toBeLessThan(0.02)
    expect(moment(plain, 2)).toBeCloseTo(1, 1)
    expect(Math.abs(moment(plain, 4) - 3)).toBeLessThan(0.15)
    const fat = Array.from({ length: 50_000 }, fatTailed(normal, 6, 6))
    expect(moment(fat, 2)).toBeCloseTo(1, 1)
    expect(moment(fat, 4)).toBeGreaterThan(4)
    expect(Math.max(...fat.map(Math.abs))).toBeLessThanOrEqual(6)
  })
})

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length
}

function moment(values: readonly number[], power: number): number {
  return mean(values.map((value) => value ** power))
}
