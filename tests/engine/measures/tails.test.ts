import { describe, expect, it } from "vitest"
import { repeated, series, valueOf, whyOf } from "./series"

const upTo = (n: number) => Array.from({ length: n }, (_, i) => (i + 1) / 100)

describe("value at risk", () => {
  it("lies on an order statistic where 5 % of the way falls on one", () => {
    expect(valueOf(series([0.04, -0.1, -0.03, ...upTo(18)]), "var_95")).toBeCloseTo(-0.03, 15)
  })

  it("is interpolated between order statistics elsewhere (R: quantile(c(-.1, -.02, 1:9/100), .05))", () => {
    expect(valueOf(series([-0.1, -0.02, ...upTo(9)]), "var_95")).toBeCloseTo(-0.06, 15)
  })
})

describe("expected shortfall", () => {
  it("is the mean of the worst 5 %", () => {
    expect(valueOf(series([-0.1, -0.03, ...upTo(38)]), "cvar_95")).toBeCloseTo(-0.065, 15)
  })

  it("takes the fraction of the day on the boundary that belongs to the tail", () => {
    // 30 days: the worst whole and half of the second, (0.1 + 0.5 x 0.04) / 1.5.
    expect(valueOf(series([-0.1, -0.04, ...upTo(28)]), "cvar_95")).toBeCloseTo(-0.08, 15)
  })

  it("is the worst day where 5 % is less than one day", () => {
    expect(valueOf(series([-0.1, 0.04, 0.03]), "cvar_95")).toBeCloseTo(-0.1, 15)
  })
})

describe("moments of the sample", () => {
  // pandas: Series([0, 0, 0, 1]).skew() = 2.0, .kurt() = 4.0
  it("are those of pandas", () => {
    expect(valueOf(series([0, 0, 0, 1]), "skew")).toBeCloseTo(2, 14)
    expect(valueOf(series([0, 0, 0, 1]), "kurtosis")).toBeCloseTo(4, 13)
  })

  it("need three and four returns", () => {
    expect(whyOf(series([0.1, 0.2]), "skew")).toBe("fewer than three returns")
    expect(whyOf(series([0.1, 0.2, 0.4]), "kurtosis")).toBe("fewer than four returns")
  })

  it("need spread, and rounding is none", () => {
    const constant = series(repeated(0.1, 5000))
    for (const key of ["skew", "kurtosis", "sharpe"]) expect(whyOf(constant, key)).toBe("zero variance")
    expect(valueOf(series([1e-9, 2e-9, 4e-9, 3e-9]), "skew")).not.toBeNull()
  })
})
