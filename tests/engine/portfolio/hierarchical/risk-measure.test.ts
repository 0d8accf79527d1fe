import { describe, expect, it } from "vitest"
import { optimizeSettingsSchema } from "#shared/model/optimize"
import { diagonal, type SymmetricMatrix } from "#engine/numerics/matrix"
import { optimizeMoments } from "#engine/portfolio/optimize"

const deviations = [0.01, 0.02, 0.03, 0.015, 0.025, 0.012]

/** Two triples, near inside, and 0.1 + 0.01 (i + j) across. */
function correlationOfTriples(): SymmetricMatrix {
  const inside: Readonly<Record<string, number>> = { 1: 0.8, 2: 0.7, 12: 0.75, 34: 0.6, 35: 0.5, 45: 0.55 }
  const of = (i: number, j: number): number =>
    i === j ? 1 : (inside[String(10 * Math.min(i, j) + Math.max(i, j))] ?? 0.1 + 0.01 * (i + j))
  return { n: 6, values: Float64Array.from({ length: 36 }, (_, at) => of(Math.floor(at / 6), at % 6)) }
}

async function weightsOf(asked: object): Promise<number[]> {
  const correlation = correlationOfTriples()
  const covariance = {
    n: 6,
    values: correlation.values.map(
      (value, at) => value * deviations[Math.floor(at / 6)]! * deviations[at % 6]!,
    ),
  }
  const moments = {
    names: deviations.map((_, i) => `v${i}`),
    rows: 250,
    mean: new Float64Array(6),
    deviation: diagonal(covariance).map(Math.sqrt),
    covariance,
    correlation,
  }
  const settings = optimizeSettingsSchema.parse({ engine: "skfolio", ...asked })
  const { weights, problems } = await optimizeMoments(moments, settings, {
    series: null,
    periodsPerYear: 252,
  })
  expect(problems).toEqual([])
  return [...weights!]
}

/** By numpy and scipy, after the definitions of skfolio 0.20 and Riskfolio-Lib 7 (`rm="vol"`). */
const expected: readonly { readonly asked: object; readonly weights: readonly number[] }[] = [
  {
    asked: { risk_profile: "hrp" },
    weights: [
      0.32468757528751346, 0.0867764046048747, 0.05785093640324977, 0.13834089667259844, 0.08300453800355906,
      0.30933964902820454,
    ],
  },
  {
    asked: { risk_profile: "herc", clusters: 2 },
    weights: [
      0.2559899543430752, 0.1279949771715376, 0.08532998478102508, 0.18620529252784637, 0.1117231755167078,
      0.2327566156598079,
    ],
  },
  {
    asked: { risk_profile: "herc", clusters: 3 },
    weights: [
      0.3590386782768109, 0.17951933913840545, 0.11967955942560365, 0.08909185790339626, 0.05345511474203775,
      0.19921545051374592,
    ],
  },
  {
    asked: { risk_profile: "herc", clusters: 2, engine: "riskfolio", linkage: "ward", herc_within: "equal" },
    weights: [
      0.1564383054318793, 0.1564383054318793, 0.1564383054318793, 0.176895027901454, 0.176895027901454,
      0.176895027901454,
    ],
  },
]

describe("hierarchies by standard deviation", () => {
  for (const { asked, weights } of expected) {
    it(`give the weights of ${JSON.stringify(asked)}`, async () => {
      const found = await weightsOf({ ...asked, risk_measure: "standard_deviation" })
      found.forEach((weight, i) => expect(weight).toBeCloseTo(weights[i]!, 14))
    })
  }

  it("differ from those by variance, which every engine has when nothing is said", async () => {
    const byVariance = await weightsOf({ risk_profile: "herc", clusters: 2 })
    // By the same script.
    expect(byVariance[0]).toBeCloseTo(0.3616842498431789, 14)
    const named = await weightsOf({ risk_profile: "herc", clusters: 2, risk_measure: "variance" })
    expect(named).toEqual(byVariance)
  })
})
