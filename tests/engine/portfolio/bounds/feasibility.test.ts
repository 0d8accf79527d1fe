import { describe, expect, it } from "vitest"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { boundsConflict } from "#engine/portfolio/bounds/feasibility"

const names = ["a", "b", "c"]

describe("the arithmetic of bounds", () => {
  it("finds nothing wrong with bounds that leave room, or exactly none", () => {
    expect(boundsConflict(names, uniformBounds(3, 0.05, 0.5))).toBeUndefined()
    expect(boundsConflict(names, uniformBounds(3, 1 / 3, 1))).toBeUndefined()
  })

  it("shows that three times .4 is more than 1", () => {
    const conflict = boundsConflict(names, uniformBounds(3, 0.4, 1))
    expect(conflict?.conflict).toEqual(["3 x 0.4 = 1.2 > 1"])
    expect(conflict?.relaxation).toBe("lower min_weight to at most 0.333333")
  })

  it("shows that three times .3 is less than 1", () => {
    const conflict = boundsConflict(names, uniformBounds(3, 0, 0.3))
    expect(conflict?.conflict).toEqual(["3 x 0.3 = 0.9 < 1"])
    expect(conflict?.relaxation).toBe("raise max_weight to at least 0.333333")
  })

  it("sums bounds that differ by item", () => {
    const upper = Float64Array.of(0.5, 0.2, 0.1)
    const conflict = boundsConflict(names, { lower: new Float64Array(3), upper })
    expect(conflict?.conflict).toEqual(["sum of upper bounds 0.8 < 1"])
    expect(conflict?.relaxation).toBe("raise the upper bounds by 0.2 in all")
  })

  it("names the item whose bounds cross", () => {
    const bounds = { lower: Float64Array.of(0, 0.6, 0), upper: Float64Array.of(1, 0.5, 1) }
    expect(boundsConflict(names, bounds)).toMatchObject({
      items: ["b"],
      conflict: ["lower bound 0.6 > upper bound 0.5 of b"],
      relaxation: "raise the upper bound of b from 0.5 to at least 0.6",
    })
  })
})
