import { quantile as oracleQuantile } from "simple-statistics"
import { sampleSkewness as oracleSkewness } from "simple-statistics"
import { describe, expect, it } from "vitest"
import { quantile, sampleSkewness } from "#engine/numerics/statistics"

const values = [3.1, -2, 0.4, 7.7, 1.9, 1.9, -5.2, 0.05]

describe("statistics of a series", () => {
  it("interpolates quantiles between order statistics", () => {
    // numpy.quantile(values, [.05, .5, .95]) = -4.08, 1.15, 6.09
    expect(quantile(values, 0.05)).toBeCloseTo(-4.08, 14)
    expect(quantile(values, 0.5)).toBeCloseTo(oracleQuantile(values, 0.5), 14)
    expect(quantile(values, 0.95)).toBeCloseTo(6.09, 14)
    expect(quantile(values, 1)).toBe(7.7)
  })

  it("has the skewness of simple-statistics", () => {
    expect(sampleSkewness(values)).toBeCloseTo(oracleSkewness(values), 13)
  })

  it("has no skewness without spread or with two values", () => {
    expect(sampleSkewness([2, 2, 2, 2])).toBe(0)
    expect(sampleSkewness([1, 9])).toBe(0)
  })
})
