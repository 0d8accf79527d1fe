import { describe, expect, it } from "vitest"
import { optimizeSettingsSchema } from "#shared/model/optimize"
import { frameOf } from "#engine/numerics/frame"
import { convexProfiles, supportedProfiles } from "#engine/portfolio/dialects/engines"
import { optimize } from "#engine/portfolio/optimize"
import { syntheticReturns } from "../../../bench/synthetic"
import { syn } from "../../../golden/syn"

const settings = (more: object) => optimizeSettingsSchema.parse({ engine: "textbook", ...more })

/** Four days on which b moves twice as much as a, and neither moves with the other: variances 1 and 4. */
const crossed = frameOf(Int32Array.of(0, 1, 2, 3), [
  { name: "a", values: [0.01, -0.01, 0.01, -0.01] },
  { name: "b", values: [0.02, 0.02, -0.02, -0.02] },
])

const leastVariance = (more: object) => optimize(crossed, settings({ risk_profile: "min_variance", ...more }))

describe("groups and turnover of two uncorrelated items, whose least variance is 80 % and 20 %", () => {
  it("cap a group", async () => {
    const { weights, outcome } = await leastVariance({ groups: [{ name: "calm", items: ["a"], max: 0.6 }] })
    expect(weights![0]).toBeCloseTo(0.6, 9)
    expect(weights![1]).toBeCloseTo(0.4, 9)
    expect(outcome.bounds).toEqual({ rule: "in_set", binding: [], bindingLimits: ["group calm <= 0.6"] })
    expect(outcome.certificate!.value).toBeLessThanOrEqual(1e-8)
  })

  it("keep a group up", async () => {
    const { weights } = await leastVariance({ groups: [{ name: "wild", items: ["b"], min: 0.35 }] })
    expect(weights![1]).toBeCloseTo(0.35, 9)
  })

  it("count what is bought and what is sold: 80 % of turnover moves 40 % of the portfolio", async () => {
    const { weights, outcome } = await leastVariance({ turnover: { previous: { b: 1 }, limit: 0.8 } })
    expect(weights![0]).toBeCloseTo(0.4, 9)
    expect(outcome.bounds.bindingLimits).toEqual(["turnover <= 0.8"])
  })

  it("that do not bind leave the weights as they are", async () => {
    const { weights, outcome } = await leastVariance({
      groups: [{ name: "calm", items: ["a"], max: 0.9 }],
      turnover: { previous: { a: 0.5, b: 0.5 }, limit: 1 },
    })
    expect(weights![0]).toBeCloseTo(0.8, 8)
    expect(outcome.bounds.bindingLimits).toEqual([])
  })
})

const limits = {
  groups: [
    { name: "first", items: ["s0", "s1"], max: 0.3 },
    { name: "last", items: ["s2", "s5"], min: 0.15, max: 0.35 },
  ],
  turnover: { previous: { s0: 0.3, s1: 0.2, s2: 0.1, s3: 0.2, s4: 0.1, s5: 0.1 }, limit: 0.7 },
}

/** The last column is the opposite of the first, so that every beta can be neutralised. */
function sixItems() {
  const frame = syn(5)
  const rows = frame.days.length
  const columns = frame.names.map((name, i) => ({
    name,
    values: frame.values.subarray(i * rows, (i + 1) * rows),
  }))
  const mirror = columns[0]!.values.map((value) => 0.0002 - value)
  return frameOf(frame.days, [...columns, { name: "s5", values: mirror }])
}

const convexOf = (["textbook", "custom", "skfolio"] as const).flatMap((engine) =>
  supportedProfiles(engine)
    .filter((profile) => convexProfiles.includes(profile))
    .map((profile) => [engine, profile] as const),
)

describe("every convex risk profile", () => {
  it.each(convexOf)("%s %s keeps groups and turnover, certified", async (engine, risk_profile) => {
    const more = { benchmark_sleeves: ["s0"], max_weight: 0.5 }
    const result = await optimize(sixItems(), settings({ engine, risk_profile, ...more, ...limits }))
    expect(result.problems).toEqual([])
    const [s0, s1, s2, s3, s4, s5] = result.weights as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    expect(s0 + s1).toBeLessThanOrEqual(0.3 + 1e-9)
    expect(s2 + s5).toBeGreaterThanOrEqual(0.15 - 1e-9)
    expect(s2 + s5).toBeLessThanOrEqual(0.35 + 1e-9)
    const traded = [s0 - 0.3, s1 - 0.2, s2 - 0.1, s3 - 0.2, s4 - 0.1, s5 - 0.1]
    expect(traded.reduce((sum, change) => sum + Math.abs(change), 0)).toBeLessThanOrEqual(0.7 + 1e-9)
    expect(result.outcome.bounds.bindingLimits).not.toEqual([])
    expect(result.outcome.certificate!.value).toBeLessThanOrEqual(1e-8)
  })
})

describe("groups of fixed shares that make up the whole portfolio, under a turnover limit", () => {
  const frame = syntheticReturns(100)
  // A linear congruential rule (48271, 2^31 - 1) deals the items out to three groups and two portfolios.
  const dealt = (seed: number) => {
    let state = seed
    const random = () => {
      state = (state * 48_271) % 2_147_483_647
      return state / 2_147_483_647
    }
    const portfolio = () => {
      const raw = frame.names.map(random)
      const total = raw.reduce((sum, value) => sum + value, 0)
      return raw.map((value) => value / total)
    }
    const near = portfolio()
    const previous = portfolio()
    const member = frame.names.map(() => Math.floor(random() * 3))
    const traded = near.reduce((sum, weight, i) => sum + Math.abs(weight - previous[i]!), 0)
    return {
      turnover: {
        previous: Object.fromEntries(frame.names.map((name, i) => [name, previous[i]!])),
        limit: traded * 1.05 + 0.01,
      },
      groups: [0.3, 0.45, 0.25].map((share, g) => ({
        name: `group ${g}`,
        items: frame.names.filter((_, i) => member[i] === g),
        min: share,
        max: share,
      })),
    }
  }

  // Deals 8 and 4 are those on which the inequalities alone end above the certificate's limit.
  it.each([
    ["min_variance", 1],
    ["min_variance", 8],
    ["max_sharpe", 4],
    ["risk_parity", 4],
    ["min_cvar", 8],
  ])("are solved for %s, certified, on deal %i", async (risk_profile, seed) => {
    const { weights, outcome } = await optimize(frame, settings({ risk_profile, ...dealt(seed) }))
    expect(outcome.kind).toBe("solved")
    dealt(seed).groups.forEach(({ items, min }) => {
      const share = items.reduce((sum, name) => sum + weights![frame.names.indexOf(name)]!, 0)
      expect(share).toBeCloseTo(min, 8)
    })
  })
})

describe("groups and turnover", () => {
  it("are refused by a risk profile that is not convex", async () => {
    const closed = ["equal_weight", "inverse_volatility", "inverse_variance", "hrp", "herc", "market"]
    for (const risk_profile of closed) {
      const asked = { risk_profile, benchmark_sleeves: ["a"] }
      for (const limit of [
        { groups: [{ name: "calm", items: ["a"], max: 0.6 }] },
        { turnover: { previous: {}, limit: 1 } },
      ]) {
        const { weights, problems } = await optimize(crossed, settings({ ...asked, ...limit }))
        expect(weights).toBeNull()
        expect(problems).toMatchObject([{ code: "optimize.unsupported" }])
        expect(problems[0]!.remedy).toContain("min_variance")
      }
    }
    for (const risk_profile of ["barbell", "adaptive"]) {
      const asked = { engine: "custom", risk_profile, groups: [{ name: "calm", items: ["a"], max: 0.6 }] }
      const { problems } = await optimize(crossed, settings(asked))
      expect(problems.map(({ code }) => code)).toEqual(["optimize.unsupported"])
    }
  })

  it("name items that are not there", async () => {
    const { problems } = await leastVariance({
      groups: [{ name: "calm", items: ["a", "gold"], max: 0.6 }],
      turnover: { previous: { silver: 1 }, limit: 1 },
    })
    expect(problems.map(({ code, seen, where }) => [code, seen, where])).toEqual([
      ["bounds.unknownItem", "gold", "groups"],
      ["bounds.unknownItem", "silver", "turnover.previous"],
    ])
  })

  it("in conflict are told by name, with the smallest loosening", async () => {
    const groups = [
      { name: "calm", items: ["a"], max: 0.3 },
      { name: "wild", items: ["b"], max: 0.5 },
    ]
    for (const risk_profile of convexProfiles.filter((one) => one !== "market_neutral")) {
      const { outcome, problems } = await optimize(crossed, settings({ risk_profile, groups }))
      expect(outcome.infeasibility).toMatchObject({
        reason: "constraints",
        relaxation: expect.stringMatching(/^loosen "group (calm|wild) <= 0\.[35]" by 0\.2$/),
      })
      expect([...outcome.infeasibility!.conflict].sort()).toEqual([
        "group calm <= 0.3",
        "group wild <= 0.5",
        "sum of weights = 1",
      ])
      expect(problems.map(({ code }) => code)).toEqual(["optimize.infeasible"])
    }
  })

  it("hold for a single item too", async () => {
    const one = frameOf(crossed.days, [{ name: "a", values: [0.01, -0.01, 0.01, -0.01] }])
    for (const engine of ["textbook", "custom"]) {
      const asked = {
        engine,
        risk_profile: "min_variance",
        groups: [{ name: "calm", items: ["a"], max: 0.6 }],
      }
      const { outcome } = await optimize(one, settings(asked))
      expect(outcome.infeasibility?.reason).toBe("constraints")
    }
  })

  it("without a min or a max say nothing and are refused", () => {
    const parsed = optimizeSettingsSchema.safeParse({
      risk_profile: "min_variance",
      groups: [{ name: "calm", items: ["a"] }],
    })
    expect(parsed.success ? [] : parsed.error.issues.map(({ message }) => message)).toEqual([
      "a group needs a min or a max",
    ])
  })
})
