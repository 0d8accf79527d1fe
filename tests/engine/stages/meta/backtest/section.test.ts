import { beforeAll, describe, expect, it } from "vitest"
import type { BacktestLengths } from "#shared/model/backtest"
import { walkForwardWindows } from "#engine/backtest/windows"
import type { BacktestNode } from "#engine/stages/meta/backtest/node-tree"
import { testedSection, type TestedTables } from "#engine/stages/meta/backtest/section"
import { weighWindows } from "#engine/stages/meta/backtest/walk-forward"
import { node } from "./nodes"

const lengths: BacktestLengths = {
  train_window: 4,
  test_window: 2,
  step_size: 2,
  slippage: 0.006,
  commission: 0.004,
}

async function test(root: BacktestNode, given = lengths): Promise<TestedTables> {
  const windows = walkForwardWindows(root.frame.days.length, {
    train: given.train_window,
    test: given.test_window,
    step: given.step_size,
  })
  const weighed = await weighWindows(root, windows, new AbortController().signal, () => {})
  if (!weighed.ok) throw new Error(JSON.stringify(weighed.problems))
  return testedSection(root, weighed.value, given, 0)
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[]) {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, i) => expect(actual[i], `value ${i}`).toBeCloseTo(value, 12))
}

// Variances stand 1 to 4, then 1 to 1, then 4 to 1 on the train rows 0-3, 2-5 and 4-7, so that inverse
// variance holds 80/20, 50/50 and 20/80. The figures below were computed with exact fractions apart from this.
const a = [0.01, -0.01, 0.01, -0.01, 0.02, -0.02, 0.02, -0.02, 0.1, 0]
const b = [0.02, -0.02, 0.02, -0.02, 0.01, -0.01, 0.01, -0.01, 0, 0.1]

describe("two sleeves over three windows", () => {
  let tested: TestedTables
  beforeAll(async () => {
    tested = await test(node({ a, b }, { risk_profile: "inverse_variance", engine: "textbook" }))
  })

  it("are weighed on the rows before each window", () => {
    const { windows } = tested.section
    expect(
      windows.map(({ train, test: tests }) => [train.first, train.last, tests.first, tests.last]),
    ).toEqual([
      ["1970-01-01", "1970-01-04", "1970-01-05", "1970-01-06"],
      ["1970-01-03", "1970-01-06", "1970-01-07", "1970-01-08"],
      ["1970-01-05", "1970-01-08", "1970-01-09", "1970-01-10"],
    ])
    expectClose(
      windows.map(({ weights }) => weights!["a"]!),
      [0.8, 0.5, 0.2],
    )
    expect(windows.map(({ source }) => source)).toEqual(["solved", "solved", "solved"])
  })

  it("earn what is held after costs of 1 % of what is traded", () => {
    const [walkForward] = tested.returns
    expectClose(
      walkForward!.values,
      [
        0.008, -0.01801571709233792, 0.009000960326511013, -0.015024630541871921, 0.014001500375093774,
        0.0784313725490196,
      ],
    )
    expectClose(
      tested.section.windows.map(({ turnover }) => turnover),
      [1, 0.5999039673488986, 0.5998499624906226],
    )
    expect(tested.section.windows[0]!.cost).toBeCloseTo(0.01, 15)
    expect(tested.section.windows[0]!.return).toBeCloseTo(1.008 * (1 - 0.01801571709233792) - 1, 14)
  })

  it("are compared with equal weights and with the first weights left to drift, over the same rows", () => {
    const all = [tested.section.walk_forward, ...tested.section.baselines]
    const byName = new Map(tested.returns.map(({ name, values }) => [name, values]))
    expectClose(
      byName.get("equal_weight")!,
      [
        0.005, -0.015024630541871921, 0.014998499624906226, -0.015024630541871921, 0.049998499624906226,
        0.047619047619047616,
      ],
    )
    expectClose(
      byName.get("static")!,
      [
        0.008, -0.01801571709233792, 0.01799951983674449, -0.01801523976630943, 0.07999039587044043,
        0.018527575991481304,
      ],
    )
    expect(all.map(({ key }) => key)).toEqual(["walk_forward", "equal_weight", "static"])
    expectClose(
      all.map(({ figures }) => figures.figures.find(({ key }) => key === "cumulative_return")!.value!),
      [0.07575439734127998, 0.08861488361555114, 0.08845398835363438],
    )
  })

  it("are titled out of sample, with the tested rows and those around them", () => {
    expect(tested.section.walk_forward.figures).toMatchObject({
      title: "m, inverse_variance: out of sample, walk-forward, after costs",
      first: "1970-01-05",
      last: "1970-01-10",
      rows: 6,
    })
    expect(tested.section.rows).toEqual({ all: 10, before: 4, tested: 6, after: 0 })
  })

  it("have their weights over time: targets on the days of a rebalance, drifted ones between", () => {
    const [first, second] = tested.weights
    expect(first!.name).toBe("a")
    expectClose(first!.values, [0.8, 0.816 / 1.018, 0.5, 0.51 / 1.015, 0.2, 0.22 / 1.02])
    for (let t = 0; t < 6; t++) expect(first!.values[t]! + second!.values[t]!).toBeCloseTo(1, 14)
  })
})

describe("windows without a solution", () => {
  const flat = [0, 0, 0, 0]

  it("take equal weights first and keep what is held later, untraded, with the reason", async () => {
    const unsolvable = node(
      { a: [...flat, 0.1, -0.1, 0.1, -0.1, ...flat, ...flat], b: [...flat, ...flat, ...flat, ...flat] },
      { risk_profile: "inverse_variance", engine: "textbook" },
    )
    const { section } = await test(unsolvable, { ...lengths, test_window: 4, step_size: 4 })
    expect(section.windows.map(({ source, turnover, weights }) => [source, turnover, weights])).toEqual([
      ["equalWeight", 1, { a: 0.5, b: 0.5 }],
      ["held", 0, null],
      ["held", 0, null],
    ])
    expect(section.windows.map(({ problem }) => problem?.code)).toEqual(Array(3).fill("optimize.infeasible"))
    expect(section.caveats).toContain("3 of 3 windows had no solution.")
  })

  it("take a configured fallback, and say so", async () => {
    const root = node(
      { a: flat.concat(0.1, 0.2), b: flat.concat(0.1, 0.2) },
      { risk_profile: "inverse_variance", engine: "textbook", fallback_profile: "equal_weight" },
    )
    const { section } = await test(root)
    expect(section.windows[0]).toMatchObject({
      source: "fallback",
      outcome: { riskProfile: "equal_weight" },
      weights: { a: 0.5, b: 0.5 },
      problem: null,
    })
    expect(section.caveats).toContain("1 of 1 windows took the weights of a fallback profile.")
  })

  it("keep the profile's bounds in every window", async () => {
    const root = node(
      { a, b },
      { risk_profile: "inverse_variance", engine: "textbook", min_weight: 0.3, max_weight: 0.7 },
    )
    const { section } = await test(root)
    expectClose(
      section.windows.map(({ weights }) => weights!["a"]!),
      [0.7, 0.5, 0.3],
    )
  })
})

describe("a nested profile", () => {
  const child = node({ a, b }, { risk_profile: "inverse_variance", engine: "textbook" }, { path: "m/branch" })
  const root = node(
    { branch: a, c: b },
    { risk_profile: "equal_weight", engine: "textbook" },
    { children: new Map([[0, child]]) },
  )

  it("is solved on the same train days, and held, traded and paid for by its own sleeves", async () => {
    const { section, weights, returns } = await test(root)
    expect(section.windows.map(({ nested }) => nested[0]!.weights["a"]!.toFixed(12))).toEqual([
      "0.800000000000",
      "0.500000000000",
      "0.200000000000",
    ])
    expect(section.windows[0]!.nested[0]).toMatchObject({ path: "m/branch", rows: 4, source: "solved" })
    expect(weights.map(({ name }) => name)).toEqual(["branch", "c"])
    // Half of it in 80/20 of a and b, half in c, whose returns are those of b: 0.4 x 0.02 + 0.6 x 0.01 - 0.01.
    expect(returns[0]!.values[0]).toBeCloseTo(0.004, 14)
    expect(weights[0]!.values[0]).toBeCloseTo(0.5, 15)
    // The branch goes from 80/20 to 50/50: two halves of what is traded lie inside it.
    expect(section.windows[1]!.turnover).toBeCloseTo(0.3, 2)
  })

  it("holds equal weights in a window that it can't be solved on, as in a run", async () => {
    const flat = node(
      { a: a.map(() => 0), b },
      { risk_profile: "inverse_variance", engine: "textbook" },
      { path: "m/branch" },
    )
    const { section } = await test({ ...root, children: new Map([[0, flat]]) })
    expect(section.windows[0]!.nested[0]).toMatchObject({
      source: "proxyEqualWeight",
      weights: { a: 0.5, b: 0.5 },
      problem: { code: "optimize.infeasible" },
    })
    expect(section.caveats).toContain(
      "In 3 of 3 windows a nested profile had no solution and held equal weights.",
    )
  })

  it("is multiplied through three levels, each leaf once", async () => {
    const equal = { risk_profile: "equal_weight", engine: "textbook" } as const
    const inner = node({ a, b }, equal, { path: "m/mid/inner" })
    const mid = node({ inner: a, c: a.map(() => 0.5) }, equal, {
      path: "m/mid",
      children: new Map([[0, inner]]),
    })
    const deep = node({ d: a.map(() => 0), mid: a }, equal, { children: new Map([[1, mid]]) })
    const { section, returns, weights } = await test(deep, { ...lengths, slippage: 0, commission: 0 })
    // Row 4: 1/8 of a's 2 %, 1/8 of b's 1 %, 1/4 of c's 50 %, half in d, which stands still.
    expect(returns[0]!.values[0]).toBeCloseTo(0.02 / 8 + 0.01 / 8 + 0.5 / 4, 15)
    expect(weights.map(({ name, values }) => [name, values[0]])).toEqual([
      ["d", 0.5],
      ["mid", 0.5],
    ])
    expect(section.windows[0]!.nested.map(({ path }) => path)).toEqual(["m/mid/inner", "m/mid"])
  })
})
