import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { optimizeSettingsSchema } from "#shared/model/optimize"
import { columnOf, frameOf, type ReturnFrame } from "#engine/numerics/frame"
import { quadraticForm } from "#engine/numerics/matrix"
import { centre, sampleCovariance } from "#engine/portfolio/covariance/sample"
import { projectOnBounds } from "#engine/portfolio/bounds/project"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { optimize } from "#engine/portfolio/optimize"

const settings = (more: object) => optimizeSettingsSchema.parse({ engine: "textbook", ...more })
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0)

/** Deterministic noise in (-1, 1). */
function noise(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return (2 * state) / 2_147_483_647 - 1
  }
}

/**
 * Columns with one common factor and noise of their own; `volatilities` gives their number and sizes.
 * The drift keeps every mean positive, so that there is always a best Sharpe ratio.
 */
function market(seed: number, rows: number, volatilities: readonly number[], drift = 0.02): ReturnFrame {
  const next = noise(seed)
  const factor = Float64Array.from({ length: rows }, next)
  return frameOf(
    Int32Array.from({ length: rows }, (_, t) => 20_000 + t),
    volatilities.map((volatility, i) => ({
      name: `c${String(i).padStart(2, "0")}`,
      values: factor.map((common) => drift + volatility * (0.5 * common + next())),
    })),
  )
}

const marketsOf = (drift: number) =>
  fc
    .record({
      seed: fc.integer({ min: 1, max: 2 ** 30 }),
      rows: fc.integer({ min: 40, max: 120 }),
      volatilities: fc.array(fc.double({ min: 0.003, max: 0.04, noNaN: true }), {
        minLength: 3,
        maxLength: 7,
      }),
    })
    .map(({ seed, rows, volatilities }) => market(seed, rows, volatilities, drift))

const markets = marketsOf(0.02)
/** With drawdowns worth the name. */
const losingMarkets = marketsOf(0.001)

/** The frame with its columns in another order: position k holds column order[k]. */
function permuted(frame: ReturnFrame, order: readonly number[]): ReturnFrame {
  return frameOf(
    frame.days,
    order.map((i) => ({ name: frame.names[i]!, values: columnOf(frame, i) })),
  )
}

function scaledBy(frame: ReturnFrame, factor: number): ReturnFrame {
  return { ...frame, values: frame.values.map((value) => value * factor) }
}

const solve = async (frame: ReturnFrame, more: object) => {
  const result = await optimize(frame, settings(more))
  expect(result.problems).toEqual([])
  return { weights: result.weights!, result }
}

const runs = { numRuns: 25, seed: 20_240_601 }
const unique = [
  "equal_weight",
  "inverse_volatility",
  "inverse_variance",
  "min_variance",
  "max_sharpe",
  "max_diversification",
  "risk_parity",
]

describe("another order of the columns", () => {
  for (const riskProfile of unique) {
    it(`only reorders the weights of ${riskProfile}`, async () => {
      await fc.assert(
        fc.asyncProperty(markets, async (frame) => {
          const order = frame.names.map((_, i) => i).reverse()
          const straight = await solve(frame, { risk_profile: riskProfile })
          const turned = await solve(permuted(frame, order), { risk_profile: riskProfile })
          order.forEach((i, k) => expect(turned.weights[k]).toBeCloseTo(straight.weights[i]!, 5))
        }),
        runs,
      )
    })
  }

  for (const [riskProfile, figure] of [
    ["min_cvar", "dailyCVaR95"],
    ["min_cdar", "dailyCDaR95"],
  ] as const) {
    it(`leaves the objective of ${riskProfile}`, async () => {
      await fc.assert(
        fc.asyncProperty(losingMarkets, async (frame) => {
          const order = frame.names.map((_, i) => i).reverse()
          const straight = await solve(frame, { risk_profile: riskProfile })
          const turned = await solve(permuted(frame, order), { risk_profile: riskProfile })
          const [one, other] = [straight, turned].map(({ result }) => result.outcome.objective[figure]!)
          expect(Math.abs(other! - one!)).toBeLessThanOrEqual(1e-7 * Math.abs(one!) + 1e-12)
        }),
        runs,
      )
    })
  }

  it("leaves heights and members of the tree of hrp", async () => {
    await fc.assert(
      fc.asyncProperty(markets, async (frame) => {
        const order = frame.names.map((_, i) => i).reverse()
        const treeOf = async (one: ReturnFrame) => {
          const { clusterTree } = (await solve(one, { risk_profile: "hrp" })).result
          const members: string[][] = clusterTree!.items.map((name) => [name])
          for (const { left, right } of clusterTree!.merges) {
            members.push([...members[left]!, ...members[right]!].sort())
          }
          return {
            heights: clusterTree!.merges.map(({ height }) => height),
            members: members.slice(one.names.length),
          }
        }
        const straight = await treeOf(frame)
        const turned = await treeOf(permuted(frame, order))
        expect(turned.members).toEqual(straight.members)
        turned.heights.forEach((height, k) => expect(height).toBeCloseTo(straight.heights[k]!, 12))
      }),
      runs,
    )
  })
})

describe("returns of another size", () => {
  for (const riskProfile of [...unique, "hrp", "herc"]) {
    it(`leave the weights of ${riskProfile}`, async () => {
      await fc.assert(
        fc.asyncProperty(markets, fc.constantFrom(1e-3, 0.1, 7, 1e3), async (frame, factor) => {
          const one = await solve(frame, { risk_profile: riskProfile })
          const other = await solve(scaledBy(frame, factor), { risk_profile: riskProfile })
          other.weights.forEach((weight, i) => expect(weight).toBeCloseTo(one.weights[i]!, 5))
        }),
        runs,
      )
    })
  }
})

describe("a column and its twin", () => {
  const withTwin = (frame: ReturnFrame) =>
    frameOf(frame.days, [
      ...frame.names.map((name, i) => ({ name, values: columnOf(frame, i) })),
      { name: "twin", values: columnOf(frame, 0) },
    ])

  for (const riskProfile of ["min_variance", "max_diversification"]) {
    it(`share the original's weight in ${riskProfile}`, async () => {
      await fc.assert(
        fc.asyncProperty(markets, async (frame) => {
          const alone = await solve(frame, { risk_profile: riskProfile })
          const { weights } = await solve(withTwin(frame), { risk_profile: riskProfile })
          expect(weights[0]! + weights.at(-1)!).toBeCloseTo(alone.weights[0]!, 4)
        }),
        runs,
      )
    })
  }

  it("get equal weights in risk_parity", async () => {
    await fc.assert(
      fc.asyncProperty(markets, async (frame) => {
        const { weights } = await solve(withTwin(frame), { risk_profile: "risk_parity" })
        expect(weights.at(-1)).toBeCloseTo(weights[0]!, 7)
      }),
      runs,
    )
  })
})

describe("bounds of every item's own", () => {
  const bounded = markets.chain((frame) => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: 2 * frame.names.length,
      maxLength: 2 * frame.names.length,
    })
    return shares.map((random) => {
      const n = frame.names.length
      const bounds = Object.fromEntries(
        frame.names.map((name, i) => [
          name,
          { min: (0.9 * random[i]!) / n, max: Math.min(1, (1 + 2 * random[n + i]!) / n) },
        ]),
      )
      return { frame, bounds }
    })
  })

  for (const [engine, riskProfile] of [
    ["custom", "equal_weight"],
    ["custom", "hrp"],
    ["custom", "min_variance"],
    ["custom", "max_sharpe"],
    ["custom", "risk_parity"],
    ["custom", "barbell"],
    ["textbook", "min_variance"],
    ["textbook", "max_sharpe"],
    ["textbook", "max_diversification"],
    ["textbook", "risk_parity"],
    ["textbook", "inverse_variance"],
    ["textbook", "min_cvar"],
    ["textbook", "herc"],
    ["skfolio", "hrp"],
    ["skfolio", "herc"],
    ["riskfolio", "hrp"],
    ["riskfolio", "herc"],
  ]) {
    it(`hold in ${engine} ${riskProfile}, and the weights sum to 1`, async () => {
      await fc.assert(
        fc.asyncProperty(bounded, async ({ frame, bounds }) => {
          const { weights } = await solve(frame, { engine, risk_profile: riskProfile, bounds })
          expect(Math.abs(sum(weights) - 1)).toBeLessThanOrEqual(1e-9)
          frame.names.forEach((name, i) => {
            expect(weights[i]).toBeGreaterThanOrEqual(bounds[name]!.min - 1e-12)
            expect(weights[i]).toBeLessThanOrEqual(bounds[name]!.max + 1e-12)
          })
        }),
        runs,
      )
    })
  }

  it("hold under the platform's rule", async () => {
    await fc.assert(
      fc.asyncProperty(bounded, async ({ frame, bounds }) => {
        const { weights } = await solve(frame, { risk_profile: "hrp", bounds_rule: "platform", bounds })
        frame.names.forEach((name, i) => {
          expect(weights[i]).toBeGreaterThanOrEqual(bounds[name]!.min - 1e-12)
          expect(weights[i]).toBeLessThanOrEqual(bounds[name]!.max + 1e-12)
        })
      }),
      runs,
    )
  })
})

describe("a random feasible point", () => {
  const bounded = fc.record({
    frame: markets,
    seed: fc.integer({ min: 1, max: 1e9 }),
    room: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
  })

  it("has no less variance than min_variance, no better Sharpe than max_sharpe", async () => {
    await fc.assert(
      fc.asyncProperty(bounded, async ({ frame, seed, room }) => {
        const n = frame.names.length
        const asked = { min_weight: 0.02, max_weight: Math.min(1, 1 / n + room) }
        const bounds = uniformBounds(n, asked.min_weight, asked.max_weight)
        const covariance = sampleCovariance(centre(frame), 1)
        const { mean } = centre(frame)
        const least = await solve(frame, { risk_profile: "min_variance", ...asked })
        const best = await solve(frame, { risk_profile: "max_sharpe", ...asked })
        const sharpe = (weights: Float64Array) =>
          sum(weights.map((weight, i) => weight * mean[i]!)) / Math.sqrt(quadraticForm(covariance, weights))
        const next = noise(seed)
        for (let k = 0; k < 40; k++) {
          const point = projectOnBounds(Float64Array.from({ length: n }, next), bounds)
          expect(quadraticForm(covariance, point)).toBeGreaterThanOrEqual(
            quadraticForm(covariance, least.weights) * (1 - 1e-8),
          )
          expect(sharpe(point)).toBeLessThanOrEqual(sharpe(best.weights) * (1 + 1e-8))
        }
      }),
      runs,
    )
  })

  const covarianceOf = (frame: ReturnFrame) => sampleCovariance(centre(frame), 1)
  const returnsOf = (frame: ReturnFrame, weights: Float64Array): number[] =>
    Array.from(frame.days, (_, t) => sum(weights.map((weight, i) => weight * columnOf(frame, i)[t]!)))
  /** Mean of the worst twentieth, the last of them as far as it belongs to it (Rockafellar and Uryasev 2002). */
  const worstTwentieth = (values: readonly number[]): number => {
    const worst = [...values].sort((a, b) => b - a)
    const share = 0.05 * worst.length
    return worst.reduce((total, value, k) => total + Math.max(0, Math.min(1, share - k)) * value, 0) / share
  }
  /** What each risk profile makes least. */
  const least: Readonly<Record<string, (frame: ReturnFrame, weights: Float64Array) => number>> = {
    max_diversification: (frame, weights) => {
      const covariance = covarianceOf(frame)
      const sigma = weights.map((weight, i) => weight * Math.sqrt(covariance.values[i * covariance.n + i]!))
      return -sum(sigma) / Math.sqrt(quadraticForm(covariance, weights))
    },
    risk_parity: (frame, weights) => {
      const logs = sum(weights.map((weight) => Math.log(weight))) / weights.length
      return Math.log(quadraticForm(covarianceOf(frame), weights)) / 2 - logs
    },
    min_cvar: (frame, weights) => worstTwentieth(returnsOf(frame, weights).map((value) => -value)),
    min_cdar: (frame, weights) => {
      let wealth = 0
      let peak = 0
      const depths = returnsOf(frame, weights).map((value) => {
        wealth += value
        peak = Math.max(peak, wealth)
        return peak - wealth
      })
      return worstTwentieth(depths)
    },
  }
  for (const [riskProfile, valueOf] of Object.entries(least)) {
    it(`is no better than the weights of ${riskProfile}`, async () => {
      await fc.assert(
        fc.asyncProperty(bounded, async ({ frame, seed, room }) => {
          const n = frame.names.length
          const asked = { min_weight: 0.02, max_weight: Math.min(1, 1 / n + room) }
          const bounds = uniformBounds(n, asked.min_weight, asked.max_weight)
          const { weights } = await solve(frame, { risk_profile: riskProfile, ...asked })
          const best = valueOf(frame, weights)
          const next = noise(seed)
          for (let k = 0; k < 30; k++) {
            const point = projectOnBounds(Float64Array.from({ length: n }, next), bounds)
            expect(valueOf(frame, point)).toBeGreaterThanOrEqual(best - 1e-8 * Math.abs(best))
          }
        }),
        runs,
      )
    })
  }
})

const keeping = (weights: Float64Array) =>
  Math.abs(sum(weights) - 1) <= 1e-9 && Math.min(...weights) >= -1e-12 ? "kept" : "broken"

describe("awkward data", () => {
  const every = [...unique, "hrp", "herc", "min_cvar", "min_cdar"]
  const awkward: Record<string, ReturnFrame> = {
    "fewer days than columns": market(
      5,
      6,
      Array.from({ length: 12 }, () => 0.01),
    ),
    "two identical columns": (() => {
      const frame = market(6, 80, [0.01, 0.02, 0.015])
      return frameOf(frame.days, [
        ...frame.names.map((name, i) => ({ name, values: columnOf(frame, i) })),
        { name: "twin", values: columnOf(frame, 1) },
      ])
    })(),
    "a correlation of 0.9999": (() => {
      const frame = market(7, 80, [0.01, 0.02])
      const near = columnOf(frame, 0).map((value, t) => value + 0.00008 * Math.sin(t))
      return frameOf(frame.days, [
        ...frame.names.map((name, i) => ({ name, values: columnOf(frame, i) })),
        { name: "near", values: near },
      ])
    })(),
    "volatilities of one to ten thousand": market(8, 90, [0.000003, 0.0003, 0.03, 0.01], 0.000001),
    "one column": market(9, 60, [0.01]),
    "two columns": market(10, 60, [0.01, 0.02]),
  }
  for (const [name, frame] of Object.entries(awkward)) {
    it(`of ${name} gives weights that keep to everything, or says why not`, async () => {
      for (const riskProfile of every) {
        const result = await optimize(frame, settings({ risk_profile: riskProfile }))
        const { kind, infeasibility } = result.outcome
        const verdict = result.weights === null ? `${kind} ${infeasibility?.reason}` : keeping(result.weights)
        expect(["kept", "infeasible singularCovariance"]).toContain(verdict)
      }
    })
  }

  it("keeps to tight and to fixed bounds", async () => {
    const frame = market(11, 80, [0.01, 0.02, 0.03, 0.015])
    for (const riskProfile of every) {
      const fixed = await solve(frame, { risk_profile: riskProfile, min_weight: 0.25, max_weight: 0.25 })
      fixed.weights.forEach((weight) => expect(weight).toBeCloseTo(0.25, 12))
      const tight = await solve(frame, { risk_profile: riskProfile, min_weight: 0.2499, max_weight: 0.2502 })
      tight.weights.forEach((weight) => {
        expect(weight).toBeGreaterThanOrEqual(0.2499 - 1e-12)
        expect(weight).toBeLessThanOrEqual(0.2502 + 1e-12)
      })
    }
  })
})
