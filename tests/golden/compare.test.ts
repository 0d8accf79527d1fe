import { expect, it } from "vitest"
import { beyondTolerance } from "./compare"

it("names tolerances that are broken, that nobody reads, or that are words", () => {
  const tolerance = { weights: 1e-6, objective: 1e-7, shrinkage: 1e-10, advice: "advisory only", nothing: 1 }
  const deviations = {
    weights: () => 1e-6,
    objective: () => 2e-7,
    advice: () => 0,
    nothing: () => Number.NaN,
  }
  expect(beyondTolerance(tolerance, deviations)).toEqual(["objective", "shrinkage", "advice", "nothing"])
})
