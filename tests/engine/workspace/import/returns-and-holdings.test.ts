import { describe, expect, it } from "vitest"
import { dailyReturns } from "#engine/workspace/import/daily-returns"
import { readHoldings } from "#engine/workspace/import/holdings-source"
import { withProfile } from "#engine/workspace/import/manifest-edit"

const bytesOf = (text: string) => new TextEncoder().encode(text)

function returns(
  values: readonly number[],
  prices: boolean,
  days: readonly number[] = values.map((_, i) => i),
) {
  const column = {
    name: "A",
    days: Int32Array.from(days),
    values: Float64Array.from(values),
    placeOf: (row: number) => `f.csv:${row + 2}:12 (A)`,
  }
  const made = dailyReturns(column, prices, "f.csv")
  if (!made.ok) return made.problems[0]
  const { days: on, values: of, remarks } = made.value
  return { on: [...on], of: [...of].map((value) => Number(value.toFixed(12))), remarks }
}

describe("an imported stream", () => {
  it("is made of prices over the rows that are there", () => {
    const blank = Number.NaN
    expect(returns([blank, 100, 110, blank, 99], true)).toEqual({
      on: [2, 4],
      of: [0.1, -0.1],
      remarks: [
        "rows without a price between others, which the next return spans: 1",
        "rows without a value before the first or after the last, left out: 1",
      ],
    })
  })

  it("is put in the order of its days", () => {
    expect(returns([121, 100, 110], true, [5, 3, 4])).toMatchObject({ on: [4, 5], of: [0.1, 0.1] })
  })

  it("is told to have a hole where no exchange closes for as long", () => {
    expect(returns([0.01, -0.01, 0.02], false, [0, 7, 15])).toMatchObject({
      remarks: ["the longest stretch without a row is 8 days, 1970-01-08 to 1970-01-16"],
    })
    expect(returns([0.01, -0.01], false, [0, 7])).toMatchObject({ remarks: [] })
  })

  it("refuses a missing return between others, which a price may have", () => {
    expect(returns([0.01, Number.NaN, 0.02], false)).toMatchObject({
      code: "stream.notFinite",
      where: "f.csv:3:12 (A)",
      seen: "1970-01-02",
    })
  })

  it("refuses a day that stands twice, with both lines", () => {
    expect(returns([0.01, 0.02], false, [7, 7])).toMatchObject({
      code: "stream.duplicateDay",
      where: "f.csv:2:12 (A) and f.csv:3:12 (A)",
    })
  })

  it("refuses a price of zero and a return below -100 %", () => {
    expect(returns([100, 0], true)).toMatchObject({ where: "f.csv:3:12 (A)", seen: "0" })
    expect(returns([0.01, -1.5], false)).toMatchObject({ where: "f.csv:3:12 (A)", seen: "-1.5" })
  })

  it("refuses a return that two prices take beyond all numbers", () => {
    expect(returns([1e-300, 1e308], true)).toMatchObject({
      code: "stream.notFinite",
      where: "f.csv:3:12 (A)",
    })
  })

  it("refuses as returns what is prices or per cent", () => {
    expect(returns(Array(20).fill(100), false)).toMatchObject({ code: "file.ambiguous" })
    expect(returns(Array(20).fill(0.002), false)).toMatchObject({ remarks: ["no return is negative"] })
  })
})

function holdings(text: string, cash = 0) {
  const read = readHoldings(bytesOf(text), "h.csv", { cash })
  return read.ok ? read.value : read.problems[0]
}

describe("imported holdings", () => {
  it("have signed weights, or weights and directions, and labels where the file has them", () => {
    expect(holdings("weight,Symbol,Sector\n0.6,X:A,Tech\n-0.4,X:B,\n")).toMatchObject({
      rows: [
        { symbol: "X:A", net: 0.6, gross: 0.6, sector: "Tech", market: "UNKNOWN" },
        { symbol: "X:B", net: -0.4, gross: 0.4, sector: "N/A" },
      ],
      gross: 1,
    })
    expect(holdings("Symbol,Weight,Direction\nA,60%,LONG\nB,40%,short\n")).toMatchObject({
      rows: [{ net: 0.6 }, { net: -0.4 }],
    })
  })

  it("net a symbol that is held both ways, and refuse one that is held twice one way", () => {
    expect(holdings("Symbol,Weight\nA,0.7\nA,-0.3\n")).toMatchObject({ rows: [{ net: 0.7 - 0.3, gross: 1 }] })
    expect(holdings("Symbol,Weight\nA,0.7\nA,0.3\n")).toMatchObject({ where: "h.csv:3:1 (Symbol)" })
  })

  it("are refused when their gross is not the whole sleeve less its cash", () => {
    expect(holdings("Symbol,Weight\nA,0.5\nB,-0.3\n")).toMatchObject({
      code: "holdings.shape",
      seen: "0.8 over 2 rows where 1 is due",
    })
    expect(holdings("Symbol,Weight\nA,0.5\nB,-0.3\n", 0.2)).toMatchObject({ gross: 0.8 })
    expect(holdings("Symbol,Weight\nA,60\nB,40\n")).toMatchObject({ remedy: expect.stringContaining("%") })
  })

  it("are refused with line and column when a weight or a direction is none", () => {
    expect(holdings("Symbol,Weight\nA,1\nB,\n")).toMatchObject({ where: "h.csv:3:3 (Weight)" })
    expect(holdings("Symbol,Weight,Direction\nA,1,UP\n")).toMatchObject({ where: "h.csv:2:5 (Direction)" })
    expect(holdings("Symbol,Weight,Direction\nA,-1,LONG\n")).toMatchObject({ where: "h.csv:2:3 (Weight)" })
    expect(holdings("Asset,Weight\nA,1\n")).toMatchObject({ where: "h.csv:1", seen: "Asset, Weight" })
  })
})

describe("a profile added to a manifest", () => {
  const edit = (text: string) =>
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(
      withProfile(bytesOf(text), "b", { description: "B" }),
    )

  it("leaves comments, spacing and indentation as they are", () => {
    expect(edit('{\n\t// mine\n\t"defaults": { },\n\t"profiles": {\n\t\t"a":   "x"\n\t}\n}\n')).toBe(
      '{\n\t// mine\n\t"defaults": { },\n\t"profiles": {\n\t\t"a":   "x",\n\t\t"b": {\n\t\t\t"description": "B"\n\t\t}\n\t}\n}\n',
    )
  })

  it("is the first, or joins others on their one line", () => {
    expect(edit('{"profiles": {"a": "x"}}')).toBe('{"profiles": {"a": "x", "b": {"description":"B"}}}')
    expect(edit('{"profiles": {}}')).toBe('{"profiles": {"b": {"description":"B"}}}')
    expect(edit('{\n  "profiles": {"a": "x"}\n}')).toBe(
      '{\n  "profiles": {"a": "x",\n    "b": {\n      "description": "B"\n    }\n  }\n}',
    )
  })

  it("keeps line ends and a byte order mark", () => {
    const edited = edit('\ufeff{\r\n    "profiles": {}\r\n}\r\n')
    expect(edited.startsWith("\ufeff{\r\n")).toBe(true)
    expect(edited.replaceAll("\r\n", "")).not.toContain("\n")
    expect(edited).toBe(
      '\ufeff{\r\n    "profiles": {\r\n        "b": {\r\n            "description": "B"\r\n        }\r\n    }\r\n}\r\n',
    )
  })
})
