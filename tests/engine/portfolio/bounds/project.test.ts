import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { leastRelativeDeviation, projectOnBounds } from "#engine/portfolio/bounds/project"

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0)

describe("the nearest point within the bounds", () => {
  it("splits [.9, .1] under (.05, .5) in halves", () => {
    expect([...projectOnBounds(Float64Array.of(0.9, 0.1), uniformBounds(2, 0.05, 0.5))]).toEqual([0.5, 0.5])
  })

  it("moves the free weights by one common shift", () => {
    // .6 is cut to .4; the other two each get half of the .2, by hand.
    const nearest = projectOnBounds(Float64Array.of(0.6, 0.3, 0.1), uniformBounds(3, 0, 0.4))
    expect(nearest[0]).toBeCloseTo(0.4, 15)
    expect(nearest[1]).toBeCloseTo(0.4, 15)
    expect(nearest[2]).toBeCloseTo(0.2, 15)
  })

  it("leaves a weight fixed where its bounds meet", () => {
    const bounds = { lower: Float64Array.of(0.2, 0, 0), upper: Float64Array.of(0.2, 1, 1) }
    const nearest = projectOnBounds(Float64Array.of(0.8, 0.1, 0.1), bounds)
    expect([...nearest].map((value) => Number(value.toFixed(14)))).toEqual([0.2, 0.4, 0.4])
  })

  it("gives the only point where the lower bounds sum to 1", () => {
    expect([...projectOnBounds(Float64Array.of(3, -1), uniformBounds(2, 0.5, 1))]).toEqual([0.5, 0.5])
  })

  it("sums to 1 from a point far away too", () => {
    const nearest = projectOnBounds(Float64Array.of(1e9, 1e9 + 0.3, 1e9 - 0.1, 3), uniformBounds(4, 0, 0.9))
    expect(Math.abs(sum(nearest) - 1)).toBeLessThan(1e-14)
    expect(nearest[3]).toBe(0)
  })

  const instance = fc.integer({ min: 1, max: 12 }).chain((n) =>
    fc.record({
      point: fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n, maxLength: n }),
      lower: fc.array(fc.double({ min: 0, max: 1 / n, noNaN: true }), { minLength: n, maxLength: n }),
      room: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: n, maxLength: n }),
      other: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: n, maxLength: n }),
    }),
  )

  it("keeps bounds and sum, and no feasible point lies nearer", () => {
    fc.assert(
      fc.property(instance, ({ point, lower, room, other }) => {
        const n = point.length
        const bounds = {
          lower: Float64Array.from(lower),
          upper: Float64Array.from(lower, (value, i) => Math.max(value, 1 / n) + room[i]!),
        }
        const nearest = projectOnBounds(Float64Array.from(point), bounds)
        expect(sum(nearest)).toBeCloseTo(1, 11)
        nearest.forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(bounds.lower[i]!)
          expect(value).toBeLessThanOrEqual(bounds.upper[i]!)
        })
        // A projection p of a satisfies (a - p)'(v - p) <= 0 for every feasible v.
        const feasible = projectOnBounds(Float64Array.from(other), bounds)
        const angle = sum(nearest.map((value, i) => (point[i]! - value) * (feasible[i]! - value)))
        expect(angle).toBeLessThanOrEqual(1e-9)
      }),
      { numRuns: 300, seed: 20_240_601 },
    )
  })
})

describe("the weights of least relative deviation", () => {
  it("lift a weight that is nothing to its bound, at the cost of the others", () => {
    for (const nothing of [0, 1e-300, 1e-19]) {
      const bounded = leastRelativeDeviation(Float64Array.of(nothing, 0.5, 0.5), uniformBounds(3, 0.1, 1))
      expect([...bounded].map((weight) => Number(weight.toFixed(12)))).toEqual([0.1, 0.45, 0.45])
    }
  })
})
