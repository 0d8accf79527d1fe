import { describe, expect, it } from "vitest"
import { canonicalJson } from "#engine/artifacts/formats/canonical-json"
import { jsonBytes } from "#engine/artifacts/formats/json"

describe("a JSON artifact", () => {
  it("is indented by two, keeps its keys in order, and ends its lines with LF", () => {
    expect(new TextDecoder().decode(jsonBytes({ b: [1], a: { c: null, d: "é" } }))).toBe(
      '{\n  "b": [\n    1\n  ],\n  "a": {\n    "c": null,\n    "d": "é"\n  }\n}\n',
    )
  })

  it.each([
    ["undefined", { a: undefined }, "$.a"],
    ["NaN", [Number.NaN], "$[0]"],
    ["a typed array", { a: Float64Array.of(1) }, "$.a"],
    ["a Map", { a: new Map() }, "$.a"],
    ["a bigint", { a: 1n }, "$.a"],
    ["a hole", { a: Array(1) }, "$.a[0]"],
  ])("never loses %s in silence", (_name, value, at) => {
    expect(() => jsonBytes(value)).toThrow(at)
    expect(() => canonicalJson(value)).toThrow(at)
  })
})

describe("canonical JSON", () => {
  it("is that of RFC 8785, section 3.2.3", () => {
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
        '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    )
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it("sorts keys by UTF-16 code units", () => {
    expect(canonicalJson({ "\ufb33": 1, "\u{1f600}": 2, "€": 3, ö: 4, "1": 5, "\r": 6 })).toBe(
      '{"\\r":6,"1":5,"ö":4,"€":3,"\u{1f600}":2,"\ufb33":1}',
    )
  })
})
