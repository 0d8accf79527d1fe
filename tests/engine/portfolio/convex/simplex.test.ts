import { describe, expect, it } from "vitest"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { feasibleSet, largestBreach, lowestCostOver } from "#engine/portfolio/convex/feasible-set"
import {
  centralPoint,
  cheapestItems,
  leavesNoChoice,
  lowestCost,
  settle,
} from "#engine/portfolio/convex/simplex"
import { largestDifference, letters } from "./support"

describe("the lowest cost over bounds", () => {
  it("is that of the cheapest item when it may hold everything", () => {
    expect(lowestCost(Float64Array.of(3, -2, 1), uniformBounds(3, 0, 1))).toBe(-2)
  })

  it("fills the cheapest items up to their caps", () => {
    // 0.4 at -2, 0.4 at 1, the rest at 3
    expect(lowestCost(Float64Array.of(3, -2, 1), uniformBounds(3, 0, 0.4))).toBeCloseTo(0.2, 15)
  })

  it("begins with the lower bounds, negative ones too", () => {
    // -0.5 of the item at 3 leaves 1.5 for the one at -2
    const bounds = { lower: Float64Array.of(-0.5, 0), upper: Float64Array.of(1, 2) }
    expect(lowestCost(Float64Array.of(3, -2), bounds)).toBeCloseTo(-4.5, 15)
  })

  it("over rows is bounded from below at any price, exactly at the right one", () => {
    // Costs 0 and 1, at most 0.3 of the first: the optimum is 0.7; the row's price is 1.
    const rows = [{ name: "a", coefficients: Float64Array.of(1, 0), lower: -Infinity, upper: 0.3 }]
    const set = feasibleSet(letters(2), uniformBounds(2, 0, 1), { rows })
    const at = (price: number): number =>
      lowestCostOver(set, Float64Array.of(0, 1), { rows: Float64Array.of(price), turnover: 0 })
    expect([at(0), at(0.5), at(1), at(2)]).toEqual([0, 0.35, 0.7, 0.4])
  })

  it("over a turnover limit is exact at the right price", () => {
    // From (0, 1), costs 0 and 1, turnover 0.6 moves 0.3: 0.7; a unit of turnover is worth 1/2.
    const turnover = { previous: Float64Array.of(0, 1), limit: 0.6 }
    const set = feasibleSet(letters(2), uniformBounds(2, 0, 1), { turnover })
    const at = (price: number): number =>
      lowestCostOver(set, Float64Array.of(0, 1), { rows: new Float64Array(0), turnover: price })
    expect(at(0.5)).toBeCloseTo(0.7, 15)
    expect(at(0)).toBe(0)
    expect(at(2)).toBeLessThan(0.7)
  })

  it("over a turnover limit from weights outside the bounds counts the way to them", () => {
    // From (1, 0) into a <= 0.6: at least 0.4 moves each way; limit 1 allows 0.5, so cost 0.5 at price 1/2.
    const turnover = { previous: Float64Array.of(1, 0), limit: 1 }
    const bounds = { lower: Float64Array.of(0, 0), upper: Float64Array.of(0.6, 1) }
    const set = feasibleSet(letters(2), bounds, { turnover })
    const prices = { rows: new Float64Array(0), turnover: 0.5 }
    expect(lowestCostOver(set, Float64Array.of(1, 0), prices)).toBeCloseTo(0.5, 15)
  })
})

describe("a point of the bounded simplex", () => {
  it("lies at the same share of every range", () => {
    const bounds = { lower: Float64Array.of(0.1, 0.3), upper: Float64Array.of(0.5, 0.9) }
    expect(largestDifference(centralPoint(bounds), [0.34, 0.66])).toBeLessThan(1e-15)
  })

  it("has no choice when the lower bounds sum to 1, or the upper ones, or it is one item", () => {
    expect(leavesNoChoice(uniformBounds(4, 0.25, 1))).toBe(true)
    expect(leavesNoChoice(uniformBounds(4, 0, 0.25))).toBe(true)
    expect(leavesNoChoice(uniformBounds(1, 0, 1))).toBe(true)
    expect(leavesNoChoice(uniformBounds(4, 0.2, 0.3))).toBe(false)
  })

  it("is settled by clipping and giving the rest to the roomiest item", () => {
    const bounds = uniformBounds(3, 0, 0.6)
    const settled = settle(Float64Array.of(0.7, 0.1, -0.1), bounds)
    expect(largestDifference(settled, [0.6, 0.1, 0.3])).toBeLessThan(1e-15)
  })

  it("begins with items that can hold the whole portfolio, cheapest first and never fixed ones", () => {
    const bounds = uniformBounds(40, 0, 0.05)
    bounds.upper[39] = 0
    const first = cheapestItems(bounds, (i) => -i)
    expect(first).toHaveLength(20)
    expect([...first.subarray(0, 3)]).toEqual([38, 37, 36])
  })
})

describe("a breach of constraints", () => {
  const rows = [{ name: "a", coefficients: Float64Array.of(10, 0), lower: 2, upper: 5 }]

  it("is relative to the row's largest coefficient", () => {
    const set = feasibleSet(letters(2), uniformBounds(2, 0, 1), { rows })
    expect(largestBreach(set, Float64Array.of(0.6, 0.4))).toBeCloseTo(0.1, 15)
    expect(largestBreach(set, Float64Array.of(0.1, 0.9))).toBeCloseTo(0.1, 15)
    expect(largestBreach(set, Float64Array.of(0.3, 0.7))).toBe(0)
  })

  it("counts what is traded beyond the turnover", () => {
    const turnover = { previous: Float64Array.of(0.5, 0.5), limit: 0.2 }
    const set = feasibleSet(letters(2), uniformBounds(2, 0, 1), { turnover })
    expect(largestBreach(set, Float64Array.of(0.7, 0.3))).toBeCloseTo(0.2, 15)
  })
})
