import { describe, expect, it } from "vitest"
import { optimizeSettingsSchema } from "#shared/model/optimize"
import { columnOf, frameOf, type ReturnFrame } from "#engine/numerics/frame"
import { optimize } from "#engine/portfolio/optimize"
import { syntheticReturns } from "../../bench/synthetic"
import { syn } from "../../golden/syn"

const settings = (more: object) => optimizeSettingsSchema.parse(more)
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0)

/** `syn(n)` with its first column held at zero. */
function withIdleColumn(n: number): ReturnFrame {
  const { days, names, values } = syn(n)
  const idle = Float64Array.from(values)
  idle.fill(0, 0, days.length)
  return { days, names, values: idle }
}

describe("optimize", () => {
  it("holds a single item whole and two items without a hidden cap", async () => {
    for (const riskProfile of ["equal_weight", "hrp", "min_variance", "max_sharpe", "risk_parity"]) {
      const one = await optimize(syn(1), settings({ risk_profile: riskProfile }))
      expect([...one.weights!]).toEqual([1])
      const two = await optimize(syn(2), settings({ risk_profile: riskProfile }))
      expect(sum(two.weights!)).toBeCloseTo(1, 9)
    }
    const hrp = await optimize(syn(2), settings({ risk_profile: "hrp" }))
    expect(Math.max(...hrp.weights!)).toBeGreaterThan(0.5)
  })

  it("keeps every item, also those of zero weight", async () => {
    const result = await optimize(syn(5), settings({ risk_profile: "max_sharpe" }))
    expect(result.weights).toHaveLength(5)
    expect(result.outcome.bounds.binding).toEqual(["s0", "s1", "s2"])
  })

  it("keeps bounds per item beside the pair for all", async () => {
    const asked = { min_weight: 0.05, max_weight: 0.5, bounds: { s3: { min: 0.3, max: 0.3 } } }
    for (const riskProfile of [
      "equal_weight",
      "hrp",
      "min_variance",
      "max_sharpe",
      "risk_parity",
      "barbell",
    ]) {
      const { weights } = await optimize(syn(5), settings({ risk_profile: riskProfile, ...asked }))
      expect(weights![3]).toBeCloseTo(0.3, 11)
      expect(sum(weights!)).toBeCloseTo(1, 9)
      weights!.forEach((weight) => expect(weight).toBeGreaterThanOrEqual(0.05 - 1e-12))
    }
  })

  it("shows the arithmetic of bounds that can't be met", async () => {
    const result = await optimize(syn(3), settings({ risk_profile: "hrp", min_weight: 0.4 }))
    expect(result.weights).toBeNull()
    expect(result.outcome.kind).toBe("infeasible")
    expect(result.outcome.infeasibility?.conflict).toEqual(["3 x 0.4 = 1.2 > 1"])
    expect(result.problems[0]?.code).toBe("bounds.infeasible")
  })

  it("refuses a bound for an item that is not there, and a negative one", async () => {
    const unknown = await optimize(
      syn(3),
      settings({ risk_profile: "hrp", bounds: { nobody: { max: 0.5 } } }),
    )
    expect(unknown.problems.map(({ code }) => code)).toEqual(["bounds.unknownItem"])
    const negative = await optimize(syn(3), settings({ risk_profile: "hrp", min_weight: -0.1 }))
    expect(negative.problems.map(({ code }) => code)).toEqual(["settings.value"])
  })

  it("names the items without variance where the risk profile needs some", async () => {
    for (const riskProfile of ["hrp", "risk_parity"]) {
      const result = await optimize(withIdleColumn(4), settings({ risk_profile: riskProfile }))
      expect(result.outcome.infeasibility).toMatchObject({ reason: "zeroVariance", items: ["s0"] })
      expect(result.problems[0]?.code).toBe("optimize.infeasible")
    }
    const equal = await optimize(withIdleColumn(4), settings({ risk_profile: "equal_weight" }))
    expect([...equal.weights!]).toEqual([0.25, 0.25, 0.25, 0.25])
  })

  it("takes the configured fallback and records both tries", async () => {
    const result = await optimize(
      withIdleColumn(4),
      settings({ risk_profile: "hrp", fallback_profile: "equal_weight" }),
    )
    expect(result.outcome.riskProfile).toBe("equal_weight")
    expect(result.outcome.attempts.map(({ riskProfile, reason }) => [riskProfile, reason])).toEqual([
      ["hrp", "standard deviation of s0 <= 1e-9"],
      ["equal_weight", "solved"],
    ])
  })

  it("stays with the risk profile asked for when its fallback fails too, or is the same", async () => {
    const both = await optimize(withIdleColumn(4), settings({ risk_profile: "hrp", fallback_profile: "erc" }))
    expect(both.outcome.riskProfile).toBe("hrp")
    expect(both.outcome.attempts.map(({ riskProfile }) => riskProfile)).toEqual(["hrp", "risk_parity"])
    const same = await optimize(withIdleColumn(4), settings({ risk_profile: "hrp", fallback_profile: "hrp" }))
    expect(same.outcome.attempts).toHaveLength(1)
  })

  it("has no fallback from settings that ask for what does not exist", async () => {
    const asked = { risk_profile: "herc", engine: "custom", fallback_profile: "equal_weight" }
    const { weights, problems, outcome } = await optimize(syn(4), settings(asked))
    expect(weights).toBeNull()
    expect(problems.map(({ code }) => code)).toEqual(["optimize.unsupported"])
    expect(outcome.attempts).toEqual([])
  })

  it("tells of a fallback that does not exist after a risk profile that failed", async () => {
    const { outcome } = await optimize(
      withIdleColumn(4),
      settings({ risk_profile: "hrp", fallback_profile: "herc" }),
    )
    expect(outcome.attempts.map(({ riskProfile }) => riskProfile)).toEqual(["hrp", "herc"])
  })

  it("weighs returns of any size as their shape says", async () => {
    const { days, names, values } = syn(4)
    const small = { days, names, values: values.map((value) => value * 2 ** -40) }
    for (const riskProfile of ["hrp", "inverse_variance", "risk_parity"]) {
      const asked = settings({ engine: "textbook", risk_profile: riskProfile })
      const [usual, tiny] = [await optimize(syn(4), asked), await optimize(small, asked)]
      tiny.weights!.forEach((weight, i) => expect(weight).toBeCloseTo(usual.weights![i]!, 12))
    }
  })

  it("takes a constant return for one without variance, at any size", async () => {
    for (const constant of [0.01, 1e-13]) {
      const { days, names, values } = syn(4)
      const frame = { days, names, values: Float64Array.from(values).fill(constant, 0, days.length) }
      const { outcome } = await optimize(frame, settings({ engine: "textbook", risk_profile: "hrp" }))
      expect(outcome.infeasibility).toMatchObject({ reason: "zeroVariance", items: ["s0"] })
    }
  })

  it("tells how many clusters were asked for where there are fewer items", async () => {
    const asked = { engine: "textbook", risk_profile: "herc" }
    const many = await optimize(syn(4), settings({ ...asked, clusters: 9 }))
    expect(many.outcome.objective).toMatchObject({ clusters: 4, clustersAsked: 9 })
    const few = await optimize(syn(4), settings({ ...asked, clusters: 2 }))
    expect(few.outcome.objective).toMatchObject({ clusters: 2 })
    expect(few.outcome.objective).not.toHaveProperty("clustersAsked")
  })

  it("names the rule that kept the bounds, or none", async () => {
    const rule = async (more: object) => (await optimize(syn(5), settings(more))).outcome.bounds.rule
    const bounded = { risk_profile: "hrp", min_weight: 0.15, max_weight: 0.25 }
    expect(await rule({ risk_profile: "hrp" })).toBe("none")
    expect(await rule({ risk_profile: "hrp", engine: "skfolio" })).toBe("none")
    expect(await rule(bounded)).toBe("project")
    expect(await rule({ ...bounded, bounds_rule: "platform" })).toBe("platform")
    expect(await rule({ ...bounded, engine: "skfolio" })).toBe("split_factor")
    expect(await rule({ ...bounded, engine: "skfolio", risk_profile: "herc" })).toBe("split_factor")
    expect(await rule({ ...bounded, engine: "riskfolio" })).toBe("clip_redistribute")
    expect(await rule({ ...bounded, risk_profile: "min_variance" })).toBe("in_set")
  })

  it("refuses a risk profile that the engine does not have", async () => {
    for (const [engine, riskProfile] of [
      ["custom", "herc"],
      ["custom", "min_cvar"],
      ["pyportfolioopt", "herc"],
      ["cvxportfolio", "hrp"],
      ["riskfolio", "barbell"],
    ]) {
      const result = await optimize(syn(4), settings({ risk_profile: riskProfile, engine }))
      expect(result.weights).toBeNull()
      expect(result.problems.map(({ code }) => code)).toEqual(["optimize.unsupported"])
    }
  })

  it("puts the market's weight on the benchmark sleeves, and asks for some", async () => {
    const asked = { risk_profile: "market", benchmark_sleeves: ["s1", "s2"] }
    expect([...(await optimize(syn(4), settings(asked))).weights!]).toEqual([0, 0.5, 0.5, 0])
    const none = await optimize(syn(4), settings({ risk_profile: "benchmark" }))
    expect(none.problems.map(({ code }) => code)).toEqual(["settings.combination"])
  })

  it("annualises by the calendar, except for the custom engine", async () => {
    const everyDay = settings({ risk_profile: "hrp", engine: "textbook" })
    expect((await optimize(syn(3), everyDay)).outcome.periodsPerYear).toBe(365)
    const weekdays = frameOf(
      Int32Array.from({ length: 150 }, (_, t) => 20_090 + 7 * Math.floor(t / 5) + (t % 5) - 3),
      syn(3).names.map((name, i) => ({ name, values: syn(3).values.subarray(i * 150, (i + 1) * 150) })),
    )
    expect((await optimize(weekdays, everyDay)).outcome.periodsPerYear).toBe(252)
    const custom = settings({ risk_profile: "hrp", periods_per_year: 365 })
    expect((await optimize(syn(3), custom)).outcome.periodsPerYear).toBe(252)
    const asked = settings({ risk_profile: "hrp", engine: "textbook", periods_per_year: 12 })
    expect((await optimize(syn(3), asked)).outcome.periodsPerYear).toBe(12)
  })

  it("tells what the weights amount to", async () => {
    const { outcome, clusterTree } = await optimize(syn(5), settings({ risk_profile: "hrp" }))
    expect(sum(Object.values(outcome.riskContributions))).toBeCloseTo(1, 12)
    expect(outcome.effectiveN).toBeCloseTo(4.6554, 3)
    expect(outcome.conditionNumber).toBeGreaterThan(1)
    expect(Object.keys(outcome.objective)).toEqual([
      "dailyVariance",
      "annualisedVolatility",
      "annualisedReturn",
      "covarianceShrinkage",
      "annualisedSharpe",
    ])
    expect(clusterTree?.leafOrder).toEqual([3, 4, 2, 0, 1])
    expect(clusterTree?.merges.at(-1)).toMatchObject({ size: 5 })
    expect(clusterTree?.merges.at(-1)?.weight).toBeCloseTo(1, 12)
  })

  it("annualises nothing under 90 calendar days", async () => {
    const first = (rows: number): ReturnFrame =>
      frameOf(
        syn(5).days.subarray(0, rows),
        syn(5).names.map((name, i) => ({ name, values: columnOf(syn(5), i).subarray(0, rows) })),
      )
    const asked = settings({ engine: "textbook", risk_profile: "min_variance" })
    const annualised = async (rows: number) =>
      Object.keys((await optimize(first(rows), asked)).outcome.objective).filter((key) =>
        key.startsWith("annualised"),
      )
    expect(await annualised(89)).toEqual([])
    expect(await annualised(90)).toEqual(["annualisedVolatility", "annualisedReturn", "annualisedSharpe"])
    expect((await optimize(first(89), asked)).outcome.objective.dailyVariance).toBeGreaterThan(0)
  })

  it("divides by no variance that is rounding noise", async () => {
    const returns = syn(1).values
    const mirrored = frameOf(syn(1).days, [
      { name: "a", values: returns.map((value) => value + 0.001) },
      { name: "its mirror image", values: returns.map((value) => -value) },
    ])
    const under = (risk_profile: string) => optimize(mirrored, settings({ engine: "textbook", risk_profile }))
    const parity = await under("risk_parity")
    expect(parity.weights).toBeNull()
    expect(parity.outcome).toMatchObject({
      kind: "infeasible",
      infeasibility: { reason: "singularCovariance", items: ["a", "its mirror image"] },
    })
    const { weights, outcome } = await under("min_variance")
    expect(weights![0]).toBeCloseTo(0.5, 9)
    expect(outcome).toMatchObject({ kind: "solved", riskContributions: {}, conditionNumber: null })
    expect(outcome.noConditionNumber).toBe("the covariance is singular")
    expect(outcome.objective).not.toHaveProperty("annualisedSharpe")
  })

  it("takes what rounding leaves of constant returns for no variance", async () => {
    const constant = frameOf(
      syn(2).days,
      ["a", "b"].map((name) => ({ name, values: new Float64Array(syn(2).days.length).fill(1e-4) })),
    )
    const under = async (risk_profile: string) =>
      (await optimize(constant, settings({ engine: "textbook", risk_profile }))).outcome
    const reasonOf = async (risk_profile: string) => (await under(risk_profile)).infeasibility?.reason
    expect(await reasonOf("max_sharpe")).toBe("singularCovariance")
    expect(await reasonOf("max_diversification")).toBe("zeroVariance")
    const equal = await under("equal_weight")
    expect(equal.objective).not.toHaveProperty("annualisedSharpe")
    expect(equal).toMatchObject({ kind: "solved", riskContributions: {}, conditionNumber: null })
  })

  it("tells the condition number of few items and of many, or why there is none", async () => {
    const asked = settings({ engine: "textbook", risk_profile: "equal_weight" })
    const of = async (n: number, days: number, more: object = {}) =>
      (await optimize(syntheticReturns(n, days), { ...asked, ...more })).outcome
    const most = await of(256, 1260)
    const more = await of(257, 1260)
    expect(most.conditionNumber).toBeGreaterThan(1)
    // One more of the same columns: a little more, and no jump.
    expect(more.conditionNumber! / most.conditionNumber!).toBeGreaterThan(1)
    expect(more.conditionNumber! / most.conditionNumber!).toBeLessThan(1.05)
    expect(more).not.toHaveProperty("noConditionNumber")
    expect(await of(257, 200)).toMatchObject({
      conditionNumber: null,
      noConditionNumber: "the covariance is singular: 257 items of 200 days, without shrinkage",
    })
    expect(await of(257, 257)).toMatchObject({
      conditionNumber: null,
      noConditionNumber: "the covariance is singular",
    })
    expect((await of(257, 200, { covariance: "ledoit_wolf" })).conditionNumber).toBeGreaterThan(1)
  })

  it("takes a covariance of more items than days for singular", async () => {
    const asked = settings({ engine: "textbook", risk_profile: "equal_weight" })
    const { outcome } = await optimize(syntheticReturns(20, 12), asked)
    expect(outcome).toMatchObject({ conditionNumber: null, noConditionNumber: "the covariance is singular" })
  })

  it("records the steps of the custom covariance before the solver", async () => {
    const [first] = syn(1).names
    const twins = frameOf(syn(1).days, [
      { name: first!, values: syn(1).values },
      { name: "twin", values: syn(1).values },
    ])
    const { outcome } = await optimize(
      twins,
      settings({ risk_profile: "hrp", kappa_shrinkage_threshold: 50 }),
    )
    expect(outcome.attempts).toEqual([
      {
        riskProfile: "hrp",
        solver: "covariance ladder",
        reason: "condition number 77.8407 > 50",
        shrinkage: 0.01,
      },
      {
        riskProfile: "hrp",
        solver: "covariance ladder",
        reason: "condition number 55.7982 > 50",
        shrinkage: 0.02,
      },
      { riskProfile: "hrp", solver: "recursive bisection", reason: "solved", shrinkage: 0.03 },
    ])
  })

  it("takes cvxportfolio's second moments about zero", async () => {
    // Two uncorrelated columns, +-1 % and +-1 % about a mean of 2 %: E[r^2] is .0001 and .0005.
    const frame = frameOf(Int32Array.of(0, 1, 2, 3), [
      { name: "still", values: [0.01, -0.01, 0.01, -0.01] },
      { name: "rising", values: [0.03, 0.03, 0.01, 0.01] },
    ])
    const { weights } = await optimize(
      frame,
      settings({ engine: "cvxportfolio", risk_profile: "min_variance" }),
    )
    expect(weights![0]).toBeCloseTo(5 / 6, 7)
    const centred = await optimize(frame, settings({ engine: "textbook", risk_profile: "min_variance" }))
    expect(centred.weights![0]).toBeCloseTo(0.5, 7)
  })

  it("refuses a frame of one day", async () => {
    const frame = frameOf(Int32Array.of(1), [{ name: "a", values: [0.1] }])
    const result = await optimize(frame, settings({ risk_profile: "equal_weight" }))
    expect(result.problems.map(({ code }) => code)).toEqual(["optimize.data"])
  })

  it.each([1e149, -2e6, Number.NaN])("refuses a return of %d, which none can be", async (value) => {
    const frame = frameOf(Int32Array.of(20_089, 20_090), [
      { name: "a", values: [0.1, 0.2] },
      { name: "b", values: [0.1, value] },
    ])
    const result = await optimize(frame, settings({ risk_profile: "min_variance" }))
    expect(result.problems).toMatchObject([{ code: "optimize.data", where: "b on 2025-01-02" }])
  })

  it("gives weights to columns whose variances vanish, or says why not", async () => {
    const tiny = [1, -1, 2, -3, 1].map((value) => value * 1e-160)
    const frame = frameOf(Int32Array.of(1, 2, 3, 4, 5), [
      { name: "a", values: [0.01, -0.02, 0.01, 0.03, -0.01] },
      { name: "b", values: tiny },
      { name: "c", values: tiny.toReversed() },
    ])
    for (const engine of ["custom", "textbook", "riskfolio"]) {
      for (const risk_profile of ["inverse_variance", "max_sharpe", "min_cdar"]) {
        const { weights, problems } = await optimize(frame, settings({ engine, risk_profile }))
        expect([...(weights ?? []), ...problems]).not.toEqual([])
      }
    }
  })

  it("ends before solving when it was cancelled", async () => {
    const signal = AbortSignal.abort()
    const result = await optimize(syn(3), settings({ risk_profile: "hrp" }), signal)
    expect(result.problems.map(({ code }) => code)).toEqual(["cancelled"])
  })
})
