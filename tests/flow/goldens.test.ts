import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { MetaOutcome } from "#engine/orchestration/meta-run-options"
import { metaTree } from "../workspaces/goldens"
import type { WrittenWorkspace } from "../workspaces/workspace"
import { netWeights, runMeta, sleeveWeights } from "./run-meta"
import { readReturns } from "./read-returns"

/** Figures that the platform itself computed (reference 6.3); it printed ten digits. */
function expectFigures(actual: Readonly<Record<string, number>>, expected: Readonly<Record<string, number>>) {
  expect(Object.keys(actual).toSorted()).toEqual(Object.keys(expected).toSorted())
  for (const [name, value] of Object.entries(expected)) {
    expect(Math.abs(actual[name]! - value), `${name}: ${actual[name]} against ${value}`).toBeLessThan(1e-9)
  }
}

describe("the platform's fixture meta_six, without its hidden cap", () => {
  let ws: WrittenWorkspace
  let outcome: MetaOutcome

  beforeAll(async () => {
    ws = await metaTree().write()
    outcome = await runMeta(ws.root, "meta_six", ["hrp", "min_variance", "equal_weight"])
  })
  afterAll(() => ws.remove())

  it("ends well", () => {
    expect(outcome).toMatchObject({ exitCode: 0, problems: [], state: "succeeded_with_warnings" })
  })

  it("has the hrp weights of SYN6", () => {
    expectFigures(sleeveWeights(ws.root, outcome, "meta_six", "hrp"), {
      s0: 0.1996162244,
      s1: 0.2198337216,
      s2: 0.27861128,
      s3: 0.1701185167,
      s4: 0.0655315231,
      s5: 0.0662887342,
    })
  })

  it("has the min_variance weights of SYN6", () => {
    expectFigures(sleeveWeights(ws.root, outcome, "meta_six", "min_variance"), {
      s0: 0.2116177752,
      s1: 0.1770248142,
      s2: 0.1852138066,
      s3: 0.166563217,
      s4: 0.1267430458,
      s5: 0.1328373412,
    })
  })

  it("has equal weights of one sixth", () => {
    for (const weight of Object.values(sleeveWeights(ws.root, outcome, "meta_six", "equal_weight"))) {
      expect(weight).toBeCloseTo(1 / 6, 15)
    }
  })
})

describe("the platform's nested fixture meta_tree, with its cap of 25 % as the bound", () => {
  let ws: WrittenWorkspace
  let outcome: MetaOutcome

  beforeAll(async () => {
    ws = await metaTree()
      .manifest(({ profiles }) => {
        for (const name of ["meta_six", "meta_tree"]) {
          Object.assign(profiles[name] as object, { meta_allocation: { min_weight: 0.05, max_weight: 0.25 } })
        }
      })
      .write()
    outcome = await runMeta(ws.root, "meta_tree", ["hrp", "min_variance", "equal_weight"])
  })
  afterAll(() => ws.remove())

  it("solves the nested profile under its own bounds", () => {
    expectFigures(sleeveWeights(ws.root, outcome, "meta_six", "hrp"), {
      s0: 0.2053384804,
      s1: 0.2255559776,
      s2: 0.25,
      s3: 0.1758407727,
      s4: 0.0712537791,
      s5: 0.0720109902,
    })
  })

  it("joins the nested profile's optimised stream, not its first column or its mean", async () => {
    const { columns } = await readReturns(ws.root, outcome, "meta_tree", "hrp")
    const branch = columns.find((column) => column.name === "branch")!.values
    expect(branch[0]).toBeCloseTo(0.004870008349519957, 10)
    let sum = 0
    for (const value of branch) sum += value
    expect(sum / branch.length).toBeCloseTo(0.000623690053842337, 10)
  })

  it("solves the root on it", () => {
    expectFigures(sleeveWeights(ws.root, outcome, "meta_tree", "hrp"), {
      branch: 0.25,
      a: 0.24262797,
      d: 0.2192037353,
      e4: 0.1601101581,
      e5: 0.1280581367,
    })
  })

  it("flattens through both levels: BTC of all sleeves in one row, the short sleeve's legs negative", () => {
    expectFigures(netWeights(ws.root, outcome, "meta_tree", "hrp"), {
      BTC: 0.3369555177,
      RA: 0.097051188,
      RD: -0.0876814941,
      Q4: 0.0711694411,
      Q5: 0.0584243537,
      Q2: 0.025,
      Q1: 0.0225555978,
      Q0: 0.020533848,
      Q3: 0.0175840773,
    })
  })

  it("has the platform's min_variance weights of the tree to the accuracy of its solver", () => {
    const weights = sleeveWeights(ws.root, outcome, "meta_tree", "min_variance")
    const platform = { a: 0.25, branch: 0.2499999998, d: 0.2028973079, e4: 0.1610663844, e5: 0.1360363078 }
    for (const [id, value] of Object.entries(platform)) expect(weights[id]).toBeCloseTo(value, 6)
  })

  it("has equal weights of one fifth", () => {
    for (const weight of Object.values(sleeveWeights(ws.root, outcome, "meta_tree", "equal_weight"))) {
      expect(weight).toBeCloseTo(0.2, 15)
    }
  })
})
