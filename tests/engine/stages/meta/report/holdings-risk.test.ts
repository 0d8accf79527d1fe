import { describe, expect, it } from "vitest"
import type { HoldingRow } from "#shared/model/holding"
import { parseIsoDay } from "#shared/quantity/day"
import type { PhysicalReturns } from "#engine/stages/meta/report/physical-returns"
import { riskOfHoldings } from "#engine/stages/meta/report/holdings-risk"

const holding = (symbol: string, net: number): HoldingRow => ({
  Symbol: symbol,
  Weight: Math.abs(net),
  Net_Weight: net,
  Gross_Weight: Math.abs(net),
  Direction: net > 0 ? "LONG" : net < 0 ? "SHORT" : "FLAT",
  Description: "",
  Sector: "",
  Market: "",
  Type: "",
  Contributors: ["s"],
  Paths: [],
  Dust: false,
})

/** Returns from 2025-01-01 on, or from `late` days after it. */
const known = (returns: Readonly<Record<string, readonly number[]>>, late = 0): PhysicalReturns => ({
  inputs: [],
  of: ({ Symbol: id }) => {
    const values = returns[id]
    if (values === undefined) return { why: "no raw returns of this symbol" }
    const first = parseIsoDay("2025-01-01")! + (id === "LATE" ? late : 0)
    return { id, days: Int32Array.from(values, (_, t) => first + t), values: Float64Array.from(values) }
  },
})

const sharesOf = (holdings: readonly HoldingRow[], physical: PhysicalReturns) =>
  Object.fromEntries(
    [...riskOfHoldings(holdings, physical).bySymbol].map(([id, { share, why }]) => [id, share ?? why]),
  )

describe("risk shares of holdings", () => {
  it("count a short against what it hedges", () => {
    // A and B move alike, B twice as far: p = .6 r - .2 (2 r) = .2 r, of which A carries 3 and B -2.
    const physical = known({ A: [0.01, -0.01, 0.02, -0.02], B: [0.02, -0.02, 0.04, -0.04] })
    const shares = sharesOf([holding("A", 0.6), holding("B", -0.2)], physical)
    expect(shares["A"]).toBeCloseTo(3, 12)
    expect(shares["B"]).toBeCloseTo(-2, 12)
  })

  it("are those of the others where a symbol has no returns, which is told", () => {
    const physical = known({ A: [0.01, -0.01, 0.02, -0.02] })
    const holdings = [holding("A", 0.6), holding("B", -0.2), holding("C", 0)]
    expect(sharesOf(holdings, physical)).toEqual({
      A: expect.closeTo(1, 12) as number,
      B: "no raw returns of this symbol",
      C: 0,
    })
    expect(riskOfHoldings(holdings, physical).risk).toMatchObject({
      held: 2,
      covered: 1,
      covered_net: expect.closeTo(0.75, 12) as number,
    })
  })

  it("are on the days that all have", () => {
    // On the two common days LATE doubles A; on A's own it would not be still.
    const physical = known({ A: [9, 9, 0.01, -0.01], LATE: [0.02, -0.02, 9] }, 2)
    const holdings = [holding("A", 0.5), holding("LATE", 0.25)]
    const shares = sharesOf(holdings, physical)
    expect(shares["A"]).toBeCloseTo(0.5, 12)
    expect(shares["LATE"]).toBeCloseTo(0.5, 12)
    const { first, last, rows } = riskOfHoldings(holdings, physical).risk
    expect([first, last, rows]).toEqual(["2025-01-03", "2025-01-04", 2])
  })

  it("are none where too few days are common, or nothing moves", () => {
    const apart = known({ A: [0.01, -0.01], LATE: [0.02, -0.02] }, 1)
    const why = "the holdings with raw returns have 1 days in common"
    expect(sharesOf([holding("A", 0.5), holding("LATE", 0.5)], apart)).toEqual({ A: why, LATE: why })
    expect(sharesOf([holding("A", 1)], known({ A: [0.01, 0.01] }))).toEqual({ A: "zero variance" })
    const { risk } = riskOfHoldings([holding("A", 1)], known({}))
    expect(risk).toMatchObject({ first: null, last: null, rows: 0, covered: 0, covered_net: 0 })
  })
})
