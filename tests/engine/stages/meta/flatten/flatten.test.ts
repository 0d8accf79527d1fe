import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { checkFlattening } from "#engine/stages/meta/flatten/check"
import { everyNode, type HoldingsNode, measureExposure, pathsOf } from "#engine/stages/meta/flatten/exposure"
import { type DescribedLeaf, holdingsOf } from "#engine/stages/meta/flatten/holdings"

const row = (symbol: string, net: number, gross = Math.abs(net)): DescribedLeaf => ({
  symbol,
  net,
  gross,
  description: "N/A",
  sector: "N/A",
  market: "UNKNOWN",
  type: "CORE",
})

const leaf = (id: string, ...rows: DescribedLeaf[]): HoldingsNode<DescribedLeaf> => ({
  kind: "atomic",
  id,
  rows,
  expectedGross: 1,
})

const meta = (
  id: string,
  ...sleeves: [number, HoldingsNode<DescribedLeaf>][]
): HoldingsNode<DescribedLeaf> => ({
  kind: "meta",
  id,
  sleeves: sleeves.map(([weight, node]) => ({ weight, node })),
})

const check = (node: HoldingsNode<DescribedLeaf>, maxPhysicalWeight = 1) =>
  checkFlattening(node, holdingsOf(pathsOf(node)), { maxPhysicalWeight, signConflicts: [] })

const long = leaf("long", row("BTC", 0.5), row("ETH", 0.5))
const short = leaf("short", row("BTC", -0.25), row("SOL", -0.75))
const longShort = meta("m", [0.6, long], [0.4, short])

describe("holdings", () => {
  it("sum one symbol over sleeves, the short leg negative", () => {
    const nets = Object.fromEntries(holdingsOf(pathsOf(longShort)).map((h) => [h.Symbol, h.Net_Weight]))
    // BTC .6 x .5 - .4 x .25; ETH .6 x .5; SOL -.4 x .75
    expect(nets["BTC"]).toBeCloseTo(0.2, 15)
    expect(nets["ETH"]).toBeCloseTo(0.3, 15)
    expect(nets["SOL"]).toBeCloseTo(-0.3, 15)
  })

  it("show |net| as weight, the capital of both sides as gross, and the side of the net", () => {
    const btc = holdingsOf(pathsOf(longShort)).find((h) => h.Symbol === "BTC")!
    expect(btc.Weight).toBeCloseTo(0.2, 15)
    expect(btc.Gross_Weight).toBeCloseTo(0.4, 15)
    expect(btc.Direction).toBe("LONG")
    expect(btc.Contributors).toEqual(["long", "short"])
  })

  it("are sorted by weight and then by symbol", () => {
    const equal = leaf("s", row("B", 0.25), row("A", 0.25), row("C", 0.5))
    expect(holdingsOf(pathsOf(equal)).map((h) => h.Symbol)).toEqual(["C", "A", "B"])
  })

  it("keep every factor of a path through three levels", () => {
    const deep = meta("top", [
      0.4,
      meta("mid", [0.55, leaf("leaf", row("BTC", -0.1), row("X", 0.9))], [0.45, long]),
    ])
    const ways = holdingsOf(pathsOf(deep)).find((h) => h.Symbol === "BTC")!.Paths
    expect(ways[0]).toMatchObject({ sleeves: ["mid", "leaf"], factors: [0.4, 0.55], leafNet: -0.1 })
    expect(ways[0]!.net).toBeCloseTo(-0.022, 15)
    expect(ways[1]!.net).toBeCloseTo(0.4 * 0.45 * 0.5, 15)
  })

  it("keep the paths of a sleeve with zero weight and flag what is dust", () => {
    const zero = meta("m", [1, long], [0, short])
    const sol = holdingsOf(pathsOf(zero)).find((h) => h.Symbol === "SOL")!
    expect(sol).toMatchObject({ Weight: 0, Dust: true, Direction: "FLAT", Contributors: ["short"] })
    expect(sol.Paths).toHaveLength(1)
  })
})

describe("exposure", () => {
  it("tells gross before netting, after it, and what netting took away", () => {
    const root = measureExposure(longShort)
    expect(root.grossBefore).toBeCloseTo(1, 15)
    expect(root.grossAfter).toBeCloseTo(0.8, 15)
    // 2 x min(.3, .1)
    expect(root.nettingLoss).toBeCloseTo(0.2, 15)
    expect(root.net).toBeCloseTo(0.2, 15)
  })

  it("counts the netting inside a leaf row as the leaf's own loss", () => {
    const hedged = leaf("hedged", row("BTC", 0.2, 0.6), row("ETH", 0.4))
    const root = measureExposure(meta("m", [0.5, hedged], [0.5, long]))
    expect(root.sleeves[0]!.ownLoss).toBeCloseTo(0.4, 15)
    expect(root.ownLoss).toBeCloseTo(0, 15)
    expect(root.nettingLoss).toBeCloseTo(0.2, 15)
  })

  it("adds the nodes' own losses up to the root's, for any tree", () => {
    const leafRow = fc
      .tuple(
        fc.constantFrom("A", "B", "C"),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
      )
      .map(([symbol, net, extra]) => row(symbol, net, Math.abs(net) + extra))
    const { tree } = fc.letrec<{ tree: HoldingsNode<DescribedLeaf> }>((tie) => ({
      tree: fc.oneof(
        { depthSize: "small", maxDepth: 3 },
        fc.array(leafRow, { minLength: 1, maxLength: 4 }).map((rows) => leaf("leaf", ...rows)),
        fc
          .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), tie("tree")), {
            minLength: 1,
            maxLength: 3,
          })
          .map((sleeves) => meta("meta", ...sleeves)),
      ),
    }))
    fc.assert(
      fc.property(tree, (node) => {
        const root = measureExposure(node)
        let sum = 0
        for (const exposure of everyNode(root)) sum += exposure.factor * exposure.ownLoss
        expect(sum).toBeCloseTo(root.nettingLoss, 9)
        expect(check(node).conserved).toBe(true)
      }),
    )
  })
})

describe("the check", () => {
  it("finds rows that do not add up to the tree", () => {
    const holdings = holdingsOf(pathsOf(longShort)).slice(1)
    const result = checkFlattening(longShort, holdings, { maxPhysicalWeight: 1, signConflicts: [] })
    expect(result.conserved).toBe(false)
    expect(result.findings.map((finding) => finding.code)).toContain("FLATTEN_NOT_CONSERVED")
  })

  it("names the leaf rows whose direction contradicts their sign", () => {
    const result = checkFlattening(longShort, holdingsOf(pathsOf(longShort)), {
      maxPhysicalWeight: 1,
      signConflicts: ["m/short SOL"],
    })
    expect(result.signMismatches).toEqual(["m/short SOL"])
    expect(result.findings.map((finding) => finding.code)).toEqual(["FLATTEN_SIGN_MISMATCH"])
  })

  it("names the holdings above the largest weight allowed", () => {
    const { above, largest } = check(meta("m", [0.7, long], [0.3, short]), 0.25).concentration
    // BTC .35 - .075, ETH .35, SOL -.225
    expect(above.map(({ symbol }) => symbol)).toEqual(["ETH", "BTC"])
    expect(largest).toEqual({ symbol: "ETH", weight: 0.35 })
  })

  it("prints percents for people and keeps the exact figures beside them", () => {
    const told = (node: HoldingsNode<DescribedLeaf>, limit: number, code: string) => {
      const finding = check(node, limit).findings.find((one) => one.code === code)!
      return [finding.seen.replaceAll("\u00a0", " "), finding.exact]
    }
    const third = meta("m", [1, leaf("s", row("BTC", 1 / 3), row("ETH", 2 / 3))])
    expect(told(third, 0.5, "FLATTEN_CONCENTRATION")).toEqual([
      "66.67 % of the portfolio, above 50.00 %",
      { value: 2 / 3, against: 0.5 },
    ])
    expect(told(third, 0.66666, "FLATTEN_CONCENTRATION")[0]).toBe(
      "66.67 % of the portfolio, above 66.67 % (difference <0.01 %)",
    )
    const sevenths = meta("m", [1, leaf("s", row("BTC", 1 / 7))])
    expect(told(sevenths, 1, "FLATTEN_GROSS_UNEXPECTED")).toEqual([
      "gross 14.29 % of the sleeve, expected 100.00 %",
      { value: 1 / 7, against: 1 },
    ])
  })

  it("calls a node without exposure by its name instead of dividing by it", () => {
    const flat = meta("m", [0.5, leaf("flat", row("BTC", 0, 0))], [0.5, long])
    expect(check(flat).findings).toContainEqual({
      code: "FLATTEN_ZERO_EXPOSURE",
      where: "flat",
      seen: "sum of |weight| 0, below 0.000001",
    })
  })

  it("remarks a sleeve whose gross is not 1", () => {
    const half = meta("m", [1, leaf("half", row("BTC", 0.5))])
    expect(check(half).findings.map((finding) => [finding.code, finding.where])).toEqual([
      ["FLATTEN_GROSS_UNEXPECTED", "half"],
    ])
  })

  it("expects less of a sleeve that keeps cash on purpose", () => {
    const half: HoldingsNode<DescribedLeaf> = {
      kind: "atomic",
      id: "half",
      rows: [row("BTC", 0.5)],
      expectedGross: 0.5,
    }
    expect(check(meta("m", [1, half])).findings).toEqual([])
  })
})
