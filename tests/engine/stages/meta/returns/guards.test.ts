import { describe, expect, it } from "vitest"
import { metaAllocationSchema } from "#shared/model/meta-allocation"
import { parseIsoDay } from "#shared/quantity/day"
import { frameOf } from "#engine/numerics/frame"
import { nearIdenticalPairs } from "#engine/stages/meta/returns/near-identical"
import { parityBreaks } from "#engine/workspace/parity"
import { guardAgainstToxicReturns } from "#engine/stages/meta/returns/toxic-returns"

const monday = parseIsoDay("2025-01-06")!

function stream(values: readonly number[], days = values.map((_, t) => monday + t)) {
  return { id: "s", days: Int32Array.from(days), values: Float64Array.from(values) }
}

describe("the guard against toxic returns", () => {
  const refusing = metaAllocationSchema.parse({})
  const dropping = metaAllocationSchema.parse({ toxic_return_policy: "drop" })

  it("lets believable returns pass untouched", () => {
    const clean = stream([0.9, -0.9, 1, -1])
    expect(guardAgainstToxicReturns(clean, "s", refusing)).toEqual({
      ok: true,
      value: { stream: clean, dropped: [] },
    })
  })

  it("refuses a weekday stream above 100 % with the date", () => {
    expect(guardAgainstToxicReturns(stream([0, 1.01, 0]), "sleeve m/s", refusing)).toMatchObject({
      ok: false,
      problems: [{ code: "stream.toxic", where: "sleeve m/s: 2025-01-07", seen: "2025-01-07 1.01" }],
    })
  })

  it("believes up to 500 % of a stream that trades on weekends", () => {
    const week = [0, 0, 0, 0, 0, 0]
    expect(guardAgainstToxicReturns(stream([...week, 4.9]), "s", refusing).ok).toBe(true)
    expect(guardAgainstToxicReturns(stream([...week, 5.1]), "s", refusing).ok).toBe(false)
  })

  it("never believes a loss of more than everything", () => {
    expect(guardAgainstToxicReturns(stream([0, 0, 0, 0, 0, 0, -1.2]), "s", refusing).ok).toBe(false)
  })

  it("drops the days instead when the policy says so, and tells them", () => {
    expect(guardAgainstToxicReturns(stream([0.1, 3, 0.2]), "s", dropping)).toEqual({
      ok: true,
      value: { stream: stream([0.1, 0.2], [monday, monday + 2]), dropped: ["2025-01-07 3"] },
    })
  })
})

describe("near-identical sleeves", () => {
  const base = Float64Array.from({ length: 50 }, (_, t) => Math.sin(t * t))
  const days = Int32Array.from({ length: 50 }, (_, t) => t)
  const other = Float64Array.from({ length: 50 }, (_, t) => Math.cos(3 * t))

  it("are copies and mirrors above a correlation of 0.95, by column order", () => {
    const columns = [
      { name: "a", values: base },
      { name: "b", values: other },
      { name: "mirror", values: base.map((x) => 0.01 - x) },
    ]
    const pairs = nearIdenticalPairs(frameOf(days, columns))
    expect(pairs.map(({ a, b }) => [a, b])).toEqual([["a", "mirror"]])
    expect(pairs[0]!.correlation).toBeCloseTo(-1, 12)
  })

  it("are not sleeves without any spread", () => {
    const flat = { values: new Float64Array(50) }
    expect(
      nearIdenticalPairs(
        frameOf(days, [
          { name: "a", ...flat },
          { name: "b", ...flat },
        ]),
      ),
    ).toEqual([])
  })
})

describe("parity of settings", () => {
  const sleeves = [
    { id: "a", settings: { train_window: 252, backtest_slippage: 0.0005, unrelated: 1 } },
    { id: "b", settings: { train_window: 60, backtest_slippage: 0.001, unrelated: 2 } },
    { id: "c", settings: null },
  ]

  it("names each shared setting that differs, with every sleeve's value", () => {
    expect(parityBreaks(sleeves, ["backtest_slippage"])).toEqual([
      { setting: "train_window", values: { a: "252", b: "60" } },
    ])
  })

  it("makes no exception that is not named", () => {
    expect(parityBreaks(sleeves, []).map(({ setting }) => setting)).toEqual([
      "train_window",
      "backtest_slippage",
    ])
  })

  it("asks nothing of a sleeve that does not tell", () => {
    expect(parityBreaks([sleeves[0]!, sleeves[2]!], [])).toEqual([])
  })
})
