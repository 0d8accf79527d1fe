import { describe, expect, it } from "vitest"
import { constantCorrelation } from "#engine/portfolio/covariance/constant-correlation"
import { exponentialCovariance } from "#engine/portfolio/covariance/exponential"
import { ledoitWolf } from "#engine/portfolio/covariance/ledoit-wolf"
import { oas } from "#engine/portfolio/covariance/oas"
import { centre, correlationOf, sampleCovariance } from "#engine/portfolio/covariance/sample"
import { frameOf } from "#engine/numerics/frame"
import { syn } from "../../../golden/syn"

/** Figures computed once with numpy 2.4.6 from the same rule-generated returns. */
describe("covariance estimators", () => {
  it("take the sample covariance with ddof 1 or 0", () => {
    const one = sampleCovariance(centre(syn(3)), 1).values
    const published = [8.107119314431293e-5, 4.515065257859208e-5, 1.6364658363933497e-5]
    published.forEach((figure, j) => expect(one[j]! / figure).toBeCloseTo(1, 12))
    const zero = sampleCovariance(centre(syn(3)), 0).values
    expect(zero[0]! / 8.053071852335086e-5).toBeCloseTo(1, 12)
  })

  it("halve an observation's weight after the half-life", () => {
    const { values } = exponentialCovariance(centre(syn(3)), 20)
    const published = [
      8.056801658404488e-5, 4.5204803131158355e-5, 1.6359717437192893e-5, 4.5204803131158355e-5,
      6.092657455629086e-5, 8.39464943452573e-6,
    ]
    published.forEach((figure, at) => expect(values[at]! / figure).toBeCloseTo(1, 11))
  })

  it("never shrink by less than nothing: without noise, rounding would leave columns a negative variance", () => {
    const columns = [
      [-0.01, -0.01],
      [-0.010000000000000009, -0.010000000000000009],
      [0.01, -0.01],
      [-103.5204217158474, 242.70279559677155],
      [-103.5204217158474, 242.70279559677155],
      [0.0001, 1e-300],
    ]
    const frame = frameOf(
      Int32Array.of(0, 3),
      columns.map((values, i) => ({ name: `c${i}`, values })),
    )
    const { covariance, shrinkage } = ledoitWolf(centre(frame))
    expect(shrinkage).toBe(0)
    expect(covariance.values[0]).toBe(0)
  })

  it("shrink by the oracle's approximation", () => {
    expect(oas(centre(syn(5))).shrinkage).toBeCloseTo(0.09935254820115902, 13)
  })

  it("shrink to one common correlation", () => {
    const { shrinkage, covariance } = constantCorrelation(centre(syn(5)))
    expect(shrinkage).toBeCloseTo(0.13085293545308066, 12)
    const published = [
      8.053071852335085e-5, 3.962423644422656e-5, 1.485207902652295e-5, -9.847589236392097e-6,
      -3.380467294892097e-5,
    ]
    published.forEach((figure, j) => expect(covariance.values[j]! / figure).toBeCloseTo(1, 11))
  })

  it("shrink to constant correlation with PyPortfolioOpt's two divisors", () => {
    expect(constantCorrelation(centre(syn(5)), 1).shrinkage).toBeCloseTo(0.12911431256480985, 12)
  })

  it("correlate a column without variance with nothing, and a copy with 1", () => {
    const days = Int32Array.of(0, 1, 2)
    const frame = frameOf(days, [
      { name: "a", values: [0.1, -0.2, 0.3] },
      { name: "still", values: [0, 0, 0] },
      { name: "copy", values: [0.1, -0.2, 0.3] },
    ])
    const correlation = correlationOf(centre(frame).population)
    expect([...correlation.values].map((value) => Number(value.toFixed(12)))).toEqual([
      1, 0, 1, 0, 1, 0, 1, 0, 1,
    ])
  })
})
