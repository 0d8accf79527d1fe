import { describe, expect, it } from "vitest"
import { frameOf } from "#engine/numerics/frame"
import { centre } from "#engine/portfolio/covariance/sample"
import { ledoitWolf } from "#engine/portfolio/covariance/ledoit-wolf"
import { customCovariance } from "#engine/portfolio/custom/covariance"
import { columnOf } from "#engine/numerics/frame"
import { syn } from "../../../golden/syn"

const twins = frameOf(syn(1).days, [
  { name: "one", values: columnOf(syn(1), 0) },
  { name: "twin", values: columnOf(syn(1), 0) },
])

describe("the ladder of the custom covariance", () => {
  it("takes its first step where the condition number is fine already", () => {
    const { steps, shrinkage } = customCovariance(centre(syn(5)), 0.01, 15_000)
    expect(steps.map(({ intensity }) => intensity)).toEqual([0.01])
    expect(shrinkage).toBeCloseTo(0.06790024199009655, 14)
  })

  it("mixes in the identity until the condition number is low enough", () => {
    // Shrinkage leaves the two equal columns a correlation of 0.984477. Mixed with the identity it is
    // r = 0.984477 (1 - s), and (1 + r) / (1 - r) <= 50 first holds at s = 0.03, with 43.4.
    const { steps, covariance } = customCovariance(centre(twins), 0.01, 50)
    expect(steps.map(({ intensity }) => intensity?.toFixed(2))).toEqual(["0.01", "0.02", "0.03"])
    expect(steps.at(-1)!.conditionNumber).toBeCloseTo(43.388, 2)
    expect(covariance.values[1]! / covariance.values[0]!).toBeCloseTo(0.954943, 5)
  })

  it("ends with a ridge of a tenth of the mean variance", () => {
    const { steps, covariance } = customCovariance(centre(twins), 0.01, 5)
    expect(steps).toHaveLength(11)
    expect(steps.at(-1)).toEqual({ intensity: null, conditionNumber: null })
    const annual = ledoitWolf(centre(twins)).covariance.values[0]! * 252
    expect(covariance.values[0]! / annual).toBeCloseTo(1.1, 12)
    expect(covariance.values[1]! / annual).toBeCloseTo(0.984477, 6)
  })

  it("is the annualised sample variance for one column", () => {
    // numpy.var of the first column of the fixture with ddof 1, times 252.
    const { covariance } = customCovariance(centre(syn(1)), 0.01, 15_000)
    expect(covariance.values[0]! / (8.107119314431293e-5 * 252)).toBeCloseTo(1, 12)
  })
})
