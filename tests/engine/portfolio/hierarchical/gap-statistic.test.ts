import { describe, expect, it } from "vitest"
import { linkage } from "#engine/numerics/linkage"
import { correlationDistance } from "#engine/portfolio/hierarchical/distance"
import { type FigureCase, figureFile, momentsOf } from "../../../golden/cases"
import { deviationGap, meanGap, optimalClusterCount } from "#engine/portfolio/hierarchical/gap-statistic"

/** Euclidean distances between points of the plane. */
function distancesOf(points: readonly (readonly [number, number])[]): Float64Array {
  return Float64Array.from(
    points.flatMap(([x, y]) => points.map(([u, v]) => Math.sqrt((x - u) ** 2 + (y - v) ** 2))),
  )
}

/** Four groups around a circle. */
const fourGroups: (readonly [number, number])[] = [
  [9.073, 0.262],
  [0.058, 6.882],
  [-8.166, -0.213],
  [-0.05, -8.376],
  [7.974, -0.286],
  [-0.788, 8.531],
  [-7.471, 1.026],
  [0.03, -8.243],
  [7.673, -0.928],
  [0.589, 7.339],
  [-8.711, -0.123],
  [0.892, -7.858],
]

describe("the two-difference gap statistic", () => {
  const distances = distancesOf(fourGroups)
  const merges = linkage(distances, 12, "ward")

  it("finds four groups as skfolio reads it", () => {
    expect(optimalClusterCount(merges, distances, 12, meanGap)).toBe(4)
  })

  it("finds four clusters in skfolio's own test, twenty stocks by single linkage", () => {
    // skfolio 0.20, tests/test_utils/test_stats.py, test_compute_optimal_n_clusters.
    const stocks = momentsOf(figureFile<FigureCase>("eq20_long")).correlation
    const between = correlationDistance(stocks)
    expect(optimalClusterCount(linkage(between, 20, "single"), between, 20, meanGap)).toBe(4)
  })

  it("credits the count before, as Riskfolio-Lib reads it", () => {
    expect(optimalClusterCount(merges, distances, 12, deviationGap)).toBe(3)
  })

  it("makes one cluster where there are too few items for a difference", () => {
    const three = distancesOf(fourGroups.slice(0, 3))
    expect(optimalClusterCount(linkage(three, 3, "ward"), three, 3, deviationGap)).toBe(1)
    expect(optimalClusterCount([], new Float64Array(1), 1, deviationGap)).toBe(1)
  })

  it("makes at most ten clusters", () => {
    const many = distancesOf(
      Array.from({ length: 300 }, (_, i) => [Math.sin(i) * i, Math.cos(3 * i)] as const),
    )
    const count = optimalClusterCount(linkage(many, 300, "average"), many, 300, deviationGap)
    expect(count).toBeLessThanOrEqual(10)
    expect(count).toBeGreaterThanOrEqual(2)
  })
})
