import { describe, expect, it } from "vitest"
import { equalisePulls } from "#engine/numerics/qp/coordinate-descent"
import { largestDifference } from "./oracles"

describe("coordinate descent on y_i (Sy)_i = b_i", () => {
  it("gives 1 / (volatility sqrt(N)) for uncorrelated items at once", () => {
    const y = Float64Array.of(1, 1)
    const problem = { hessian: Float64Array.of(4, 0, 0, 25), budgets: Float64Array.of(0.5, 0.5) }
    equalisePulls(problem, y, { tolerance: 1e-15, sweepLimit: 2 })
    expect(largestDifference(y, [1 / (2 * Math.SQRT2), 1 / (5 * Math.SQRT2)])).toBeLessThan(1e-16)
  })

  it("meets unequal budgets with correlated items", () => {
    const hessian = Float64Array.of(1, 0.5, 0.2, 0.5, 2, -0.3, 0.2, -0.3, 3)
    const budgets = Float64Array.of(0.2, 0.3, 0.5)
    const y = Float64Array.of(1, 1, 1)
    const sweeps = equalisePulls({ hessian, budgets }, y, { tolerance: 1e-14, sweepLimit: 100 })
    expect(sweeps).toBeLessThan(100)
    const pulls = [0, 1, 2].map(
      (i) => y[i]! * (hessian[3 * i]! * y[0]! + hessian[3 * i + 1]! * y[1]! + hessian[3 * i + 2]! * y[2]!),
    )
    expect(largestDifference(pulls, [0.2, 0.3, 0.5])).toBeLessThan(1e-14)
  })

  it("stops at its limit of sweeps", () => {
    const hessian = Float64Array.of(1, 0.9999, 0.9999, 1)
    const y = Float64Array.of(1, 1e-3)
    const limits = { tolerance: 0, sweepLimit: 3 }
    expect(equalisePulls({ hessian, budgets: Float64Array.of(0.9, 0.1) }, y, limits)).toBe(3)
  })
})
