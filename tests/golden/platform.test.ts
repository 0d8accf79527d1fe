import { describe, expect, it } from "vitest"
import { optimizeSettingsSchema } from "#shared/model/optimize"
import { columnOf } from "#engine/numerics/frame"
import { leavesOf, linkage } from "#engine/numerics/linkage"
import { centre, correlationOf } from "#engine/portfolio/covariance/sample"
import { ledoitWolf } from "#engine/portfolio/covariance/ledoit-wolf"
import { correlationDistance } from "#engine/portfolio/hierarchical/distance"
import { antifragility } from "#engine/portfolio/custom/antifragility"
import { optimize } from "#engine/portfolio/optimize"
import { syn } from "./syn"

/** Figures of the Python platform on its own fixtures, without its hidden cap (reference 6.3). */
const expected: Record<string, { tolerance: number; weights: Record<number, number[]> }> = {
  hrp: {
    tolerance: 1e-9,
    weights: {
      3: [0.2494122314, 0.3294037036, 0.421184065],
      5: [0.1715912694, 0.2236707707, 0.2840401518, 0.200548833, 0.120148975],
      6: [0.1996162244, 0.2198337216, 0.27861128, 0.1701185167, 0.0655315231, 0.0662887342],
    },
  },
  min_variance: {
    tolerance: 1e-6,
    weights: {
      3: [0.3046148853, 0.3420331547, 0.35335196],
      5: [0.218920558, 0.1934161077, 0.2177622072, 0.2041787917, 0.1657223354],
      6: [0.2116177752, 0.1770248142, 0.1852138066, 0.166563217, 0.1267430458, 0.1328373412],
    },
  },
  max_sharpe: {
    tolerance: 1e-6,
    weights: {
      3: [0, 0.2554138767, 0.7445861233],
      5: [0, 0, 0, 0.2606240928, 0.7393759072],
      6: [0, 0, 0, 0, 0.4108252017, 0.5891747983],
    },
  },
  risk_parity: {
    tolerance: 1e-5,
    weights: {
      3: [0.3327663652, 0.3334598321, 0.3337738027],
      5: [0.2003569665, 0.199953094, 0.2003043959, 0.2000887196, 0.1992968239],
      6: [0.1674834966, 0.1669775597, 0.1670466696, 0.1667206718, 0.1659711618, 0.1658004406],
    },
  },
}

describe("the custom engine gives the platform's figures", () => {
  it("on the fixture as the platform generated it", () => {
    const frame = syn(6)
    const first = Array.from({ length: 6 }, (_, k) => columnOf(frame, k)[0]!)
    const published = [
      0.007744962439, 0.00932835737, 0.012635318794, -0.016156660854, 0.016605780232, -0.004519474041,
    ]
    first.forEach((value, k) => expect(value).toBeCloseTo(published[k]!, 12))
  })

  for (const [riskProfile, { tolerance, weights }] of Object.entries(expected)) {
    for (const [n, figures] of Object.entries(weights)) {
      it(`${riskProfile} of SYN${n}`, async () => {
        const settings = optimizeSettingsSchema.parse({ risk_profile: riskProfile })
        const result = await optimize(syn(Number(n)), settings)
        expect(result.outcome.kind).toBe("solved")
        figures.forEach((figure, i) => {
          expect(Math.abs(result.weights![i]! - figure)).toBeLessThanOrEqual(tolerance)
        })
      })
    }
  }

  it("barbell of SYN3 and SYN5", async () => {
    const settings = optimizeSettingsSchema.parse({ risk_profile: "barbell" })
    const three = await optimize(syn(3), settings)
    const five = await optimize(syn(5), settings)
    const published = {
      three: [0.1, 0.4587192211, 0.4412807789],
      five: [0.05, 0.327427538, 0.3007976694, 0.2717747926, 0.05],
    }
    published.three.forEach((figure, i) => expect(Math.abs(three.weights![i]! - figure)).toBeLessThan(1e-6))
    published.five.forEach((figure, i) => expect(Math.abs(five.weights![i]! - figure)).toBeLessThan(1e-6))
  })

  it("antifragility of SYN5", () => {
    const published = [0.7049785366, 0.4333872717, 0.2447277234, 0.4408797434, 0.5952380497]
    antifragility(syn(5)).forEach((score, i) => expect(score).toBeCloseTo(published[i]!, 10))
  })

  it("shrinks SYN5 by 0.06790024199009655", () => {
    expect(ledoitWolf(centre(syn(5))).shrinkage).toBeCloseTo(0.06790024199009655, 14)
  })

  it("links SYN5 at the platform's heights, in its leaf order", () => {
    const distances = correlationDistance(correlationOf(centre(syn(5)).population))
    const merges = linkage(distances, 5, "ward")
    const heights = [0.42070901, 0.69549871, 0.70078676, 0.84057096]
    merges.forEach((merge, k) => expect(merge.height).toBeCloseTo(heights[k]!, 8))
    expect(leavesOf(merges, 5)).toEqual([3, 4, 2, 0, 1])
  })
})
